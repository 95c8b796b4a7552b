import { ApiError } from "./api.js";
import { EventStream } from "./event-stream.js";
import { Meeting } from "./meeting.js";
import { Presentation } from "./presentation.js";
import { Publisher } from "./publisher.js";
import { PairwiseReceiver } from "./pairwise-receiver.js";
import { SlotReceiver } from "./slot-receiver.js";

/**
 * @typedef {import("./api.js").Participant} Participant
 * @typedef {import("./api.js").Room} Room
 * @typedef {import("./receiving.js").Receiving} Receiving
 * @typedef {import("../bluesky-client.js").CallEvents} CallEvents
 * @typedef {Omit<CallEvents, keyof import("./meeting.js").MeetingEvents> & {sounds: {}}} ConferenceEvents
 */

/** Replacing our publishing connection may show as leaving and joining: wait this long before believing the leaving. */
const OWN_RETURN_MS = 2_000;

/** Reasons of `room-closed` that nobody in the room meant: the room is opened again when the server is there. */
const UNMEANT = new Set(["the server is stopping", "empty for too long"]);

/**
 * One room seen by one participant: publishes our tracks, receives everybody else's, follows the event stream and heals
 * what breaks.
 *
 * Dispatches `joined`, `changed` and `left` with `{participant, initial}` as detail (initial: learnt from a snapshot; `left` with
 * `by` for somebody whom the admin removed),
 * `media` with `{participant}` after {@link media} of somebody may have changed (without: of anybody), `sounds` after
 * {@link sounds} changed, `speaker` after {@link speaker} changed, `link` after {@link connected} changed, `admin` after
 * {@link isAdmin} may have changed, `silenced` with `{kind, by}` when the room's admin muted us, `refused` with an ApiError
 * when the server turned our media down. Then it is over for us, with one of these: `closed` with `{reason}` when the room
 * is; `removed` with `{by}` (undefined: not known) when the admin removed us; `locked-out` when we came too late.
 */
export class Conference extends /** @type {new () => import("./events.js").Tells<ConferenceEvents>} */ (EventTarget) {
  /** The others, by id. @type {Map<string, Participant>} */
  participants = new Map();
  /** Whether the event stream is up, and with it the connection that all the others come by, if there is such a one. */
  connected = false;
  /** Who keeps order in the room, by id; undefined until the server has said it. @type {string | undefined} */
  admin;
  /** Who speaks, by id; undefined while the server does not know. @type {string | undefined} */
  speaker;
  /** Whether the server knows who speaks at all. */
  tellsSpeaker = false;

  #api;
  #pairs;
  #stream;
  #streaming = false;
  #stopped = false;
  /** @type {Room["engine"] | undefined} */
  #engine;
  /** @type {Receiving | undefined} */
  #receiving;
  /** What was said last by {@link look}. @type {import("./receiving.js").Look | undefined} */
  #look;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #ownReturn;

  /**
   * @param {import("./api.js").Api} api
   * @param {{room: string, user: string, name: string}} who
   * @param {{pairs?: number}} [options] pairs: how many people there is room for to begin with
   */
  constructor(api, who, { pairs = 9 } = {}) {
    super();
    this.#api = api;
    this.#pairs = pairs;
    this.who = who;
    this.publisher = new Publisher(api, who);
    this.presentation = new Presentation(api, who, () => this.publisher.layered);
    this.meeting = new Meeting(api, who);
    this.#stream = new EventStream(api.eventsUrl(who.room, who.user), () => this.#ensureRoom());
    this.#listen();
  }

