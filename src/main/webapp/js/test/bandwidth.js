import { number, t } from "../language.js";
import { pause } from "../protocol/backoff.js";
import { bad, good, within } from "./outcome.js";
import { connected, exchange, publishing } from "./transport.js";

const CONNECT_MS = 8_000;
const MEASURED_MS = 6_000;
const MOST_BPS = 2_500_000;
/** Below that a picture of 360 lines stutters. */
const ENOUGH_BPS = 500_000;
const LOST_AT_MOST = 0.05;

/** Sends a picture that is hard to encode through the server and back. @param {import("./server.js").Session} session */
export async function bandwidth(session) {
  const sender = publishing(session, "sender");
  const receiver = { room: session.room, user: `${session.user}-receiver`, peer: sender.user, sends: false };
  const [up, down] = [new RTCPeerConnection(), new RTCPeerConnection()];
  const noise = new Noise();
  try {
    up.addTransceiver(noise.track, { direction: "sendonly", sendEncodings: [{ maxBitrate: MOST_BPS }] });
    down.addTransceiver("video", { direction: "recvonly" });
    await exchange(session.api, sender, up);
    await exchange(session.api, receiver, down);
    await within(Promise.all([connected(up), connected(down)]), CONNECT_MS);
    await pause(MEASURED_MS / 2);
    const before = await inbound(down);
    await pause(MEASURED_MS / 2);
    return judge(before, await inbound(down), await path(up));
  } catch (error) {
    return bad(/** @type {Error} */ (error).message, t("test.no-media"));
  } finally {
    noise.stop();
    for (const pc of [up, down]) pc.close();
  }
}

/** @param {any} before @param {any} after inbound-rtp @param {any} pair candidate-pair */
function judge(before, after, pair) {
  if (!before || !after) return bad(t("test.no-picture"), t("test.bandwidth-advice"));
  const bps = ((after.bytesReceived - before.bytesReceived) * 8000) / (after.timestamp - before.timestamp);
  const lost = after.packetsLost / Math.max(1, after.packetsReceived + after.packetsLost);
  const upload = pair?.availableOutgoingBitrate ? t("test.room-up", { bitrate: megabits(pair.availableOutgoingBitrate) }) : "";
  const roundTrip = pair?.currentRoundTripTime === undefined ? "" : t("test.round-trip", { ms: Math.round(pair.currentRoundTripTime * 1000) });
  const through = t("test.through", { bitrate: megabits(bps) });
  const text = [through, upload, roundTrip, t("test.lost", { percent: number(lost * 100, 1) })].filter(Boolean).join(", ");
  return bps < ENOUGH_BPS || lost > LOST_AT_MOST ? bad(text, t("test.bandwidth-advice")) : good(text);
}

/** @param {number} bps */
function megabits(bps) {
  return `${number(bps / 1e6, 1)} Mbit/s`;
}

/** @param {RTCPeerConnection} pc @returns {Promise<any>} */
async function inbound(pc) {
  return [...(await pc.getStats()).values()].find(({ type }) => type === "inbound-rtp");
}

/** @param {RTCPeerConnection} pc @returns {Promise<any>} */
async function path(pc) {
  return [...(await pc.getStats()).values()].find(({ type, nominated }) => type === "candidate-pair" && nominated);
}

/** A picture that no codec makes small. */
class Noise {
  #canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 360 });
  #context = /** @type {CanvasRenderingContext2D} */ (this.#canvas.getContext("2d"));
  #image = this.#context.createImageData(640, 360);
  #words = new Uint32Array(this.#image.data.buffer);
  #timer = setInterval(() => this.#draw(), 40);
  #stream = this.#canvas.captureStream(25);

  get track() {
    return this.#stream.getVideoTracks()[0];
  }

  stop() {
    clearInterval(this.#timer);
    this.track.stop();
  }

  #draw() {
    for (let i = 0; i < this.#words.length; i++) this.#words[i] = (Math.random() * 0x1000000) | 0xff000000;
    this.#context.putImageData(this.#image, 0, 0);
  }
}
