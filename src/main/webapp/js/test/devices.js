import { t } from "../language.js";
import { LevelMeter } from "../protocol/level-meter.js";
import { pause } from "../protocol/backoff.js";
import { bad, good } from "./outcome.js";

const LISTENING_MS = 3_000;

/** By the name of the browser's error. @type {Record<string, () => string>} */
const ADVICE = {
  NotAllowedError: () => t("test.denied-advice"),
  NotFoundError: () => t("test.missing-advice"),
  NotReadableError: () => t("test.busy-advice"),
};

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
    return (await heard(meter)) ? good(track.label) : bad(t("test.silent", { device: track.label }), t("test.silent-advice"));
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
  if (!navigator.mediaDevices) return bad(t("test.insecure"), t("test.insecure-advice"));
  try {
    const stream = await navigator.mediaDevices.getUserMedia(constraints);
    try {
      return await look(stream);
    } finally {
      for (const track of stream.getTracks()) track.stop();
    }
  } catch (error) {
    const { name, message } = /** @type {Error} */ (error);
    return bad(message || name, ADVICE[name]?.() ?? t("test.other-advice"));
  }
}
