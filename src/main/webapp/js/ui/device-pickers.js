import { remember } from "../identity.js";

/**
 * @typedef {import("../protocol/local-media.js").LocalMedia} LocalMedia
 * @typedef {import("../protocol/local-media.js").Kind} Kind
 */

/** Fills every device picker of the page, and again when devices come and go. @param {LocalMedia} media */
export function bindDevicePickers(media) {
  const pickers = /** @type {NodeListOf<HTMLSelectElement>} */ (document.querySelectorAll("[data-picker]"));
  for (const picker of pickers) {
    picker.addEventListener("change", () => {
      remember(kindOf(picker), picker.value);
      media.choose(kindOf(picker), picker.value);
    });
  }
  const refresh = async () => {
    const devices = await media.devices();
    for (const picker of pickers) fill(picker, devices[kindOf(picker)], media.deviceId(kindOf(picker)));
  };
  media.addEventListener("change", refresh);
  navigator.mediaDevices?.addEventListener("devicechange", refresh);
}

/** @param {HTMLSelectElement} picker @param {MediaDeviceInfo[]} devices @param {string | null} [chosen] */
function fill(picker, devices, chosen) {
  const options = devices.map(({ label, deviceId }, index) => new Option(label || `Device ${index + 1}`, deviceId));
  picker.replaceChildren(...(options.length > 0 ? options : [new Option("Not available", "")]));
  picker.disabled = options.length === 0;
  if (devices.some(({ deviceId }) => deviceId === chosen)) picker.value = /** @type {string} */ (chosen);
}

/** @param {HTMLSelectElement} picker */
function kindOf(picker) {
  return /** @type {Kind} */ (picker.dataset.picker);
}
