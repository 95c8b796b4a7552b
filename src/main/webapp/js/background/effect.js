import { byCanvas, byStreams, hasStreams } from "./ends.js";

/**
 * @typedef {import("../segmentation/painter.js").Background} Background
 * @typedef {{ready: {}, failed: {reason: string}}} EffectEvents
 * @typedef {{ms: number, pictures: number, every: number}} Beat what a picture takes, how many there were, and how many share a mask
 */

/** A worker that says nothing in so many of these intervals has died. Of intervals only one passes while the machine sleeps. */
const [SILENCE_MS, SILENCES] = [5_000, 4];

/**
 * Our camera's picture with another background, made in a worker. Whatever goes wrong, the camera's own picture is never its
 * {@link track}.
 *
 * Dispatches `ready` when there is a track with a picture in it, and `failed`, after which it does nothing more.
 */
export class Effect extends /** @type {new () => import("../protocol/events.js").Tells<EffectEvents>} */ (EventTarget) {
  /** Null before it has a picture. @type {MediaStreamTrack | null} */
  track = null;
  /** How it goes. @type {Beat} */
  beat = { ms: 0, pictures: 0, every: 1 };

  #worker = new Worker(new URL("../segmentation/worker.js", import.meta.url));
  /** The camera that is worked on. @type {MediaStreamTrack | null} */
  #camera = null;
  /** How many cameras there were. */
  #number = 0;
  /** @type {import("./ends.js").End | null} */
  #end = null;
  #silences = 0;
  #watch = setInterval(() => ++this.#silences > SILENCES && this.#fail("nothing came from the worker"), SILENCE_MS);

  constructor() {
    super();
    this.#worker.addEventListener("error", (event) => this.#fail(event.message || "the worker could not be loaded"));
    this.#worker.addEventListener("message", ({ data }) => this.#told(data));
  }

  /** @param {Background} background whose picture is taken away */
  show(background) {
    this.#worker.postMessage({ background }, "picture" in background ? [background.picture] : []);
  }

  /** Works on this camera from now on, or rests. @param {MediaStreamTrack | null} camera */
  take(camera) {
    if (this.#camera === camera) return;
    this.#camera = camera;
    this.track = null;
    this.#end?.close();
    this.#number++;
    this.#end = camera && (hasStreams() ? byStreams : byCanvas)(camera, this.#worker, this.#number);
    if (!camera) this.#worker.postMessage({ camera: this.#number, ticks: false });
  }

  close() {
    clearInterval(this.#watch);
    this.take(null);
    this.#worker.terminate();
  }

  /** @param {{ready?: number, beat?: Beat, failed?: string, tick?: number, frame?: ImageBitmap, from?: number}} said */
  #told({ ready, beat, failed, tick, frame, from }) {
    this.#silences = 0;
    if (beat) this.beat = beat;
    if (tick === this.#number) this.#end?.tick?.();
    if (frame && from === this.#number) this.#end?.show?.(frame);
    else frame?.close();
    if ((frame ? from : ready) === this.#number && !this.track && this.#end) {
      this.track = this.#end.track;
      this.dispatchEvent(new Event("ready"));
    }
    if (failed !== undefined) this.#fail(failed);
  }

  /** @param {string} reason */
  #fail(reason) {
    console.warn(`no background: ${reason}`); // for whoever is asked why
    this.close();
    this.dispatchEvent(new CustomEvent("failed", { detail: { reason } }));
  }
}
