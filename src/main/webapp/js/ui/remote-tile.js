import { t } from "../language.js";
import { Tile } from "./tile.js";

/**
 * @typedef {import("../protocol/api.js").Participant} Participant
 * @typedef {import("../protocol/receiving.js").Media} Media
 */

/** What a tile says of a connection, by its state. */
const LINK_TEXTS = new Map([
  ["connecting", () => t("tile.connecting")],
  ["reconnecting", () => t("tile.reconnecting")],
  ["refused", () => t("tile.refused")],
]);

/** Somebody else. Their sound is no matter of the tile. */
export class RemoteTile extends Tile {
  /** Of the picture that is in the tile. @type {{video: MediaStreamTrack | null, since: number}} */
  #attached = { video: null, since: 0 };
  #sends = false;
  #comes = false;
  /** The frame that is waited for; another object is another wait. @type {object | null} */
  #awaited = null;

  /** @param {Participant} participant @param {{pin: () => void, inspect: () => void}} actions */
  constructor(participant, { pin, inspect }) {
    super(participant.id, inspect);
    this.pinnable(pin);
    this.update(participant);
  }

  /** @param {Participant} participant */
  update({ id, name, tracks = [] }) {
    this.named(name || id);
    this.muted(!tracks.some(({ kind, muted }) => kind === "audio" && !muted));
    this.#sends = tracks.some(({ kind, muted }) => kind === "video" && !muted);
    this.#showPicture();
  }

  /** @param {Media} media */
  show({ video, since, state, link }) {
    const weak = state === "bandwidth" && this.#sends;
    this.state(LINK_TEXTS.get(link)?.() ?? (weak ? t("tile.weak") : ""));
    this.element.classList.toggle("weak", weak);
    this.#attach(video, since);
    // What pauses because it is not looked at shows its last frame when it is again, until the next one has come.
    this.#comes = video !== null && state !== "bandwidth";
    this.#showPicture();
  }

  close() {
    this.video.srcObject = null;
  }

  /** @param {MediaStreamTrack | null} video @param {number} since */
  #attach(video, since) {
    if (video === this.#attached.video && since === this.#attached.since) return;
    this.#hide();
    if (video !== this.#attached.video) this.video.srcObject = video && new MediaStream([video]);
    this.#attached = { video, since };
    if (video) this.video.play().catch(() => {});
  }

  /** The avatar until there is a frame: the last one before a pause must not flash up after it. */
  #showPicture() {
    if (!this.#sends || !this.#comes) this.#hide();
    else if (!this.#awaited && !this.isPictured) this.#awaitFrame();
  }

  #hide() {
    this.#awaited = null;
    this.pictured(false);
  }

  #awaitFrame() {
    const awaited = {};
    this.#awaited = awaited;
    /** @param {number} [_now] @param {VideoFrameCallbackMetadata} [frame] */
    const presented = (_now, frame) => {
      if (awaited !== this.#awaited) return;
      if ((frame?.receiveTime ?? Infinity) < this.#attached.since) return onNextFrame(this.video, presented);
      this.#awaited = null;
      this.pictured(true);
    };
    onNextFrame(this.video, presented);
  }
}

/** @param {HTMLVideoElement} video @param {(now?: number, frame?: VideoFrameCallbackMetadata) => void} presented */
function onNextFrame(video, presented) {
  if (video.requestVideoFrameCallback) return void video.requestVideoFrameCallback(presented);
  video.addEventListener("loadeddata", () => presented(), { once: true });
  const stream = video.srcObject;
  video.srcObject = stream; // loads anew
}
