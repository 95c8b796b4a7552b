import { Effect } from "../../background/effect.js";
import { keepPicture, ownPicture } from "../../background/own-picture.js";
import { SCENE_NAMES, sceneBitmap } from "../../background/scenes.js";
import { chosenBackground, remember } from "../../identity.js";
import { blur, canBlur, isBlurred } from "./camera-blur.js";

/**
 * @typedef {import("../../protocol/local-media.js").LocalMedia} LocalMedia
 * @typedef {import("../../segmentation/painter.js").Background} Background
 * @typedef {{change: {}, failed: {reason: string, hidden: boolean}}} ChoiceEvents
 */

/** How far a blur reaches, in pixels of a mask. @type {Record<string, number>} */
export const BLURS = { soft: 3, blur: 9 };
/** The size in which scenes are drawn. */
const [WIDTH, HEIGHT] = [1_280, 720];

/**
 * What is behind the person, for this camera and for those that come. A blur is the camera's own where it has one, which costs
 * this page nothing.
 *
 * Dispatches `change`, and `failed` with whether the room was hidden until then, and so the camera's picture is not sent any more.
 */
export class BackgroundChoice extends /** @type {new () => import("../../protocol/events.js").Tells<ChoiceEvents>} */ (EventTarget) {
  /** Whether what was chosen is not there yet. */
  pending = false;

  #media;
  #chosen = chosenBackground();
  /** @type {Effect | null} */
  #effect = null;
  /** @type {MediaStreamTrack | null} */
  #camera = null;
  /** Each attempt has a number; an old one does no more. */
  #attempt = 0;

  /** @param {LocalMedia} media */
  constructor(media) {
    super();
    this.#media = media;
    media.addEventListener("change", () => this.#cameraChanged());
    this.#apply();
  }

  /** `none`, one of {@link BLURS} or of the scenes, or `own`. */
  get current() {
    const chosen = this.#chosen ?? "none";
    if (!canBlur(this.#camera) || (chosen !== "none" && chosen !== "blur")) return chosen;
    return isBlurred(this.#camera) ? "blur" : "none";
  }

  /** Whether there is anything to choose besides what the camera does by itself: a server may be built without. */
  async isWorkable() {
    const model = new URL("../../segmentation/mediapipe/selfie_segmentation.binarypb", import.meta.url);
    return fetch(model, { method: "HEAD" }).then(({ ok }) => ok, () => false);
  }

  /** Whether the camera in use blurs by itself. */
  get isCameraBlurring() {
    return canBlur(this.#camera);
  }

  /** How the work goes, if there is any. */
  get beat() {
    return this.#effect?.beat;
  }

  /** @param {string} chosen see {@link current} */
  choose(chosen) {
    this.#chosen = chosen;
    remember("background", chosen);
    this.#apply();
  }

  /** @param {Blob} file rejected of what is no picture, or too large */
  async choosePicture(file) {
    (await keepPicture(file)).close();
    this.choose("own");
  }

  #cameraChanged() {
    const camera = this.#media.tracks.video;
    if (camera === this.#camera) return;
    this.#camera = camera;
    camera?.addEventListener("configurationchange", () => this.#tell()); // the system's own switch
    if (hides(this.#chosen)) this.#media.veil({ track: null });
    this.#apply();
  }

  async #apply() {
    const attempt = ++this.#attempt;
    const camera = (this.#camera = this.#media.tracks.video);
    const chosen = this.#chosen;
    this.pending = hides(chosen) && camera !== null;
    this.#tell();
    // Before another background the camera's blur may stay: without it the room would be seen meanwhile.
    const byCamera = chosen === "blur" ? await blur(camera, true) : chosen === "none" && (await blur(camera, false));
    if (attempt !== this.#attempt) return;
    if (byCamera || !hides(chosen)) return this.#leaveTo(camera, byCamera);
    const background = await backgroundOf(/** @type {string} */ (chosen)).catch(() => undefined);
    if (attempt !== this.#attempt) return background && "picture" in background ? background.picture.close() : undefined;
    if (!background) return this.#failed("the picture is not there any more");
    this.#effect ??= this.#newEffect();
    this.#effect.show(background);
    this.#effect.take(camera);
    if (this.#effect.track) this.#ready();
  }

  /** The camera's own picture is what shall be seen. @param {MediaStreamTrack | null} camera @param {boolean} blurred */
  #leaveTo(camera, blurred) {
    this.#media.veil(blurred ? { track: camera } : null);
    this.#effect?.close();
    this.#effect = null;
    this.pending = false;
    this.#tell();
  }

  #newEffect() {
    const effect = new Effect();
    effect.addEventListener("ready", () => effect === this.#effect && this.#ready());
    effect.addEventListener("failed", ({ detail }) => effect === this.#effect && this.#failed(detail.reason));
    return effect;
  }

  #ready() {
    this.pending = false;
    this.#media.veil({ track: this.#effect?.track ?? null });
    this.#tell();
  }

  /** What is remembered stays: the next time it may do. @param {string} reason */
  #failed(reason) {
    const hidden = this.#media.veiled;
    this.#chosen = "none";
    this.#effect = null;
    if (hidden) this.#media.set("video", false);
    this.#apply();
    this.dispatchEvent(new CustomEvent("failed", { detail: { reason, hidden } }));
  }

  #tell() {
    this.dispatchEvent(new Event("change"));
  }
}

/** @param {string | null} chosen */
function hides(chosen) {
  return chosen !== null && chosen !== "none";
}

/** @param {string} chosen @returns {Promise<Background | undefined>} */
async function backgroundOf(chosen) {
  if (chosen in BLURS) return { blur: BLURS[chosen] };
  const picture = SCENE_NAMES.includes(chosen) ? sceneBitmap(chosen, WIDTH, HEIGHT) : await ownPicture();
  return picture && { picture };
}
