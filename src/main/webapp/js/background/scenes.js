/** Backgrounds that are drawn here. Everything is in shares of a picture of 16 by 9. */

/** @typedef {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} Paint */

const [WIDTH, HEIGHT] = [16, 9];

/** @type {Record<string, (paint: Paint) => void>} */
const SCENES = { calm, sky, hills, evening, room };

/** In the order in which they are offered. */
export const SCENE_NAMES = Object.keys(SCENES);

/** @param {string} name of {@link SCENE_NAMES} @param {Paint} paint whose whole canvas is painted */
export function drawScene(name, paint) {
  paint.save();
  paint.scale(paint.canvas.width / WIDTH, paint.canvas.height / HEIGHT);
  SCENES[name](paint);
  paint.restore();
}

/** @param {string} name @param {number} width @param {number} height in pixels */
export function sceneBitmap(name, width, height) {
  const canvas = new OffscreenCanvas(width, height);
  drawScene(name, /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d")));
  return canvas.transferToImageBitmap();
}

/** @param {Paint} paint */
function calm(paint) {
  shade(paint, 0, HEIGHT, ["#dfe7ee", "#aebfce"]);
  glow(paint, 3, 1, 9, "rgb(255 255 255 / 70%)");
}

/** @param {Paint} paint */
function sky(paint) {
  shade(paint, 0, HEIGHT, ["#3f8fe0", "#8fc3f2", "#dceefb"]);
  glow(paint, 13, 1.6, 5, "rgb(255 232 160 / 90%)");
  for (const [x, y, size] of [[2.6, 2.4, 1], [12.2, 4.2, 0.8], [1.2, 5.8, 0.7], [14.6, 6.6, 0.9]]) cloud(paint, x, y, size);
}

/** @param {Paint} paint */
function hills(paint) {
  shade(paint, 0, 6, ["#9fd3f0", "#eef7ee"]);
  ridge(paint, 4.6, 0.9, 0.4, "#a9cdb4");
  ridge(paint, 5.6, 0.8, 2.1, "#7fb48f");
  ridge(paint, 6.8, 0.7, 4.4, "#5a976f");
}

/** @param {Paint} paint */
function evening(paint) {
  shade(paint, 0, 7, ["#26335f", "#7a4f80", "#e58a6a", "#f7c98b"]);
  glow(paint, 4, 6, 5, "rgb(255 214 140 / 80%)");
  ridge(paint, 6.2, 0.7, 1.2, "#4b3a63");
  ridge(paint, 7.3, 0.5, 3.4, "#2c2747");
}

/** @param {Paint} paint */
function room(paint) {
  shade(paint, 0, HEIGHT, ["#efe6da", "#d8c9b6"]);
  glow(paint, 2, 1, 8, "rgb(255 250 235 / 85%)");
  box(paint, 0, 8.1, WIDTH, 0.9, "#b89c7d");
  box(paint, 0, 8, WIDTH, 0.14, "#f4ede3");
  window_(paint, 1, 1, 3.4, 4.6);
  box(paint, 11.4, 3.4, 3.8, 0.16, "#8d6f52");
  const spines = ["#4f6d7a", "#c97b5a", "#6d8f71", "#d9b25f", "#7d6a86"];
  spines.forEach((colour, i) => box(paint, 11.7 + 0.36 * i, 2.1 + 0.16 * ((i * 2) % 3), 0.3, 1.3 - 0.16 * ((i * 2) % 3), colour));
  plant(paint, 14.4, 3.4);
}

/** @param {Paint} paint @param {number} top @param {number} bottom @param {string[]} colours */
function shade(paint, top, bottom, colours) {
  const gradient = paint.createLinearGradient(0, top, 0, bottom);
  colours.forEach((colour, i) => gradient.addColorStop(i / (colours.length - 1), colour));
  paint.fillStyle = gradient;
  paint.fillRect(0, 0, WIDTH, HEIGHT);
}

/** @param {Paint} paint @param {number} x @param {number} y @param {number} radius @param {string} colour */
function glow(paint, x, y, radius, colour) {
  const gradient = paint.createRadialGradient(x, y, 0, x, y, radius);
  gradient.addColorStop(0, colour);
  gradient.addColorStop(1, "rgb(255 255 255 / 0%)");
  paint.fillStyle = gradient;
  paint.fillRect(0, 0, WIDTH, HEIGHT);
}

/** @param {Paint} paint @param {number} x @param {number} y @param {number} width @param {number} height @param {string} colour */
function box(paint, x, y, width, height, colour) {
  paint.fillStyle = colour;
  paint.fillRect(x, y, width, height);
}

/** @param {Paint} paint @param {number} x @param {number} y @param {number} radius @param {string} colour */
function disc(paint, x, y, radius, colour) {
  paint.fillStyle = colour;
  paint.beginPath();
  paint.arc(x, y, radius, 0, 2 * Math.PI);
  paint.fill();
}

/** @param {Paint} paint @param {number} x @param {number} y @param {number} size */
function cloud(paint, x, y, size) {
  for (const [dx, dy, radius] of [[-0.9, 0.15, 0.5], [-0.2, -0.15, 0.7], [0.6, 0.05, 0.55], [1.1, 0.25, 0.4]]) {
    disc(paint, x + dx * size, y + dy * size, radius * size, "rgb(255 255 255 / 88%)");
  }
}

/** @param {Paint} paint @param {number} y of its middle @param {number} height @param {number} phase @param {string} colour */
function ridge(paint, y, height, phase, colour) {
  paint.fillStyle = colour;
  paint.beginPath();
  paint.moveTo(0, HEIGHT);
  for (let x = 0; x <= WIDTH; x += 0.25) paint.lineTo(x, y + height * Math.sin(x / 2.7 + phase) + 0.35 * height * Math.sin(x / 1.1 + 2 * phase));
  paint.lineTo(WIDTH, HEIGHT);
  paint.fill();
}

/** @param {Paint} paint @param {number} x @param {number} y @param {number} width @param {number} height */
function window_(paint, x, y, width, height) {
  box(paint, x - 0.14, y - 0.14, width + 0.28, height + 0.28, "#fbf8f2");
  const gradient = paint.createLinearGradient(0, y, 0, y + height);
  gradient.addColorStop(0, "#bfe0f5");
  gradient.addColorStop(1, "#edf6f8");
  paint.fillStyle = gradient;
  paint.fillRect(x, y, width, height);
  box(paint, x + width / 2 - 0.07, y, 0.14, height, "#fbf8f2");
  box(paint, x, y + height * 0.42, width, 0.14, "#fbf8f2");
  box(paint, x - 0.3, y + height + 0.14, width + 0.6, 0.16, "#f4ede3");
}

/** @param {Paint} paint @param {number} x of its middle @param {number} y of its ground */
function plant(paint, x, y) {
  for (const [dx, dy, radius] of [[-0.35, -0.95, 0.3], [0.05, -1.2, 0.36], [0.4, -0.9, 0.3], [0, -0.8, 0.34]]) {
    disc(paint, x + dx, y + dy, radius, "#5f8f6b");
  }
  box(paint, x - 0.28, y - 0.6, 0.56, 0.6, "#cf8a63");
}
