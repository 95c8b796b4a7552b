import { Publisher } from "./publisher.js";

/** Ends the id of the participant by whom somebody's screen is in the room. */
const SUFFIX = "~screen";
/** Text is worth more than motion. */
const PICTURE = { frameRate: { max: 15 }, width: { max: 2560 }, height: { max: 1440 } };
/** What plays on the screen is music as often as speech. */
const SOUND = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
/** Offers the sound of all that is shown, where the system has it, and not this page, which would show itself in itself. */
const CHOICE = { systemAudio: "include", selfBrowserSurface: "exclude", surfaceSwitching: "include" };

/** Whose screen this participant is. @param {string} participant @returns {string | undefined} undefined of a person */
export function presenterOf(participant) {
  return participant.endsWith(SUFFIX) ? participant.slice(0, -SUFFIX.length) : undefined;
}

/** By whom somebody's screen is in the room. @param {string} participant */
export function screenOf(participant) {
  return participant + SUFFIX;
}

/** Whether this browser can show its screen to others. */
export function canPresent() {
  return typeof navigator.mediaDevices?.getDisplayMedia === "function";
}

/**
 * Our screen, as a participant of its own beside us, so that the camera goes on and the server gives it slots of its own.
 *
 * Dispatches `change` after {@link active} changed, `refused` with an ApiError when the server will not have it, and after the room's
 * admin has acted, `silenced` or `ended` with `{by}`.
 */
export class Presentation extends /** @type {new () => import("./events.js").Tells<{change: {}, silenced: {by: string}, ended: {by: string}, refused: unknown}>} */ (EventTarget) {
  #api;
  #who;
  #layered;
  /** @type {Publisher | null} */
  #publisher = null;
  /** @type {MediaStream | null} */
  #stream = null;
  #asking = false;

  /** @param {import("./api.js").Api} api @param {{room: string, user: string, name: string}} who @param {() => boolean} layered as of {@link Publisher} */
  constructor(api, who, layered) {
    super();
    this.#api = api;
    this.#who = { ...who, user: screenOf(who.user) };
    this.#layered = layered;
  }

  /** By whom our screen is in the room. */
  get id() {
    return this.#who.user;
  }

  get active() {
    return this.#publisher !== null;
  }

  /** What others see of it. @returns {MediaStream | null} */
  get stream() {
    return this.#stream;
  }

  /** Asks the person what to show; nothing happens if they choose nothing. Rejects with the server's reason, or with the browser's. */
  async start() {
    if (this.active || this.#asking) return;
    this.#asking = true;
    const stream = await navigator.mediaDevices.getDisplayMedia({ video: PICTURE, audio: SOUND, ...CHOICE }).finally(() => (this.#asking = false));
    this.#begin(stream);
    try {
      await this.#publisher?.open();
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Of what we send of it. @returns {Promise<RTCStatsReport[]>} */
  async statistics() {
    return this.#publisher ? [await this.#publisher.pc.getStats()] : [];
  }

  hurry() {
    this.#publisher?.hurry();
  }

  /** @param {{keepalive?: boolean}} [options] keepalive: the page is going away */
  async stop(options) {
    const publisher = this.#publisher;
    this.#publisher = null;
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = null;
    if (!publisher) return;
    this.dispatchEvent(new Event("change"));
    await publisher.close(options);
  }

  /** The room's admin has muted it: its sound is not sent any more; without a picture it is over. @param {"audio" | "video"} kind @param {string} by */
  silence(kind, by) {
    if (kind === "video") return this.end(by);
    this.#publisher?.send("audio", null);
    for (const track of this.#stream?.getAudioTracks() ?? []) track.stop();
    this.dispatchEvent(new CustomEvent("silenced", { detail: { by } }));
  }

  /** The room's admin has ended it. @param {string} by */
  end(by) {
    if (!this.active) return;
    this.stop();
    this.dispatchEvent(new CustomEvent("ended", { detail: { by } }));
  }

  /** @param {MediaStream} stream */
  #begin(stream) {
    const publisher = new Publisher(this.#api, this.#who);
    publisher.layered = this.#layered();
    publisher.addEventListener("error", ({ detail }) => publisher.refused && this.#refused(detail));
    for (const track of stream.getTracks()) {
      if (track.kind === "video") track.contentHint = "detail";
      publisher.send(/** @type {"audio" | "video"} */ (track.kind), track);
      track.addEventListener("ended", () => track.kind === "video" && this.#publisher === publisher && this.stop());
    }
    this.#stream = stream;
    this.#publisher = publisher;
    this.dispatchEvent(new Event("change"));
  }

  /** @param {unknown} error */
  #refused(error) {
    this.stop();
    this.dispatchEvent(new CustomEvent("refused", { detail: error }));
  }
}
