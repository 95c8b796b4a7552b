import { remember } from "../identity.js";
import { language, t } from "../language.js";
import { byId } from "./dom.js";
import { speakers } from "./loudspeaker.js";
import { toast } from "./toasts.js";

/**
 * @typedef {import("../protocol/local-media.js").LocalMedia} LocalMedia
 * @typedef {import("../protocol/local-media.js").Kind | "speaker"} Picked
 */

/** Fills every device picker of the page, and again when devices come and go. @param {LocalMedia} media */
export function bindDevicePickers(media) {
  const pickers = /** @type {NodeListOf<HTMLSelectElement>} */ (document.querySelectorAll("[data-picker]"));
  for (const picker of pickers) picker.addEventListener("change", () => choose(media, pickedBy(picker), picker.value));
  const refresh = async () => {
    const devices = await media.devices();
    for (const picker of pickers) {
      const picked = pickedBy(picker);
      const chosen = picked === "speaker" ? speakers.deviceId || "default" : media.deviceId(picked);
      fill(picker, devices[picked], chosen);
    }
    for (const row of document.querySelectorAll("[data-speakers]")) {
      row.toggleAttribute("hidden", !speakers.selectable || devices.speaker.length === 0);
    }
  };
  media.addEventListener("change", refresh);
  speakers.addEventListener("change", refresh);
  language.addEventListener("change", refresh);
  navigator.mediaDevices?.addEventListener("devicechange", refresh);
  byId("test-speaker").addEventListener("click", testSpeaker);
}

/** @param {LocalMedia} media @param {Picked} picked @param {string} deviceId */
function choose(media, picked, deviceId) {
  if (picked === "speaker") return speakers.choose(deviceId);
  remember(picked, deviceId);
  media.choose(picked, deviceId);
}

async function testSpeaker() {
  const button = /** @type {HTMLButtonElement} */ (byId("test-speaker"));
  button.disabled = true;
  try {
    const { testSpeakers } = await import("./speaker-test.js");
    await testSpeakers();
  } catch {
    toast(t("device.no-sound"), { danger: true });
  }
  button.disabled = false;
}

/** @param {HTMLSelectElement} picker @param {MediaDeviceInfo[]} devices @param {string | null} [chosen] */
function fill(picker, devices, chosen) {
  const options = devices.map(({ label, deviceId }, index) => new Option(label || t("device.numbered", { number: index + 1 }), deviceId));
  picker.replaceChildren(...(options.length > 0 ? options : [new Option(t("device.none"), "")]));
  picker.disabled = options.length === 0;
  if (devices.some(({ deviceId }) => deviceId === chosen)) picker.value = /** @type {string} */ (chosen);
}

/** @param {HTMLSelectElement} picker */
function pickedBy(picker) {
  return /** @type {Picked} */ (picker.dataset.picker);
}
