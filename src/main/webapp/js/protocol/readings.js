/**
 * What a browser counts of somebody's sound and picture, from the reports of its peer connections (W3C webrtc-stats). What a
 * browser does not tell is undefined, never 0.
 *
 * @typedef {"audio" | "video"} Kind
 *
 * @typedef {object} Stream one RTP stream; numbers are counted since it began unless they say otherwise
 * @property {string} id
 * @property {Kind} kind
 * @property {boolean} sent by us
 * @property {string} [rid] which rendition, of a picture that we send in several
 * @property {string} [codec] as `VP8`
 * @property {number} bytes without headers
 * @property {number} packets that came, or that we sent
 * @property {number} [lost]
 * @property {number} [jitterMs] now
 * @property {number} [width] now
 * @property {number} [height] now
 * @property {number} [fps] now
 * @property {number} [frames] that were decoded, or encoded
 * @property {number} [dropped] frames
 * @property {number} [freezes]
 * @property {number} [frozenMs]
 * @property {number} [keyFrames]
 * @property {number} [nacks] how often lost packets were asked for
 * @property {number} [plis] how often a key frame was asked for
 * @property {number} [bufferedMs] how long a frame or a sample waits before it is played, on average since the beginning
 * @property {number} [concealed] share of the sound that had to be made up
 * @property {string} [coder] which program or chip decodes or encodes
 * @property {string} [limitedBy] why the picture is sent smaller or seldomer than it could be: `cpu` or `bandwidth`
 * @property {boolean} [active] false of a rendition that is not sent
 *
 * @typedef {object} Connection by which it comes, or goes; nothing in it is secret
 * @property {string} protocol `udp` or `tcp`
 * @property {string} [local] type of our candidate: `host`, `srflx`, `prflx` or `relay`
 * @property {string} [remote] type of the server's
 * @property {string} [server] its address and port
 * @property {number} [availableBps] what the browser believes could be sent
 *
 * @typedef {object} Reading
 * @property {number} at milliseconds since 1970
 * @property {Stream[]} streams
 * @property {number} [roundTripMs] to the server and back
 * @property {Connection} [connection]
 *
 * @typedef {Record<string, any>} Entry of a report: browsers have more in it than the types know
 */

/**
 * @param {RTCStatsReport[]} reports of one person's sound and picture
 * @param {number} at milliseconds since 1970
 * @returns {Reading}
 */
export function readingOf(reports, at) {
  /** @type {Reading} */
  const reading = { at, streams: [] };
  for (const report of reports) {
    for (const entry of entriesOf(report)) {
      if (entry.type === "inbound-rtp") reading.streams.push(received(entry, report));
      else if (entry.type === "outbound-rtp") reading.streams.push(sent(entry, report));
    }
    addConnection(reading, report);
  }
  return reading;
}

/** @param {RTCStatsReport} report @returns {Iterable<Entry>} */
function entriesOf(report) {
  return report.values();
}

/** @param {Entry} entry @param {RTCStatsReport} report @returns {Stream} */
function received(entry, report) {
  return {
    ...common(entry, report),
    sent: false,
    bytes: entry.bytesReceived ?? 0,
    packets: entry.packetsReceived ?? 0,
    lost: entry.packetsLost,
    jitterMs: ms(entry.jitter),
    frames: entry.framesDecoded,
    dropped: entry.framesDropped,
    freezes: entry.freezeCount,
    frozenMs: ms(entry.totalFreezesDuration),
    keyFrames: entry.keyFramesDecoded,
    bufferedMs: ms(share(entry.jitterBufferDelay, entry.jitterBufferEmittedCount)),
    concealed: share(entry.concealedSamples, entry.totalSamplesReceived),
    coder: entry.decoderImplementation,
  };
}

/** What the server tells of it is in an entry of its own. @param {Entry} entry @param {RTCStatsReport} report @returns {Stream} */
function sent(entry, report) {
  const told = remoteOf(entry, report);
  return {
    ...common(entry, report),
    sent: true,
    rid: entry.rid,
    bytes: entry.bytesSent ?? 0,
    packets: entry.packetsSent ?? 0,
    lost: told?.packetsLost,
    jitterMs: ms(told?.jitter),
    frames: entry.framesEncoded,
    keyFrames: entry.keyFramesEncoded,
    coder: entry.encoderImplementation,
    limitedBy: entry.qualityLimitationReason === "none" ? undefined : entry.qualityLimitationReason,
    active: entry.active,
  };
}

/** @param {Entry} entry @param {RTCStatsReport} report */
function common(entry, report) {
  return {
    id: String(entry.id ?? entry.ssrc),
    kind: /** @type {Kind} */ (entry.kind ?? "audio"),
    codec: /** @type {Entry | undefined} */ (report.get(entry.codecId))?.mimeType?.split("/")[1],
    width: entry.frameWidth,
    height: entry.frameHeight,
    fps: entry.framesPerSecond,
    nacks: entry.nackCount,
    plis: entry.pliCount,
  };
}

/** @param {Entry} entry @param {RTCStatsReport} report @returns {Entry | undefined} */
function remoteOf(entry, report) {
  if (entry.remoteId) return report.get(entry.remoteId);
  return [...entriesOf(report)].find(({ type, localId }) => type === "remote-inbound-rtp" && localId === entry.id);
}

/** Of the pair of candidates in use; where that has no time, of the server's reports. @param {Reading} reading @param {RTCStatsReport} report */
function addConnection(reading, report) {
  const pair = pairInUse(report);
  const told = [...entriesOf(report)].filter(({ type }) => type === "remote-inbound-rtp" || type === "remote-outbound-rtp");
  const seconds = [pair?.currentRoundTripTime, ...told.map(({ roundTripTime }) => roundTripTime)];
  reading.roundTripMs ??= ms(seconds.find((each) => each > 0));
  if (pair) reading.connection ??= connectionOf(pair, report);
}

/** @param {RTCStatsReport} report @returns {Entry | undefined} */
function pairInUse(report) {
  const entries = [...entriesOf(report)];
  const chosen = entries.find(({ type, selectedCandidatePairId }) => type === "transport" && selectedCandidatePairId);
  const pairs = entries.filter(({ type }) => type === "candidate-pair");
  return report.get(chosen?.selectedCandidatePairId) ?? pairs.find(({ selected }) => selected) ?? pairs.find(({ nominated }) => nominated);
}

/** @param {Entry} pair @param {RTCStatsReport} report @returns {Connection} */
function connectionOf(pair, report) {
  /** @type {Entry} */
  const local = report.get(pair.localCandidateId) ?? {};
  /** @type {Entry} */
  const remote = report.get(pair.remoteCandidateId) ?? {};
  return {
    protocol: remote.protocol ?? local.protocol ?? "",
    local: local.candidateType,
    remote: remote.candidateType,
    server: remote.address && `${remote.address.includes(":") ? `[${remote.address}]` : remote.address}:${remote.port}`,
    availableBps: pair.availableOutgoingBitrate,
  };
}

/** @param {number | undefined} seconds */
function ms(seconds) {
  return seconds === undefined ? undefined : seconds * 1_000;
}

/** @param {number | undefined} part @param {number | undefined} whole */
function share(part, whole) {
  return part === undefined || !whole ? undefined : part / whole;
}