  /** Rejects with the server's reason when we cannot be in the room. */
  async join() {
    try {
      await this.#ensureRoom();
      await this.publisher.open();
    } catch (error) {
      await this.leave();
      throw error;
    }
    if (this.#stopped) return;
    this.#receiving?.start();
    this.#stream.open();
  }

  /** @param {{keepalive?: boolean}} [options] keepalive: the page is going away */
  async leave(options) {
    this.#stop();
    await Promise.all([this.presentation.stop(options), this.publisher.close(options), this.#receiving?.close(options)]);
  }

  /** Somebody's picture. @param {string} participant @returns {import("./receiving.js").Media | undefined} */
  media(participant) {
    return this.#receiving?.media(participant);
  }

  /** Everything that is to be heard. */
  sounds() {
    return this.#receiving?.sounds() ?? [];
  }

  /** How loud somebody is right now, 0 to 1. @param {string} participant */
  level(participant) {
    return this.#receiving?.level(participant) ?? 0;
  }

  /** Of what comes from somebody; of what we send, if it is ourselves or our screen. @param {string} participant @returns {Promise<RTCStatsReport[]>} */
  async statistics(participant) {
    if (participant === this.who.user) return [await this.publisher.pc.getStats()];
    if (participant === this.presentation.id) return this.presentation.statistics();
    return this.#receiving?.statistics(participant) ?? [];
  }

  /** Says what of the others is on the screen, so that nothing else needs to come. @param {import("./receiving.js").Look} look */
  look(look) {
    this.#look = look;
    this.#receiving?.look(look);
  }

  get isAdmin() {
    return this.admin === this.who.user;
  }

  /** For the admin only. */
  async endForEverybody() {
    await this.#api.endRoom(this.who.room, this.who.user);
  }

  /**
   * Looks at once whether the server is there, for when the network or the page came back.
   *
   * @param {{away?: boolean}} [options] away: the server may have missed us meanwhile, without our noticing: its snapshot tells
   */
  wake({ away = false } = {}) {
    if (this.#stopped) return;
    if (away || !this.#streaming) this.#stream.open();
    for (const link of [this.publisher, this.presentation, this.#receiving]) link?.hurry();
  }

  async #ensureRoom() {
    const { engine } = await this.#api.ensureRoom(this.who.room, this.who.user);
    this.#useEngine(engine);
  }

  /**
   * Receives as the room's engine can; a server that was restarted may have chosen another one.
   *
   * @param {Room["engine"]} engine
   */
  #useEngine(engine) {
    if (engine === this.#engine || this.#stopped) return;
    const earlier = this.#receiving;
    this.#engine = engine;
    this.publisher.layered = engine !== "native";
    this.tellsSpeaker = engine !== "native";
    this.#receiving = this.#newReceiving(engine);
    this.#follow(this.#receiving);
    if (this.#look) this.#receiving.look(this.#look);
    if (!earlier) return;
    earlier.abandon();
    this.publisher.renew();
    this.#receiving.start();
    for (const id of this.participants.keys()) this.#receiving.seen(id);
  }

  /** @param {Room["engine"]} engine @returns {Receiving} */
  #newReceiving(engine) {
    if (engine === "native") return new PairwiseReceiver(this.#api, this.who);
    const sendsPicture = (/** @type {string} */ id) =>
      (this.participants.get(id)?.tracks ?? []).some(({ kind, muted }) => kind === "video" && !muted);
    return new SlotReceiver(this.#api, this.who, { pairs: this.#pairs, sendsPicture });
  }

  /** @param {Receiving} receiving */
  #follow(receiving) {
    receiving.addEventListener("media", ({ detail }) => receiving === this.#receiving && this.#tell("media", detail));
    receiving.addEventListener("sounds", () => receiving === this.#receiving && this.#tell("sounds", {}));
    receiving.addEventListener("link", () => this.#linked());
    receiving.addEventListener("error", ({ detail }) => this.#failed(receiving, detail));
  }

  #listen() {
    const stream = this.#stream;
    stream.addEventListener("up", () => this.#streamed(true));
    stream.addEventListener("down", () => this.#streamed(false));
    stream.follow({
      snapshot: (room) => this.#reconcile(room),
      joined: ({ participant }) => this.#seen(participant),
      left: ({ participant, by }) => this.#gone(participant, { by }),
      published: ({ participant, track }) => this.#published(participant, track),
      ended: ({ participant, track }) => this.#ended(participant, track),
      muted: ({ participant, track, by }) => this.#muted(participant, track, by),
      slot: (slot) => this.#receiving?.oneSlot(slot),
      speaker: ({ participant }) => this.#speaks(participant),
      removed: ({ by }) => this.#over("removed", { by }),
      "room-closed": ({ reason }) => UNMEANT.has(reason) || this.#over("closed", { reason }),
    });
    this.meeting.follow(stream);
    this.publisher.addEventListener("error", ({ detail }) => this.#failed(this.publisher, detail));
  }

  /** @param {Room} room */
  #reconcile(room) {
    // Who missed being muted by the admin looks unmuted here: then that is what counts.
    if (this.admin !== undefined) this.publisher.repeatMuted();
    this.admin = room.admin;
    this.#tell("admin", {});
    const lost = this.#serverLostUs(room);
    const present = new Set(room.participants.map(({ id }) => id));
    for (const id of [...this.participants.keys()]) if (!present.has(id)) this.#gone(id, { initial: true });
    // What we receive by belongs to a server that no longer knows us.
    if (lost) for (const link of [this.publisher, this.#receiving]) link?.renew();
    for (const participant of room.participants) this.#seen(participant, true);
    if (!lost) this.#receiving?.allSlots(room.slots ?? []);
    this.#speaks(room.speaker);
  }

  /** @param {Room} room */
  #serverLostUs(room) {
    if (!this.publisher.settled) return false;
    const own = room.participants.find(({ id }) => id === this.who.user);
    const kinds = new Set(own?.tracks?.map(({ kind }) => kind));
    return !own || this.publisher.kinds.some((kind) => !kinds.has(kind));
  }

  /** @param {Participant} participant @param {boolean} [initial] part of a snapshot */
  #seen(participant, initial = false) {
    const { id } = participant;
    if (id === this.who.user) return clearTimeout(this.#ownReturn);
    if (id === this.presentation.id) return;
    const known = this.participants.has(id);
    this.participants.set(id, { tracks: [], ...participant });
    this.#receiving?.seen(id);
    this.#tellOf(known ? "changed" : "joined", id, initial);
  }

  /** @param {string} id @param {{initial?: boolean, by?: string}} [how] by: the admin, who removed them */
  #gone(id, { initial = false, by } = {}) {
    if (id === this.who.user) return this.#ourselvesGone();
    if (id === this.presentation.id) return by === undefined ? undefined : this.presentation.end(by);
    const participant = this.participants.get(id);
    if (!participant) return;
    this.participants.delete(id);
    this.#receiving?.gone(id);
    this.#tell("left", { participant, initial, by });
  }

  #ourselvesGone() {
    clearTimeout(this.#ownReturn);
    this.#ownReturn = setTimeout(() => this.publisher.renew(), OWN_RETURN_MS);
  }

  /** @param {string} id @param {import("./api.js").Track} track */
  #published(id, track) {
    this.#setTracks(id, (tracks) => [...tracks.filter((each) => each.id !== track.id), track]);
  }

  /** @param {string} id @param {import("./api.js").Track} track @param {string} [by] the admin, if it was not the person */
  #muted(id, track, by) {
    const own = id === this.who.user;
    const screen = id === this.presentation.id;
    if (!own && !screen) return this.#published(id, track);
    if (by === undefined || !track.muted) return;
    if (screen) return this.presentation.silence(track.kind, by);
    this.#tell("silenced", { kind: track.kind, by });
    this.publisher.repeatMuted();
  }

  /** @param {string} id @param {import("./api.js").Track} track */
  #ended(id, track) {
    this.#setTracks(id, (tracks) => tracks.filter((each) => each.id !== track.id));
  }

  /** @param {string} id @param {(tracks: import("./api.js").Track[]) => import("./api.js").Track[]} change */
  #setTracks(id, change) {
    const participant = this.participants.get(id);
    if (!participant) return;
    this.participants.set(id, { ...participant, tracks: change(participant.tracks ?? []) });
    this.#receiving?.seen(id);
    this.#tellOf("changed", id);
  }

  /** @template {keyof ConferenceEvents} Name @param {Name} name @param {ConferenceEvents[Name]} detail */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** @param {"joined" | "changed"} name @param {string} id of whom we know @param {boolean} [initial] */
  #tellOf(name, id, initial = false) {
    this.#tell(name, { participant: /** @type {Participant} */ (this.participants.get(id)), initial });
  }

  /** @param {{refused?: boolean}} link @param {unknown} error of its exchange */
  #failed(link, error) {
    const status = error instanceof ApiError ? error.status : undefined;
    if (link.refused && status === 403) {
      this.#over("removed", {});
    } else if (link.refused && status === 423) {
      this.#over("locked-out", {});
    } else if (link.refused) {
      this.#tell("refused", /** @type {ApiError} */ (error));
    } else if (status === 404) {
      this.#stream.open(); // creates the room again before the next attempt
    }
  }

  /** @param {string | null} [id] */
  #speaks(id) {
    if ((id ?? undefined) === this.speaker) return;
    this.speaker = id ?? undefined;
    this.#tell("speaker", {});
  }

  /** @param {boolean} up */
  #streamed(up) {
    this.#streaming = up;
    this.#linked();
  }

  #linked() {
    const connected = this.#streaming && !this.#receiving?.broken;
    if (this.connected === connected) return;
    this.connected = connected;
    this.#tell("link", {});
  }

  /** @template {"closed" | "removed" | "locked-out"} How @param {How} how @param {ConferenceEvents[How]} detail */
  #over(how, detail) {
    if (this.#stopped) return;
    this.#stop();
    this.presentation.stop();
    for (const link of [this.publisher, this.#receiving]) link?.abandon();
    this.#tell(how, detail);
  }

  #stop() {
    this.#stopped = true;
    clearTimeout(this.#ownReturn);
    this.#stream.close();
  }
}
