/**
 * @typedef {import("./readings.js").Reading} Reading
 * @typedef {import("./readings.js").Stream} Stream
 *
 * @typedef {object} Layer a rendition of our picture
 * @property {number} bps
 * @property {number} [width]
 * @property {number} [height]
 * @property {number} [fps]
 *
 * @typedef {object} Sample what came from somebody, or went out, since the sample before; what the browser does not tell, or what
 *     nothing was for, is undefined
 * @property {number} at milliseconds since 1970
 * @property {number} seconds since the sample before
 * @property {number} audioBps
 * @property {number} videoBps
 * @property {number} packets that came or should have come; or that we sent
 * @property {number} [lost] packets
 * @property {number} [jitterMs] of the worse of sound and picture
 * @property {number} [roundTripMs]
 * @property {number} [width] of the picture; of the largest, where we send several
 * @property {number} [height]
 * @property {number} [fps]
 * @property {number} [freezes]
 * @property {number} [frozenMs]
 * @property {Record<string, Layer>} [layers] by rid
 */

/**
 * @param {Reading} before
 * @param {Reading} now
 * @returns {Sample}
 */
export function sampleBetween(before, now) {
  const seconds = Math.max(0.001, (now.at - before.at) / 1_000);
  const steps = now.streams.map((stream) => step(before.streams.find(({ id }) => id === stream.id), stream));
  const flowing = steps.filter(({ packets }) => packets > 0);
  const lost = sum(steps.map((each) => each.lost));
  return {
    at: Math.round(now.at),
    seconds: rounded(seconds, 3),
    audioBps: bps(steps, "audio", seconds),
    videoBps: bps(steps, "video", seconds),
    packets: sum(steps.map(({ stream, packets, lost = 0 }) => packets + (stream.sent ? 0 : lost))) ?? 0,
    lost,
    jitterMs: rounded(most(flowing.map(({ stream }) => stream.jitterMs)), 1),
    roundTripMs: rounded(now.roundTripMs, 1),
    ...picture(flowing),
    freezes: sum(steps.map((each) => each.freezes)),
    frozenMs: rounded(sum(steps.map((each) => each.frozenMs))),
    ...layers(steps, seconds),
  };
}

/** Lost packets as a share of all; undefined while there are too few to tell. @param {readonly Pick<Sample, "packets" | "lost">[]} samples @param {number} [fewest] */
export function lossOf(samples, fewest = 1) {
  const lost = sum(samples.map((each) => each.lost));
  const packets = sum(samples.map((each) => each.packets)) ?? 0;
  return lost === undefined || packets < fewest ? undefined : Math.min(1, lost / packets);
}

/** @typedef {{stream: Stream, bytes: number, packets: number, lost?: number, freezes?: number, frozenMs?: number}} Step how far a stream has come */

/** A stream that was not there before was somebody else's: what it counted until now is not this person's. @param {Stream | undefined} before @param {Stream} stream @returns {Step} */
function step(before, stream) {
  const rise = (/** @type {"bytes" | "packets" | "lost" | "freezes" | "frozenMs"} */ name) => {
    const value = stream[name];
    return value === undefined ? undefined : Math.max(0, value - (before?.[name] ?? (before ? 0 : value)));
  };
  return { stream, bytes: rise("bytes") ?? 0, packets: rise("packets") ?? 0, lost: rise("lost"), freezes: rise("freezes"), frozenMs: rise("frozenMs") };
}

/** @param {Step[]} steps @param {string} kind @param {number} seconds */
function bps(steps, kind, seconds) {
  const bytes = steps.filter(({ stream }) => stream.kind === kind).map((each) => each.bytes);
  return Math.round(((sum(bytes) ?? 0) * 8) / seconds);
}

/** Of the largest picture that is flowing. @param {Step[]} flowing */
function picture(flowing) {
  const sized = flowing.map(({ stream }) => stream).filter(({ kind, height }) => kind === "video" && height);
  const [largest] = sized.sort((one, other) => (other.height ?? 0) - (one.height ?? 0));
  return largest ? { width: largest.width, height: largest.height, fps: rounded(largest.fps, 1) } : {};
}

/** @param {Step[]} steps @param {number} seconds @returns {Pick<Sample, "layers">} */
function layers(steps, seconds) {
  const renditions = steps.filter(({ stream }) => stream.rid !== undefined);
  if (renditions.length === 0) return {};
  const named = renditions.map(({ stream, bytes, packets }) => {
    const size = packets > 0 ? { width: stream.width, height: stream.height, fps: rounded(stream.fps, 1) } : {};
    return [stream.rid, { bps: Math.round((bytes * 8) / seconds), ...size }];
  });
  return { layers: Object.fromEntries(named) };
}

/** Of those that are known; undefined if none is. @param {(number | undefined)[]} values */
function sum(values) {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : known.reduce((all, value) => all + value, 0);
}

/** @param {(number | undefined)[]} values */
function most(values) {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}

/** @template {number | undefined} T @param {T} value @param {number} [digits] @returns {T} */
function rounded(value, digits = 0) {
  return /** @type {T} */ (value === undefined ? undefined : Number(value.toFixed(digits)));
}
