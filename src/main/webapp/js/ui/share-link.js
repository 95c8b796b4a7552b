import { t } from "../language.js";
import { byId } from "./dom.js";
import { toast } from "./toasts.js";

/** Copies the room's link; where the browser does not let us, shows it for copying by hand. @param {string} link */
export async function shareLink(link) {
  try {
    await navigator.clipboard.writeText(link);
    toast(t("link.copied"));
  } catch {
    const field = /** @type {HTMLInputElement} */ (byId("link-text"));
    field.value = link;
    /** @type {HTMLDialogElement} */ (byId("link-dialog")).showModal();
    field.select();
  }
}
