import { chosenBackground } from "../identity.js";
import { language, t } from "../language.js";
import { loadStyle } from "./styles.js";
import { toast } from "./toasts.js";

/** @typedef {import("../protocol/local-media.js").LocalMedia} LocalMedia */

/** @type {Promise<import("./background/dialog.js").BackgroundDialog> | undefined} */
let loading;

/** Every button that opens the choices; they come with the first click, or at once where something was chosen earlier. @param {LocalMedia} media */
export function bindBackground(media) {
  for (const button of document.querySelectorAll("[data-background]")) button.addEventListener("click", () => load(media).then((dialog) => dialog?.open()));
  const chosen = chosenBackground();
  if (chosen === null) return;
  // Who hides the room is not seen before it is hidden.
  if (chosen !== "none") media.veil({ track: null });
  load(media);
}

/** @param {LocalMedia} media */
function load(media) {
  loading ??= Promise.all([import("./background/dialog.js"), language.add("background"), loadStyle("css/background.css")]).then(
    ([{ BackgroundDialog }]) => new BackgroundDialog(media),
  );
  return loading.catch(() => {
    loading = undefined;
    if (!media.veiled) return toast(t("meeting.unreachable"), { danger: true });
    media.set("video", false);
    media.veil(null);
    toast(t("device.background.turned-off"), { danger: true });
  });
}
