import { Backoff } from "./backoff.js";

/**
 * @typedef {import("./api.js").Track} Track
 *
 * @typedef {object} ServerEvents what the server tells, by name; see http-api.md
 * @property {import("./api.js").Room} snapshot
 * @property {{participant: import("./api.js").Participant}} joined
 * @property {{participant: string, by?: string}} left
 * @property {{participant: string, track: Track}} published
 * @property {{participant: string, track: Track}} ended
 * @property {{participant: string, track: Track, by?: string}} muted
 * @property {import("./api.js").Slot} slot
 * @property {{participant?: string}} speaker
 * @property {import("./api.js").ChatMessage} chat
 * @property {{participant: string, emoji: string}} reaction
 * @property {{participant: string, raised: boolean, at?: number, by?: string}} hand
 * @property {{locked: boolean}} locked
 * @property {{by?: string}} removed
 * @property {{reason: string}} room-closed
 * @property {{}} heartbeat
 */

/** @type {(keyof ServerEvents)[]} */
const NAMES = [
  "snapshot",
  "joined",
  "left",
  "published",
  "ended",
  "muted",
  "slot",
  "speaker",
  "chat",
  "reaction",
  "hand",
  "locked",
  "removed",
  "room-closed",
  "heartbeat",
];

/** The server sends a heartbeat every 15 s; two may be late before the stream counts as dead. */
const SILENCE_MS = 40_000;

/**
 * A room's event stream that opens itself again until it is closed. EventSource's own retry hides the HTTP status and
 * gives up on errors, so every attempt is a new EventSource, after `prepare` (which creates the room if it is gone).
 *
 * Dispatches `up` at the first event of each attempt, `down` with `{error}` when an attempt ends, and every event of the
 * server under its name, with the parsed data as `detail`.
 */
export class EventStream extends /** @type {new () => import("./events.js").Tells<ServerEvents & {up: {}, down: {error: unknown}}>} */ (EventTarget) {
  #url;
  #prepare;
  #backoff = new Backoff(500, 4_000);
  /** @type {EventSource | null} */
  #source = null;
  #attempt = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {URL} url @param {() => Promise<void>} prepare */
  constructor(url, prepare) {
    super();
    this.#url = url;
    this.#prepare = prepare;
  }

  /** Opens a new stream now; the present one, if any, is dropped. */
  async open() {
    this.#drop();
    const attempt = this.#attempt;
    try {
      await this.#prepare();
    } catch (error) {
      if (attempt === this.#attempt) this.#lost(error);
      return;
    }
    if (attempt === this.#attempt) this.#listen();
  }

  close() {
    this.#drop();
  }

  /** @param {{[Name in keyof ServerEvents]?: (detail: ServerEvents[Name]) => unknown}} handlers of the server's events */
  follow(handlers) {
    for (const [name, handle] of Object.entries(handlers)) {
      this.addEventListener(name, (/** @type {CustomEventInit} */ { detail }) => handle(detail));
    }
  }

  #listen() {
    const source = new EventSource(this.#url);
    this.#source = source;
    source.onerror = () => this.#lost();
    for (const name of NAMES) {
      source.addEventListener(name, (event) => this.#received(name, JSON.parse(event.data || "{}")));
    }
    this.#watch();
  }

  /** @param {string} name @param {any} detail */
  #received(name, detail) {
    this.#watch();
    if (name === "snapshot") {
      this.#backoff.reset();
      this.dispatchEvent(new Event("up"));
    }
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  #watch() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#lost(), SILENCE_MS);
  }

  /** @param {unknown} [error] */
  #lost(error) {
    this.#drop();
    this.#timer = setTimeout(() => this.open(), this.#backoff.next());
    this.dispatchEvent(new CustomEvent("down", { detail: { error } }));
  }

  #drop() {
    this.#attempt++;
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }
}
