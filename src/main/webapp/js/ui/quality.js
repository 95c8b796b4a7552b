import { language } from "../language.js";
import { lossOf } from "../protocol/samples.js";
import { listen } from "./dom.js";
import { qualityMessage } from "./call-messages.js";

/** Of the latest samples, those of so many seconds: long enough for a share of lost packets to mean something. */
const JUDGED_SECONDS = 2;

/**
 * What counts as fair and as poor. Loss as a share, times in seconds, freezes within {@link JUDGED_SECONDS}.
 *
 * @type {Record<Cause, [number, number]>}
 */
const LIMITS = { loss: [0.02, 0.08], roundTrip: [0.25, 0.6], jitter: [0.05, 0.12], freezes: [1, 2] };
/** A share of fewer packets than this is chance. */
const PACKETS_MIN = 20;

/**
 * @typedef {import("../protocol/samples.js").Sample} Sample
 * @typedef {"loss" | "roundTrip" | "jitter" | "freezes"} Cause
 * @typedef {{level: "good" | "fair" | "poor", cause?: Cause, value: number}} Quality
 */

/** Marks those whose picture and sound come badly, and says why. */
export class QualitySigns {
  #sampling;
  #tiles;

  /** @param {import("../protocol/sampling.js").Sampling} sampling @param {Map<string, import("./tile.js").Tile>} tiles by participant @param {AbortSignal} signal */
  constructor(sampling, tiles, signal) {
    this.#sampling = sampling;
    this.#tiles = tiles;
    listen(sampling, "sampled", ({ participant }) => this.#show(participant), signal);
    listen(language, "change", () => [...tiles.keys()].forEach((id) => this.#show(id)), signal);
  }

  /** @param {string} id of the participant */
  #show(id) {
    const { level, cause, value } = judge(latest(this.#sampling.samples(id)));
    this.#tiles.get(id)?.quality(level, cause ? qualityMessage(cause, value) : "");
  }
}

/** @param {readonly Sample[]} samples */
function latest(samples) {
  let [seconds, count] = [0, 0];
  // A tick that comes a moment early must not count for half.
  while (count < samples.length && seconds < JUDGED_SECONDS * 0.75) seconds += samples[samples.length - ++count].seconds;
  return samples.slice(samples.length - count);
}

/** What was worst. @param {readonly Sample[]} samples @returns {Quality} */
export function judge(samples) {
  const loss = lossOf(samples, PACKETS_MIN);
  const now = samples[samples.length - 1];
  /** @type {Record<Cause, number>} */
  const values = {
    loss: loss ?? 0,
    roundTrip: (now?.roundTripMs ?? 0) / 1_000,
    jitter: loss === undefined ? 0 : (now?.jitterMs ?? 0) / 1_000,
    freezes: samples.reduce((freezes, sample) => freezes + (sample.freezes ?? 0), 0),
  };
  const causes = /** @type {Cause[]} */ (Object.keys(LIMITS));
  for (const [index, level] of /** @type {const} */ ([[1, "poor"], [0, "fair"]])) {
    const cause = causes.find((each) => values[each] >= LIMITS[each][index]);
    if (cause) return { level, cause, value: values[cause] };
  }
  return { level: "good", value: 0 };
}
