import { ownPicture } from "../../background/own-picture.js";
import { SCENE_NAMES, drawScene } from "../../background/scenes.js";
import { t } from "../../language.js";
import { make } from "../build.js";
import { one } from "../dom.js";
import { BLURS } from "./choice.js";

const NAMES = ["none", ...Object.keys(BLURS), ...SCENE_NAMES, "own"];
/** Of a thumbnail, in pixels. */
const [WIDTH, HEIGHT] = [192, 108];
/** How much smaller a blurred thumbnail is drawn at first. @type {Record<string, number>} */
const COARSE = { soft: 8, blur: 20 };

/** Every background with a thumbnail; one of them is chosen. */
export class Grid {
  element = make("fieldset");
  #legend = make("legend");
  /** Whether there is a picture of the person's own. */
  #own = false;
  /** By name of the background. @type {Map<string, HTMLLabelElement>} */
  #places = new Map();

  /** @param {(name: string) => void} choose */
  constructor(choose) {
    this.element.className = "background-grid";
    this.#legend.className = "unseen";
    this.element.append(this.#legend);
    for (const name of NAMES) {
      const radio = Object.assign(make("input"), { type: "radio", name: "background", value: name, className: "unseen" });
      radio.addEventListener("change", () => choose(name));
      const thumbnail = Object.assign(make("canvas"), { width: WIDTH, height: HEIGHT });
      const place = make("label", radio, thumbnail, make("span"));
      place.dataset.testid = `background-${name}`;
      this.#places.set(name, place);
      this.element.append(place);
      if (name !== "own") draw(name, thumbnail);
    }
    this.#place("own").hidden = true;
    this.ownChanged();
  }

  translate() {
    this.#legend.textContent = t("device.background");
    for (const [name, place] of this.#places) one(place, "span").textContent = t(`background.${name}`);
  }

  /** @param {string} current which one is chosen */
  show(current) {
    for (const [name, place] of this.#places) radioOf(place).checked = name === current;
  }

  /** Those that need no work are there in any case. @param {boolean} workable @param {boolean} blurring whether the camera blurs by itself */
  offer(workable, blurring) {
    for (const [name, place] of this.#places) place.hidden = !(workable ? name !== "own" || this.#own : name === "none" || (name === "blur" && blurring));
  }

  /** The keyboard begins at what is chosen. */
  focus() {
    for (const place of this.#places.values()) if (radioOf(place).checked) radioOf(place).focus({ focusVisible: false });
  }

  /** There is another picture of the person's own. */
  async ownChanged() {
    const picture = await ownPicture().catch(() => undefined);
    if (!picture) return;
    this.#own = true;
    const place = this.#place("own");
    place.hidden = false;
    const paint = paintOf(one(place, "canvas"));
    const scale = Math.max(WIDTH / picture.width, HEIGHT / picture.height);
    const [width, height] = [picture.width * scale, picture.height * scale];
    paint.drawImage(picture, (WIDTH - width) / 2, (HEIGHT - height) / 2, width, height);
    picture.close();
    drawPerson(paint);
  }

  /** @param {string} name */
  #place(name) {
    return /** @type {HTMLLabelElement} */ (this.#places.get(name));
  }
}

/** @param {HTMLLabelElement} place */
function radioOf(place) {
  return /** @type {HTMLInputElement} */ (one(place, "input"));
}

/** @param {HTMLCanvasElement} canvas */
function paintOf(canvas) {
  return /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
}

/** @param {string} name @param {HTMLCanvasElement} canvas */
function draw(name, canvas) {
  const paint = paintOf(canvas);
  if (SCENE_NAMES.includes(name)) {
    drawScene(name, paint);
  } else {
    const coarse = COARSE[name] ?? 1;
    const small = Object.assign(make("canvas"), { width: WIDTH / coarse, height: HEIGHT / coarse });
    drawScene("room", paintOf(small));
    paint.drawImage(small, 0, 0, WIDTH, HEIGHT);
  }
  drawPerson(paint);
}

/** Somebody in the middle. @param {CanvasRenderingContext2D} paint */
function drawPerson(paint) {
  paint.fillStyle = "#3a4a63";
  paint.beginPath();
  paint.ellipse(WIDTH / 2, HEIGHT * 1.06, WIDTH * 0.22, HEIGHT * 0.4, 0, 0, 2 * Math.PI);
  paint.fill();
  paint.fillStyle = "#f2d3b9";
  paint.beginPath();
  paint.ellipse(WIDTH / 2, HEIGHT * 0.47, HEIGHT * 0.17, HEIGHT * 0.21, 0, 0, 2 * Math.PI);
  paint.fill();
}
