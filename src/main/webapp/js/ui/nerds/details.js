import { number, t } from "../../language.js";
import { make } from "../build.js";
import { bitrate, milliseconds, percent } from "../format.js";
import { AND, dimensions } from "./figures.js";

/**
 * @typedef {import("../../protocol/readings.js").Reading} Reading
 * @typedef {import("../../protocol/readings.js").Stream} Stream
 * @typedef {import("../../protocol/samples.js").Sample} Sample
 * @typedef {[string, string | undefined]} Row name and value; undefined: not known
 */

/** What is no plot: by what it comes, and how it is coded. @param {Reading} reading @returns {HTMLElement[]} */
export function detailsOf({ connection, streams }) {
  const rows = [
    ...(connection ? connectionRows(connection) : []),
    ...streams.filter(isWorthShowing).flatMap((stream) => streamRows(stream)),
  ];
  return rows.flatMap(([name, value]) => (value === undefined ? [] : [make("div", make("dt", name), make("dd", value))]));
}

/** Of several renditions the first speaks for all. @param {Stream} stream @param {number} index @param {Stream[]} all */
function isWorthShowing(stream, index, all) {
  return all.findIndex(({ kind }) => kind === stream.kind) === index;
}

/** @param {import("../../protocol/readings.js").Connection} connection @returns {Row[]} */
function connectionRows({ protocol, local, remote, server, availableBps }) {
  return [
    [t("nerds.connection"), [protocol.toUpperCase(), server].filter(Boolean).join(AND)],
    [t("nerds.candidates"), local && remote && `${local} → ${remote}`],
    [t("nerds.available"), availableBps === undefined ? undefined : bitrate(availableBps)],
  ];
}

/** @param {Stream} stream @returns {Row[]} */
function streamRows(stream) {
  const video = stream.kind === "video";
  /** @type {Row[]} */
  const common = [
    [video ? t("nerds.picture") : t("nerds.sound"), [stream.codec, stream.coder].filter(Boolean).join(AND) || undefined],
    [video ? t("nerds.picture-buffer") : t("nerds.sound-buffer"), mapped(stream.bufferedMs, milliseconds)],
  ];
  return video ? [...common, ...pictureRows(stream)] : [...common, [t("nerds.concealed"), mapped(stream.concealed, percent)]];
}

/** @param {Stream} stream @returns {Row[]} */
function pictureRows({ limitedBy, nacks, plis, keyFrames, dropped }) {
  return [
    [t("nerds.limited"), limitedBy],
    [t("nerds.nacks"), mapped(nacks, number)],
    [t("nerds.plis"), mapped(plis, number)],
    [t("nerds.key-frames"), mapped(keyFrames, number)],
    [t("nerds.dropped"), mapped(dropped, number)],
  ];
}

/** @param {number | undefined} value @param {(value: number) => string} format */
function mapped(value, format) {
  return value === undefined ? undefined : format(value);
}

/** The renditions of our picture, each in the colour of its line. @param {Sample} sample @param {string[]} rids @returns {HTMLElement[]} */
export function layerRows({ layers }, rids) {
  return rids.map((rid, i) => {
    const { bps = 0, width, height, fps } = layers?.[rid] ?? {};
    const swatch = make("i");
    swatch.className = `swatch swatch-${i}`;
    const name = make("th", swatch, rid);
    name.scope = "row";
    const sent = bps > 0;
    return make("tr", name, ...[sent ? dimensions(width, height) : "–", sent && fps !== undefined ? number(fps) : "–", bitrate(bps)].map((text) => make("td", text)));
  });
}

/** @param {HTMLElement[]} rows @param {string} caption @param {string[]} columns */
export function table(rows, caption, columns) {
  const heads = columns.map((column) => Object.assign(make("th", column), { scope: "col" }));
  return make("table", make("caption", caption), make("thead", make("tr", ...heads)), make("tbody", ...rows));
}
