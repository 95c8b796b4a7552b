import { LevelMeter } from "../protocol/level-meter.js";
import { pause } from "../protocol/backoff.js";
import { bad, good } from "./outcome.js";

const LISTENING_MS = 3_000;

/** @type {Record<string, string>} */
const ADVICE = {
  NotAllowedError: "Allow it in the browser's address bar, and in the system's privacy settings. Where nothing asks: a Permissions-Policy of a proxy, or of a page around this one, forbids it.",
  NotFoundError: "Connect one. Without it you can still watch and listen.",
  NotReadableError: "Another program uses it: close that one.",
};
const INSECURE = "Browsers give devices only to pages that came over HTTPS: tell the administrator that this address needs a certificate.";

const SILENT = "Is it muted at the device, or in the system's settings?";

/** Whether there is a camera that gives pictures. */
export async function camera() {
  return attempt({ video: true }, async (stream) => {
    const { width, height } = stream.getVideoTracks()[0].getSettings();
    return good(`${stream.getVideoTracks()[0].label}, ${width} × ${height}`);
  });
}

/** Whether there is a microphone that is not silent. */
export async function microphone() {
  return attempt({ audio: true }, async (stream) => {
    const meter = new LevelMeter();
    const track = stream.getAudioTracks()[0];
    meter.listenTo(track);
    return (await heard(meter)) ? good(track.label) : bad(`${track.label} is silent`, SILENT);
  });
}

/** @param {LevelMeter} meter */
async function heard(meter) {
  for (let waited = 0; waited < LISTENING_MS; waited += 50) {
    if (meter.level > 0) return true;
    await pause(50);
  }
  return false;
}

/** @param {MediaStreamConstraints} constraints @param {(stream: MediaStream) => Promise<import("./outcome.js").Outcome>} look */
async function attempt(constraints, look) {
  if (!navigator.mediaDevices) return bad("The browser gives no devices to this page", INSECURE);
  try {
    const stream = await navigator.mediaDevices.getUserMedia(constraints);
    try {
      return await look(stream);
    } finally {
      for (const track of stream.getTracks()) track.stop();
    }
  } catch (error) {
    const { name, message } = /** @type {Error} */ (error);
    return bad(message || name, ADVICE[name] ?? "Choose another one in the browser's settings.");
  }
}
