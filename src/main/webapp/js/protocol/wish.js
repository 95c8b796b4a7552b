import { ApiError } from "./api.js";
import { Backoff, pause } from "./backoff.js";

/**
 * Something that the server shall know about one of our connections, whole each time. The latest wish counts: one call at
 * a time, never twice the same, and whatever changes meanwhile goes into one next call.
 *
 * @template {object} T what is wished, which JSON can say
 */
export class Wish {
  #tell;
  #restMs;
  #backoff = new Backoff();
  /** As JSON, to compare. @type {string | undefined} */
  #wanted;
  /** @type {string | undefined} */
  #told;
  #heard = false;
  #running = false;
  /** Grows with each connection, so that a late answer does not count for the next one. */
  #connection = 0;

  /** @param {(wish: T) => Promise<void>} tell @param {number} restMs between two calls */
  constructor(tell, restMs) {
    this.#tell = tell;
    this.#restMs = restMs;
  }

  /** @param {T} wish */
  set(wish) {
    this.#wanted = JSON.stringify(wish);
    this.#run();
  }

  /** The server has the connection now. */
  open() {
    this.#heard = true;
    this.#run();
  }

  /** Somebody else has changed what the server knows: it hears our wish again. */
  repeat() {
    this.#told = undefined;
    this.#connection++; // what is on its way may have been overtaken
    this.#run();
  }

  /** The connection is gone, and with it what the server knew. */
  forget() {
    this.#heard = false;
    this.#told = undefined;
    this.#connection++;
  }

  async #run() {
    if (this.#running) return;
    this.#running = true;
    while (this.#heard && this.#wanted !== undefined && this.#wanted !== this.#told) await this.#once(this.#wanted);
    this.#running = false;
  }

  /** @param {string} wish */
  async #once(wish) {
    const connection = this.#connection;
    try {
      await this.#tell(JSON.parse(wish));
      this.#backoff.reset();
      if (connection === this.#connection) this.#told = wish;
      await pause(this.#restMs);
    } catch (error) {
      const lasting = error instanceof ApiError && !error.passing;
      if (lasting && connection === this.#connection) this.#told = wish;
      await pause(this.#backoff.next());
    }
  }
}
