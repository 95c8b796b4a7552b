import { recall, remember } from "../identity.js";

/**
 * Every switch of the page that blurs what is behind the person: there only while the camera in use can. What was chosen
 * last holds for this camera and for those that come; before anything was chosen, what the system has set.
 *
 * @param {import("../protocol/local-media.js").LocalMedia} media
 */
export function bindBackground(media) {
  const rows = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-blur]"));
  const switches = [...rows].map((row) => /** @type {HTMLInputElement} */ (row.querySelector("input")));
  /** @type {MediaStreamTrack | null} */
  let camera = null;
  const show = () => {
    for (const row of rows) row.toggleAttribute("hidden", !media.canBlur);
    for (const each of switches) each.checked = camera?.getSettings().backgroundBlur ?? false;
  };
  const changed = () => {
    if (camera !== media.tracks.video) {
      camera = media.tracks.video;
      camera?.addEventListener("configurationchange", show); // the system's own switch
      blur(camera, recall("blur")).then(show);
    }
    show();
  };
  for (const each of switches) {
    each.addEventListener("change", () => {
      remember("blur", each.checked ? "yes" : "no");
      blur(camera, recall("blur")).then(show);
    });
  }
  media.addEventListener("change", changed);
  changed();
}

/** Without effect where the camera cannot. @param {MediaStreamTrack | null} camera @param {string | null} chosen */
async function blur(camera, chosen) {
  const on = chosen === "yes";
  if (!camera || chosen === null || camera.getSettings().backgroundBlur === on) return;
  try {
    await camera.applyConstraints({ ...camera.getConstraints(), backgroundBlur: on });
  } catch {
    // It can no more: the switch shows what is.
  }
}
