import { isShortcut } from "./shortcuts.js";

/**
 * @typedef {import("../protocol/local-media.js").LocalMedia} LocalMedia
 * @typedef {import("../protocol/local-media.js").Kind} Kind
 */

/** @type {Record<Kind, {on: string, off: string}>} */
const TITLES = {
  audio: { on: "Mute (M)", off: "Unmute (M)" },
  video: { on: "Turn the camera off (V)", off: "Turn the camera on (V)" },
};
/** @type {Record<string, Kind>} */
const KEYS = { m: "audio", v: "video" };

/** Keeps every microphone and camera button of the page in step with the devices. @param {LocalMedia} media */
export function bindMediaButtons(media) {
  const buttons = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-toggle]"));
  for (const button of buttons) button.addEventListener("click", () => toggle(media, kindOf(button)));
  const show = () => buttons.forEach((button) => showState(button, media));
  media.addEventListener("change", show);
  show();
  document.addEventListener("keydown", (event) => {
    const kind = KEYS[event.key.toLowerCase()];
    if (kind && !event.repeat && isShortcut(event)) toggle(media, kind);
  });
}

/** @param {LocalMedia} media @param {Kind} kind */
function toggle(media, kind) {
  media.set(kind, !media.on(kind));
}

/** @param {HTMLElement} button @param {LocalMedia} media */
function showState(button, media) {
  const kind = kindOf(button);
  const on = media.on(kind);
  button.setAttribute("aria-pressed", String(on));
  button.title = TITLES[kind][on ? "on" : "off"];
}

/** @param {HTMLElement} button */
function kindOf(button) {
  return /** @type {Kind} */ (button.dataset.toggle);
}
