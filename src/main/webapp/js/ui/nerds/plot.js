import { PAUSE_MS } from "../../protocol/sampling.js";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 300;
const HEIGHT = 60;

/** @typedef {{at: number, value: number | undefined}} Point at: milliseconds since 1970; value: undefined where nothing is known */

/** Lines over time. Whoever cannot see them has the label, which says the numbers. */
export class Plot {
  #area = path("plot-area");
  #cursor = path("plot-cursor");
  /** @type {SVGPathElement[]} */
  #lines = [];

  constructor() {
    this.element = document.createElementNS(SVG, "svg");
    this.element.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
    this.element.setAttribute("preserveAspectRatio", "none");
    this.element.setAttribute("class", "plot");
    this.element.setAttribute("role", "img");
    this.element.append(grid(), this.#area, this.#cursor);
  }

  /** @param {string} text what somebody hears instead */
  label(text) {
    this.element.setAttribute("aria-label", text);
  }

  /**
   * @param {Point[][]} lines the oldest point first; the space under a single one is filled
   * @param {number} from time at the left edge
   * @param {number} to at the right
   * @param {number} top what the upper edge stands for
   */
  show(lines, from, to, top) {
    const runs = lines.map((points) => runsOf(points, from, to, top));
    while (this.#lines.length < lines.length) this.#addLine();
    this.#lines.forEach((line, i) => line.setAttribute("d", (runs[i] ?? []).map(lineOf).join("")));
    this.#area.setAttribute("d", lines.length === 1 ? runs[0].map(areaOf).join("") : "");
  }

  /** A line across at some time. @param {number | undefined} part of the whole width from the left; undefined: none */
  point(part) {
    this.#cursor.setAttribute("d", part === undefined ? "" : `M${(part * WIDTH).toFixed(1)} 0V${HEIGHT}`);
  }

  #addLine() {
    const line = path(`plot-line plot-line-${this.#lines.length}`);
    this.#lines.push(line);
    this.#cursor.before(line);
  }
}

/** @typedef {{x: number, y: number}} Place */

/** Stretches without a gap. @param {Point[]} points @param {number} from @param {number} to @param {number} top @returns {Place[][]} */
function runsOf(points, from, to, top) {
  /** @type {Place[][]} */
  const runs = [];
  let latest = -Infinity;
  for (const { at, value } of points) {
    if (value === undefined || at < from) continue;
    if (at - latest > PAUSE_MS) runs.push([]);
    latest = at;
    const part = Math.min(1, Math.max(0, value / top));
    runs[runs.length - 1].push({ x: ((at - from) / (to - from)) * WIDTH, y: HEIGHT - 1 - part * (HEIGHT - 3) });
  }
  return runs;
}

/** @param {Place[]} run */
function lineOf(run) {
  return `M${[run[0], ...run].map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}`;
}

/** @param {Place[]} run */
function areaOf(run) {
  return `${lineOf(run)}V${HEIGHT}H${run[0].x.toFixed(1)}z`;
}

function grid() {
  const lines = path("plot-grid");
  lines.setAttribute("d", `M0 1H${WIDTH}M0 ${HEIGHT / 2}H${WIDTH}M0 ${HEIGHT - 1}H${WIDTH}`);
  return lines;
}

/** @param {string} name its class */
function path(name) {
  const element = document.createElementNS(SVG, "path");
  element.setAttribute("class", name);
  return element;
}
