import { EventStream } from "./event-stream.js";
import { Publisher } from "./publisher.js";
import { Receiver } from "./receiver.js";

/**
 * @typedef {import("./api.js").Participant} Participant
 * @typedef {import("./api.js").Room} Room
 */

/** Replacing our publishing connection may show as leaving and joining: wait this long before believing the leaving. */
const OWN_RETURN_MS = 2_000;

/** Reasons of `room-closed` that nobody in the room meant: the room is opened again when the server is there. */
const UNMEANT = new Set(["the server is stopping", "empty for too long"]);

/**
 * One room seen by one participant: publishes our tracks, receives everybody else's, follows the event stream and heals
 * what breaks.
 *
 * Dispatches `joined`, `changed` and `left` with `{participant, initial}` as detail (initial: learnt from a snapshot), `link` after {@link connected}
 * changed, `admin` after {@link isAdmin} may have changed, `refused` with an ApiError when the server turned our media
 * down, and `closed` with `{reason}` when the room is over.
 */
export class Conference extends EventTarget {
  /** The others, by id. @type {Map<string, Participant>} */
  participants = new Map();
  /** Our connection for each of the others, by id. @type {Map<string, Receiver>} */
  receivers = new Map();
  /** Whether the event stream is up. */
  connected = false;
  isAdmin = false;

  #api;
  #stream;
  #stopped = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #ownReturn;

  /**
   * @param {import("./api.js").Api} api
   * @param {{room: string, user: string, name: string}} who
   */
  constructor(api, who) {
    super();
    this.#api = api;
    this.who = who;
    this.publisher = new Publisher(api, who);
    this.#stream = new EventStream(api.eventsUrl(who.room), () => api.ensureRoom(who.room, who.user));
    this.#listen();
  }

  /** Rejects with the server's reason when we cannot be in the room. */
  async join() {
    try {
      await this.#api.ensureRoom(this.who.room, this.who.user);
      await this.publisher.open();
    } catch (error) {
      await this.leave();
      throw error;
    }
    if (!this.#stopped) this.#stream.open();
  }

  /** @param {{keepalive?: boolean}} [options] keepalive: the page is going away */
  async leave(options) {
    this.#stop();
    await Promise.all([this.publisher, ...this.receivers.values()].map((link) => link.close(options)));
  }

  /** For the admin only. */
  async endForEverybody() {
    await this.#api.endRoom(this.who.room, this.who.user);
  }

  /** Looks at once whether the server is there, for when the network or the page came back. */
  wake() {
    if (!this.#stopped && !this.connected) this.#stream.open();
  }

  #listen() {
    const stream = this.#stream;
    stream.addEventListener("up", () => this.#linked(true));
    stream.addEventListener("down", () => this.#linked(false));
    /** @type {Record<string, (data: any) => void>} */
    const handlers = {
      snapshot: (room) => this.#reconcile(room),
      joined: ({ participant }) => this.#seen(participant),
      left: ({ participant }) => this.#gone(participant),
      published: ({ participant, track }) => this.#published(participant, track),
      ended: ({ participant, track }) => this.#ended(participant, track),
      "room-closed": ({ reason }) => this.#closed(reason),
    };
    for (const [name, handle] of Object.entries(handlers)) {
      stream.addEventListener(name, (event) => handle(/** @type {CustomEvent} */ (event).detail));
    }
    this.publisher.addEventListener("error", (event) => this.#publishingFailed(/** @type {CustomEvent} */ (event)));
  }

  /** @param {Room} room */
  #reconcile(room) {
    this.isAdmin = room.admin === this.who.user;
    this.dispatchEvent(new Event("admin"));
    const lost = this.#serverLostUs(room);
    const present = new Set(room.participants.map(({ id }) => id));
    for (const id of [...this.participants.keys()]) if (!present.has(id)) this.#gone(id, true);
    // What is left of the receivers belongs to a server that no longer knows us.
    if (lost) for (const link of [this.publisher, ...this.receivers.values()]) link.renew();
    for (const participant of room.participants) this.#seen(participant, true);
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
    const known = this.participants.has(id);
    this.participants.set(id, { tracks: [], ...participant });
    if (!known) this.#receive(id);
    this.#tell(known ? "changed" : "joined", id, initial);
  }

  /** @param {string} id */
  #receive(id) {
    const receiver = new Receiver(this.#api, this.who, id);
    this.receivers.set(id, receiver);
    receiver.start();
  }

  /** @param {string} id @param {boolean} [initial] */
  #gone(id, initial = false) {
    if (id === this.who.user) return this.#ourselvesGone();
    const participant = this.participants.get(id);
    if (!participant) return;
    this.participants.delete(id);
    this.receivers.get(id)?.close();
    this.receivers.delete(id);
    this.dispatchEvent(new CustomEvent("left", { detail: { participant, initial } }));
  }

  #ourselvesGone() {
    clearTimeout(this.#ownReturn);
    this.#ownReturn = setTimeout(() => this.publisher.renew(), OWN_RETURN_MS);
  }

  /** @param {string} id @param {import("./api.js").Track} track */
  #published(id, track) {
    this.#setTracks(id, (tracks) => [...tracks.filter((each) => each.id !== track.id), track]);
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
    this.#tell("changed", id);
  }

  /** @param {string} event @param {string} id @param {boolean} [initial] */
  #tell(event, id, initial = false) {
    this.dispatchEvent(new CustomEvent(event, { detail: { participant: this.participants.get(id), initial } }));
  }

  /** @param {CustomEvent} event */
  #publishingFailed(event) {
    if (this.publisher.state === "refused") {
      this.dispatchEvent(new CustomEvent("refused", { detail: event.detail }));
    } else if (event.detail?.status === 404) {
      this.#stream.open(); // creates the room again before the publisher's next attempt
    }
  }

  /** @param {boolean} up */
  #linked(up) {
    if (this.connected === up) return;
    this.connected = up;
    this.dispatchEvent(new Event("link"));
  }

  /** @param {string} reason */
  #closed(reason) {
    if (this.#stopped || UNMEANT.has(reason)) return;
    this.#stop();
    for (const link of [this.publisher, ...this.receivers.values()]) link.abandon();
    this.dispatchEvent(new CustomEvent("closed", { detail: { reason } }));
  }

  #stop() {
    this.#stopped = true;
    clearTimeout(this.#ownReturn);
    this.#stream.close();
  }
}
