import { HEIGHT, WIDTH } from "./segmenter.js";

/**
 * @typedef {{blur: number} | {picture: ImageBitmap}} Background of a blur, how many pixels of a mask it reaches
 * @typedef {CanvasImageSource & (VideoFrame | ImageBitmap)} Frame
 */

/** Surer than this is the person, less sure than that is not; between them is the soft edge. */
const [SURE, UNSURE] = [0.95, 0.55];
/** How much of a new mask counts: edges tremble less. */
const FRESH = 0.7;
/** How far a picture is moved to each side to be blurred, one after the other, in parts of the blur's reach. */
const MOVES = [1 / 2, 1 / 4, 1 / 8, 3 / 8];
/** How far the edge of the person is blurred, in pixels of a mask. */
const SOFT = 0.75;
/** How often the colours around the person are drawn over each other to fill the hole where the person is. */
const FILLS = 6;

/** Puts a person before another background. */
export class Painter {
  /** What came out last. */
  canvas = new OffscreenCanvas(2, 2);
  /** Of a picture that nobody has said anything about nothing is recognized. @type {Background} */
  background = { blur: 20 };

  #context = context(this.canvas);
  /** The picture as the model sees it. */
  #small = context(new OffscreenCanvas(WIDTH, HEIGHT));
  #mask = context(new OffscreenCanvas(WIDTH, HEIGHT));
  #maskData = new ImageData(WIDTH, HEIGHT);
  #far = context(new OffscreenCanvas(WIDTH, HEIGHT));
  #farther = context(new OffscreenCanvas(WIDTH, HEIGHT));
  #curve = Uint8ClampedArray.from({ length: 256 }, (_, value) => 255 * smooth((value / 255 - UNSURE) / (SURE - UNSURE)));

  /** The picture that was shrunk last. */
  get small() {
    return this.#small.canvas;
  }

  /** To the size of a mask. @param {Frame} frame */
  shrink(frame) {
    this.#small.drawImage(frame, 0, 0, WIDTH, HEIGHT);
  }

  /** @param {Uint8Array} pixels of a {@link Segmenter} */
  masked(pixels) {
    const alphas = this.#maskData.data;
    for (let at = 0; at < pixels.length; at += 4) {
      const fresh = this.#curve[pixels[at]];
      alphas[at + 3] += FRESH * (fresh - alphas[at + 3]);
    }
    this.#mask.putImageData(this.#maskData, 0, 0);
    spread(this.#farther, this.#mask.canvas, SOFT, 0);
    spread(this.#mask, this.#farther.canvas, 0, SOFT);
  }

  /** @param {Frame} frame @param {number} width @param {number} height in pixels */
  paint(frame, width, height) {
    const { canvas } = this;
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    const paint = this.#context;
    paint.imageSmoothingQuality = "high";
    paint.globalCompositeOperation = "copy";
    // Without its outermost pixels, which are blurred with nothing.
    paint.drawImage(this.#mask.canvas, 1, 1, WIDTH - 2, HEIGHT - 2, 0, 0, width, height);
    paint.globalCompositeOperation = "source-in";
    paint.drawImage(frame, 0, 0, width, height);
    paint.globalCompositeOperation = "destination-over";
    if ("picture" in this.background) cover(paint, this.background.picture);
    else paint.drawImage(this.#blurred(this.background.blur), 0, 0, width, height);
  }

  /** What is behind the person, without the person's colours around the edge. @param {number} reach */
  #blurred(reach) {
    const [far, farther] = [this.#far, this.#farther];
    far.globalCompositeOperation = "copy";
    far.drawImage(this.#small.canvas, 0, 0);
    far.globalCompositeOperation = "destination-out";
    far.drawImage(this.#mask.canvas, 0, 0);
    for (const move of MOVES) {
      spread(farther, far.canvas, move * reach, 0);
      spread(far, farther.canvas, 0, move * reach);
    }
    far.globalCompositeOperation = "source-over";
    for (let i = 0; i < FILLS; i++) far.drawImage(far.canvas, 0, 0);
    far.globalCompositeOperation = "destination-over";
    far.drawImage(this.#small.canvas, 0, 0);
    return far.canvas;
  }
}

/**
 * Draws a picture twice, once to either side: all browsers can, unlike `filter`, and it loses less than many faint ones.
 *
 * @param {OffscreenCanvasRenderingContext2D} to
 * @param {OffscreenCanvas} from
 * @param {number} dx
 * @param {number} dy
 */
function spread(to, from, dx, dy) {
  to.globalAlpha = 0.5;
  to.globalCompositeOperation = "copy";
  to.drawImage(from, -dx, -dy);
  to.globalCompositeOperation = "lighter";
  to.drawImage(from, dx, dy);
  to.globalAlpha = 1;
}

/** Fills the canvas with the middle of a picture. @param {OffscreenCanvasRenderingContext2D} paint @param {ImageBitmap} picture */
function cover(paint, picture) {
  const { width, height } = paint.canvas;
  const scale = Math.max(width / picture.width, height / picture.height);
  const [wide, high] = [picture.width * scale, picture.height * scale];
  paint.drawImage(picture, (width - wide) / 2, (height - high) / 2, wide, high);
}

/** @param {number} share */
function smooth(share) {
  const x = Math.min(1, Math.max(0, share));
  return x * x * (3 - 2 * x);
}

/** @param {OffscreenCanvas} canvas */
function context(canvas) {
  const found = canvas.getContext("2d");
  if (!found) throw new Error("no canvas here");
  return found;
}
