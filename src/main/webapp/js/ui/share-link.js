import { t } from "../language.js";
import { byId, one } from "./dom.js";
import { toast } from "./toasts.js";

/** Copies the room's link; where the browser does not let us, shows it for copying by hand. @param {string} link */
export async function shareLink(link) {
  try {
    await navigator.clipboard.writeText(link);
    toast(t("link.copied"));
  } catch {
    showLink(link);
  }
}

/** Shows the link and, for phones, its QR code, which the server draws; without it where it does not. @param {string} link */
export function showLink(link) {
  const field = /** @type {HTMLInputElement} */ (byId("link-text"));
  const code = byId("link-code");
  const image = /** @type {HTMLImageElement} */ (one(code, "img"));
  field.value = link;
  code.hidden = true;
  image.onload = () => (code.hidden = false);
  image.src = new URL(`webrtc/qr?${new URLSearchParams({ link })}`, document.baseURI).href;
  byId("link-copy").onclick = () => shareLink(link);
  const dialog = /** @type {HTMLDialogElement} */ (byId("link-dialog"));
  if (!dialog.open) dialog.showModal();
  field.select();
}
