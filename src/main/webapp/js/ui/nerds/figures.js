import { number, t } from "../../language.js";
import { lossOf } from "../../protocol/samples.js";
import { bitrate, milliseconds, percent } from "../format.js";

/**
 * @typedef {import("../../protocol/samples.js").Sample} Sample
 *
 * @typedef {object} Figure one number over time
 * @property {string} name
 * @property {string} label
 * @property {(sample: Sample) => number | undefined} value undefined: not known
 * @property {(value: number) => string} format
 * @property {number} top what the plot's upper edge stands for at least
 * @property {boolean} [axis] false where what the upper edge stands for would only confuse
 * @property {(sample: Sample) => string} [text] instead of the formatted value
 * @property {(samples: readonly Sample[]) => string} [note] instead of mean and most
 * @property {(sample: Sample) => (number | undefined)[]} [lines] instead of the value alone
 */

/** What is between the parts of a line of figures. */
export const AND = " · ";

/** In the language of now. @param {string[]} rids of the renditions, if it is ourselves @returns {Figure[]} */
export function figures(rids) {
  const all = [bitrates(rids), resolution(), frames(), loss(), roundTrip(), jitter()];
  return rids.length > 0 ? all : [...all, freezes()];
}

/** @param {number} [width] @param {number} [height] */
export function dimensions(width, height) {
  return width && height ? `${width} × ${height}` : "–";
}

/** @param {string[]} rids @returns {Figure} */
function bitrates(rids) {
  return {
    name: "bitrate",
    label: t("nerds.bitrate"),
    value: ({ audioBps, videoBps }) => audioBps + videoBps,
    format: bitrate,
    top: 100_000,
    note: (samples) => {
      const { audioBps, videoBps } = samples[samples.length - 1];
      return [t("nerds.picture-rate", { rate: bitrate(videoBps) }), t("nerds.sound-rate", { rate: bitrate(audioBps) })].join(AND);
    },
    ...(rids.length > 1 ? { lines: ({ layers }) => rids.map((rid) => layers?.[rid]?.bps || undefined) } : {}),
  };
}

/** @returns {Figure} */
function resolution() {
  return {
    name: "resolution",
    label: t("nerds.picture"),
    value: ({ height }) => height,
    text: ({ width, height }) => dimensions(width, height),
    format: (lines) => t("nerds.lines", { lines: number(lines) }),
    top: 360,
    note: (samples) => t("nerds.most", { value: t("nerds.lines", { lines: number(Math.max(...samples.map(({ height = 0 }) => height))) }) }),
  };
}

/** @returns {Figure} */
function frames() {
  return { name: "frames", label: t("nerds.frames"), value: ({ fps }) => fps, format: (fps) => t("nerds.fps", { fps: number(fps) }), top: 30 };
}

/** @returns {Figure} */
function loss() {
  return { name: "loss", label: t("nerds.loss"), value: (sample) => lossOf([sample]), format: percent, top: 0.05 };
}

/** @returns {Figure} */
function roundTrip() {
  return { name: "round-trip", label: t("nerds.round-trip"), value: ({ roundTripMs }) => roundTripMs, format: milliseconds, top: 50 };
}

/** @returns {Figure} */
function jitter() {
  return { name: "jitter", label: t("nerds.jitter"), value: ({ jitterMs }) => jitterMs, format: milliseconds, top: 20 };
}

/** The share of the time in which the picture stood still, a line at the bottom if all is well. @returns {Figure} */
function freezes() {
  return {
    name: "freezes",
    label: t("nerds.freezes"),
    value: ({ frozenMs, freezes, seconds }) => (freezes === undefined ? undefined : (frozenMs ?? 0) / 1_000 / seconds),
    format: percent,
    top: 1,
    axis: false,
    text: ({ freezes }) => (freezes === undefined ? "–" : number(freezes)),
    note: (samples) => {
      const [count, ms] = [total(samples, "freezes"), total(samples, "frozenMs")];
      return t("nerds.frozen", { count: number(count), seconds: number(ms / 1_000, 1) });
    },
  };
}

/** @param {readonly Sample[]} samples @param {"freezes" | "frozenMs"} name */
function total(samples, name) {
  return samples.reduce((sum, sample) => sum + (sample[name] ?? 0), 0);
}
