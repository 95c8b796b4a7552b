import { readingOf } from "./readings.js";
import { sampleBetween } from "./samples.js";

/**
 * @typedef {import("./readings.js").Reading} Reading
 * @typedef {import("./samples.js").Sample} Sample
 */

/** For whoever is watched; the others every other time, which is long enough for a share of lost packets to mean something. */
const TICK_MS = 1_000;
const OTHERS = 2;
/** How long ago the oldest sample may be. */
const KEPT_MS = 300_000;
/** After a longer pause than this the mean since the sample before says nothing. */
export const PAUSE_MS = 5_000;

/**
 * How everybody comes, and how we go out, in samples of the last minutes.
 *
 * Dispatches `sampled` with `{participant}` after there is another sample.
 */
export class Sampling extends /** @type {new () => import("./events.js").Tells<{sampled: {participant: string}}>} */ (EventTarget) {
  /** Of whom there is a sample each second. @type {string | undefined} */
  watched;
  #conference;
  #awake;
  /** By participant. @type {Map<string, {reading: Reading, samples: Sample[]}>} */
  #records = new Map();
  #ticks = 0;
  #busy = false;

  /** @param {import("./conference.js").Conference} conference @param {AbortSignal} signal ends it @param {() => boolean} awake whether somebody may want to know */
  constructor(conference, signal, awake) {
    super();
    this.#conference = conference;
    this.#awake = awake;
    const timer = setInterval(() => this.#tick(), TICK_MS);
    signal.addEventListener("abort", () => clearInterval(timer));
  }

  /** Of whom there are samples, by id; ourselves included. */
  get participants() {
    return [...this.#records.keys()];
  }

  /** The oldest first. @param {string} participant @returns {readonly Sample[]} */
  samples(participant) {
    return this.#records.get(participant)?.samples ?? [];
  }

  /** What was counted last. @param {string} participant */
  reading(participant) {
    return this.#records.get(participant)?.reading;
  }

  async #tick() {
    if (this.#busy || !this.#awake()) return;
    this.#busy = true;
    try {
      await this.#poll(this.#ticks++ % OTHERS === 0);
    } finally {
      this.#busy = false;
    }
  }

  /** @param {boolean} all else whoever is watched */
  async #poll(all) {
    const { participants, presentation, who } = this.#conference;
    const there = [who.user, ...(presentation.active ? [presentation.id] : []), ...participants.keys()];
    for (const id of this.participants) if (!there.includes(id)) this.#records.delete(id);
    for (const id of there) if (all || id === this.watched) await this.#sample(id);
  }

  /** @param {string} id */
  async #sample(id) {
    const reports = await this.#conference.statistics(id).catch(() => []);
    const reading = readingOf(reports, performance.timeOrigin + performance.now());
    // A browser that does not measure the way of what it receives does so of what it sends, to the same server.
    reading.roundTripMs ??= this.reading(this.#conference.who.user)?.roundTripMs;
    const record = this.#records.get(id) ?? { reading, samples: [] };
    this.#records.set(id, record);
    const before = record.reading;
    record.reading = reading;
    if (reading.at - before.at > PAUSE_MS || before === reading) return;
    record.samples.push(sampleBetween(before, reading));
    while (reading.at - record.samples[0].at > KEPT_MS) record.samples.shift();
    this.dispatchEvent(new CustomEvent("sampled", { detail: { participant: id } }));
  }
}
