/**
 * The renditions of our camera's picture that we send, so that each viewer gets one of the size of its window.
 *
 * The first is the smallest (W3C webrtc-pc, 5.1: `scaleResolutionDownBy` is 2^(n-i-1) unless set).
 */
const RIDS = ["l", "m", "h"];

/** A smaller picture than this is not worth a rendition of its own, in lines. */
const SMALLEST = 135;
/** What 720 lines need in VP8 so that a face and a text on paper look right. */
const FULL = { lines: 720, bps: 1_800_000 };
/** Bitrate grows slower than the number of pixels. */
const GROWTH = 1.585;
/** Rooms of the native engine have each picture decoded and encoded at the server. */
const SINGLE_LINES = 360;

/** For {@link RTCPeerConnection.addTransceiver}: how many there can be, before the camera is known. */
export function encodings() {
  return RIDS.map((rid, index) => ({ rid, scaleResolutionDownBy: 2 ** (RIDS.length - 1 - index), scalabilityMode: "L1T3" }));
}

/**
 * Brings what a sender encodes in line with the size of its picture: three renditions of 720 lines, two of 360, one of
 * less. The number of encodings stays; those beyond are inactive.
 *
 * @param {RTCRtpSender} sender
 */
export async function fitLayers(sender) {
  const { width = 1280, height = 720 } = sender.track?.getSettings() ?? {};
  const lines = Math.min(width, height);
  const parameters = sender.getParameters();
  if (parameters.encodings.length > 1) layered(parameters.encodings, lines);
  else for (const encoding of parameters.encodings) encoding.scaleResolutionDownBy = Math.max(1, lines / SINGLE_LINES);
  Object.assign(parameters, { degradationPreference: "balanced" });
  await sender.setParameters(parameters);
}

/** @param {RTCRtpEncodingParameters[]} encodings smallest first @param {number} lines of the camera's picture */
function layered(encodings, lines) {
  const count = Math.min(encodings.length, 1 + Math.max(0, Math.floor(Math.log2(lines / SMALLEST))));
  encodings.forEach((encoding, index) => {
    const scale = 2 ** Math.max(0, count - 1 - index);
    encoding.active = index < count;
    encoding.scaleResolutionDownBy = scale;
    encoding.maxBitrate = Math.round(FULL.bps * (lines / scale / FULL.lines) ** GROWTH);
  });
}
