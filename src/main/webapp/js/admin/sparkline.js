const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 120;
const HEIGHT = 32;

/** A small plot of the latest values; whoever cannot see it has the number beside it. */
export class Sparkline {
  #area = path("spark-area");
  #line = path("spark-line");

  constructor() {
    this.element = document.createElementNS(SVG, "svg");
    this.element.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
    this.element.setAttribute("preserveAspectRatio", "none");
    this.element.setAttribute("class", "spark");
    this.element.setAttribute("aria-hidden", "true");
    this.element.append(this.#area, this.#line);
  }

  /** @param {number[]} values the oldest first @param {number} [most] what the top stands for; without, the highest value */
  show(values, most = Math.max(...values, 1e-9)) {
    if (values.length < 2) values = [values[0] ?? 0, values[0] ?? 0];
    const step = WIDTH / (values.length - 1);
    const points = values.map((value, i) => `${(i * step).toFixed(1)} ${height(value / most).toFixed(1)}`);
    this.#line.setAttribute("d", `M${points.join("L")}`);
    this.#area.setAttribute("d", `M0 ${HEIGHT}L${points.join("L")}L${WIDTH} ${HEIGHT}z`);
  }
}

/** @param {number} part of the whole height */
function height(part) {
  return HEIGHT - 1 - Math.min(1, Math.max(0, part)) * (HEIGHT - 2);
}

/** @param {string} name its class */
function path(name) {
  const element = document.createElementNS(SVG, "path");
  element.setAttribute("class", name);
  return element;
}
