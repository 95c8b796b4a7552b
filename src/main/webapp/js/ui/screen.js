import { t } from "../language.js";
import { byId } from "./dom.js";
import { toast } from "./toasts.js";

/** How much of the screen the call takes: all of it, one person's picture all of it, or a small window over other programs. */
export class Screen {
  #shown;

  /** @param {AbortSignal} signal ends with the call @param {() => HTMLVideoElement | undefined} shown the picture that matters most now */
  constructor(signal, shown) {
    this.#shown = shown;
    const grid = byId("grid");
    grid.addEventListener("dblclick", (event) => this.fullScreen(tileOf(event.target) ?? byId("call")), { signal });
    offer("full-screen", document.fullscreenEnabled, () => this.fullScreen(), signal);
    offer("float", document.pictureInPictureEnabled, () => this.float(), signal);
    document.addEventListener("fullscreenchange", () => press("full-screen", document.fullscreenElement !== null), { signal });
    signal.addEventListener("abort", () => this.#leave());
  }

  /** There and back again. @param {HTMLElement} [element] else the person who has the focus, else everybody */
  async fullScreen(element = tileOf(document.activeElement) ?? byId("call")) {
    try {
      if (document.fullscreenElement) await document.exitFullscreen();
      else await element.requestFullscreen();
    } catch {
      toast(t("view.no-full"));
    }
  }

  /** The picture into a window of its own, and back. */
  async float() {
    try {
      if (document.pictureInPictureElement) await document.exitPictureInPicture();
      else await required(this.#shown()).requestPictureInPicture();
    } catch {
      toast(t("view.no-float"));
    }
  }

  #leave() {
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    if (document.pictureInPictureElement) document.exitPictureInPicture().catch(() => {});
    press("full-screen", false);
  }
}

/** @param {HTMLVideoElement | undefined} video */
function required(video) {
  if (!video) throw new Error("nobody has a picture");
  return video;
}

/** A button for what this browser has. @param {string} id @param {boolean} possible @param {() => void} action @param {AbortSignal} signal */
function offer(id, possible, action, signal) {
  byId(id).hidden = !possible;
  const clicked = () => {
    /** @type {HTMLDialogElement} */ (byId("options")).close();
    action();
  };
  byId(id).addEventListener("click", clicked, { signal });
}

/** @param {string} id @param {boolean} on */
function press(id, on) {
  byId(id).setAttribute("aria-pressed", String(on));
}

/** @param {EventTarget | null} target @returns {HTMLElement | undefined} */
function tileOf(target) {
  return /** @type {HTMLElement | null | undefined} */ (/** @type {Element | null} */ (target)?.closest(".tile")) ?? undefined;
}
