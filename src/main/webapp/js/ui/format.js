import { number } from "../language.js";

/** Numbers for people: short, and as wide after a second as before. */

/** @param {number} value @param {string} unit @param {string[]} prefixes of the unit, a thousand apart */
function scaled(value, unit, prefixes) {
  const step = value < 1 ? 0 : Math.min(prefixes.length - 1, Math.floor(Math.log10(value) / 3));
  const short = value / 1000 ** step;
  return `${number(short, step > 0 && short < 10 ? 1 : 0)} ${prefixes[step]}${unit}`;
}

/** @param {number} bps bits per second */
export function bitrate(bps) {
  return scaled(bps, "bit/s", ["", "k", "M", "G"]);
}

/** @param {number} bytes */
export function size(bytes) {
  return scaled(bytes, "B", ["", "k", "M", "G", "T"]);
}

/** @param {number} part 0 to 1 */
export function percent(part) {
  return `${number(part * 100, part > 0 && part < 0.1 ? 1 : 0)} %`;
}

/** @param {number} perSecond */
export function frequency(perSecond) {
  return number(perSecond, perSecond > 0 && perSecond < 10 ? 1 : 0);
}

/** @param {number} value */
export function whole(value) {
  return number(value);
}

/** @param {number} ms */
export function milliseconds(ms) {
  return `${number(ms)} ms`;
}
