import { remember } from "../identity.js";
import { language, t } from "../language.js";
import { isShortcut } from "./shortcuts.js";

/**
 * @typedef {import("../protocol/local-media.js").LocalMedia} LocalMedia
 * @typedef {import("../protocol/local-media.js").Kind} Kind
 */

/** @type {Record<string, Kind>} */
const KEYS = { m: "audio", v: "video" };

/** Keeps every microphone and camera button of the page in step with the devices. @param {LocalMedia} media */
export function bindMediaButtons(media) {
  const buttons = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-toggle]"));
  for (const button of buttons) button.addEventListener("click", () => toggle(media, kindOf(button)));
  const show = () => buttons.forEach((button) => showState(button, media));
  media.addEventListener("change", show);
  language.addEventListener("change", show);
  show();
  document.addEventListener("keydown", (event) => {
    const kind = KEYS[event.key.toLowerCase()];
    if (kind && !event.repeat && isShortcut(event)) toggle(media, kind);
  });
}

/** Whoever had it off is not seen or heard by surprise the next time. @param {LocalMedia} media @param {Kind} kind */
function toggle(media, kind) {
  const on = !media.on(kind);
  remember(`${kind}-on`, on ? "yes" : "no");
  media.set(kind, on);
}

/** @param {HTMLElement} button @param {LocalMedia} media */
function showState(button, media) {
  const kind = kindOf(button);
  const on = media.on(kind);
  button.setAttribute("aria-pressed", String(on));
  button.title = on ? t(`device.${kind}.turn-off`) : t(`device.${kind}.turn-on`);
}

/** @param {HTMLElement} button */
function kindOf(button) {
  return /** @type {Kind} */ (button.dataset.toggle);
}
