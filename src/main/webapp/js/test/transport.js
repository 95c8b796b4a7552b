import { t } from "../language.js";
import { bad, good, none, within } from "./outcome.js";

/** @typedef {import("./server.js").Session} Session */

const CONNECT_MS = 8_000;
const NAME = "Connection test";

/** Whether media gets through by this protocol alone. @param {Session} session @param {"udp" | "tcp"} protocol */
export async function transport(session, protocol) {
  const pc = new RTCPeerConnection({ bundlePolicy: "max-bundle" });
  const link = publishing(session, protocol);
  try {
    pc.addTransceiver("audio", { direction: "sendonly" });
    const offered = await exchange(session.api, link, pc, (sdp) => only(sdp, protocol));
    if (!offered.includes("a=candidate:")) return none(t("test.not-offered"));
    const before = performance.now();
    await within(connected(pc), CONNECT_MS);
    return good(t("test.connected", { ms: Math.round(performance.now() - before) }));
  } catch (error) {
    return bad(/** @type {Error} */ (error).message, t(`test.${protocol}-advice`));
  } finally {
    pc.close();
    await session.api.close(link).catch(() => {}); // the room is closed in the end, and with it this
  }
}

/** @param {Session} session @param {string} purpose of a user of its own */
export function publishing({ room, user }, purpose) {
  const id = `${user}-${purpose}`;
  return { room, user: id, peer: id, sends: true };
}

/**
 * @param {import("../protocol/api.js").Api} api
 * @param {import("../protocol/api.js").LinkPath} link
 * @param {RTCPeerConnection} pc
 * @param {(sdp: string) => string} [edit] what is taken of the answer
 * @returns {Promise<string>} the answer as it was taken
 */
export async function exchange(api, link, pc, edit = (sdp) => sdp) {
  await pc.setLocalDescription(await pc.createOffer());
  const sdp = edit(await api.offer(link, pc.localDescription?.sdp ?? "", NAME));
  await pc.setRemoteDescription({ type: "answer", sdp });
  return sdp;
}

/** @param {RTCPeerConnection} pc @returns {Promise<void>} */
export function connected(pc) {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (pc.connectionState === "connected") resolve();
      if (pc.connectionState === "failed") reject(new Error(t("test.no-connection")));
    };
    pc.addEventListener("connectionstatechange", look);
    look();
  });
}

/** The server never looks for another way, so these candidates are all there is. @param {string} sdp @param {string} protocol */
function only(sdp, protocol) {
  const lines = sdp.split("\r\n");
  return lines.filter((line) => !line.startsWith("a=candidate:") || line.split(" ")[2].toLowerCase() === protocol).join("\r\n");
}
