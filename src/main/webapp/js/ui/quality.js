import { qualityMessage } from "./messages.js";

/** Long enough for a share of lost packets to mean something. */
const POLL_MS = 2_000;

/**
 * What counts as fair and as poor. Loss as a share, times in seconds, freezes within one {@link POLL_MS}.
 *
 * @type {Record<Cause, [number, number]>}
 */
const LIMITS = { loss: [0.02, 0.08], roundTrip: [0.25, 0.6], jitter: [0.05, 0.12], freezes: [1, 2] };
/** A share of fewer packets than this is chance. */
const PACKETS_MIN = 20;

/**
 * @typedef {"loss" | "roundTrip" | "jitter" | "freezes"} Cause
 * @typedef {{lost: number, received: number, freezes: number, jitter: number, roundTrip: number}} Sample counted since the beginning
 * @typedef {{level: "good" | "fair" | "poor", cause?: Cause, value: number}} Quality
 */

/** Marks those whose picture and sound come badly, and says why. */
export class QualitySigns {
  #conference;
  #tiles;
  /** By participant. @type {Map<string, Sample>} */
  #samples = new Map();

  /** @param {import("../protocol/conference.js").Conference} conference @param {Map<string, import("./tile.js").Tile>} tiles by participant @param {AbortSignal} signal */
  constructor(conference, tiles, signal) {
    this.#conference = conference;
    this.#tiles = tiles;
    const timer = setInterval(() => document.hidden || this.#poll(), POLL_MS);
    signal.addEventListener("abort", () => clearInterval(timer));
  }

  async #poll() {
    for (const id of [...this.#samples.keys()]) if (!this.#tiles.has(id)) this.#samples.delete(id);
    for (const [id, tile] of this.#tiles) {
      const sample = sampleOf(await this.#conference.statistics(id));
      const before = this.#samples.get(id);
      this.#samples.set(id, sample);
      const quality = judge(sample, before ?? sample);
      tile.quality(quality.level, quality.cause ? qualityMessage(quality.cause, quality.value) : "");
    }
  }
}

/** @param {RTCStatsReport[]} reports of one person's sound and picture @returns {Sample} */
export function sampleOf(reports) {
  const sample = { lost: 0, received: 0, freezes: 0, jitter: 0, roundTrip: 0 };
  for (const report of reports) {
    for (const each of report.values()) {
      if (each.type === "candidate-pair" && each.nominated) sample.roundTrip = each.currentRoundTripTime ?? 0;
      if (each.type !== "inbound-rtp") continue;
      sample.lost += each.packetsLost ?? 0;
      sample.received += each.packetsReceived ?? 0;
      sample.freezes += each.freezeCount ?? 0;
      sample.jitter = Math.max(sample.jitter, each.jitter ?? 0);
    }
  }
  return sample;
}

/** What was worst between two samples. @param {Sample} now @param {Sample} before @returns {Quality} */
export function judge(now, before) {
  const lost = Math.max(0, now.lost - before.lost);
  const packets = lost + Math.max(0, now.received - before.received);
  const enough = packets >= PACKETS_MIN;
  /** @type {Record<Cause, number>} */
  const values = {
    loss: enough ? lost / packets : 0,
    roundTrip: now.roundTrip,
    jitter: enough ? now.jitter : 0,
    freezes: Math.max(0, now.freezes - before.freezes),
  };
  const causes = /** @type {Cause[]} */ (Object.keys(LIMITS));
  for (const [index, level] of /** @type {const} */ ([[1, "poor"], [0, "fair"]])) {
    const cause = causes.find((each) => values[each] >= LIMITS[each][index]);
    if (cause) return { level, cause, value: values[cause] };
  }
  return { level: "good", value: 0 };
}
