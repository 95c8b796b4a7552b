import { number, t } from "../../language.js";
import { make, say } from "../build.js";
import { AND } from "./figures.js";
import { Plot } from "./plot.js";

/**
 * @typedef {import("./figures.js").Figure} Figure
 * @typedef {import("../../protocol/samples.js").Sample} Sample
 * @typedef {{from: number, to: number}} Window what a plot shows, in milliseconds since 1970
 * @typedef {{now: string, mean: string, least: string, most: string}} Summary in words, over what is plotted
 */

/** One figure with its plot. */
export class Card {
  figure;
  plot = new Plot();
  #value = make("strong");
  #note = make("small");
  #top = make("span");

  /** @param {Figure} figure */
  constructor(figure) {
    this.figure = figure;
    this.#top.className = "plot-top";
    this.#top.setAttribute("aria-hidden", "true");
    const frame = make("div", this.plot.element, this.#top);
    frame.className = "plot-frame";
    this.element = make("li", make("h3", figure.label), this.#value, frame, this.#note);
    this.element.dataset.testid = `nerds-${figure.name}`;
  }

  /**
   * @param {readonly Sample[]} samples what is plotted, the oldest first; at least one
   * @param {Window} window
   * @param {Sample | undefined} pointed the one to tell of instead of the latest
   * @returns {Summary | undefined} undefined where nothing is known of it
   */
  show(samples, { from, to }, pointed) {
    const { figure } = this;
    const summary = summaryOf(figure, samples);
    this.element.hidden = summary === undefined;
    if (!summary) return undefined;
    const lines = linesOf(figure, samples);
    const top = niceAbove(Math.max(figure.top, ...lines.flat().map(({ value }) => value ?? 0)));
    this.plot.show(lines, from, to, top);
    this.plot.label(t("nerds.plot", { figure: figure.label, seconds: secondsOf({ from, to }), ...summary }));
    say(this.#value, pointed ? textOf(figure, pointed) : summary.now);
    say(this.#top, figure.axis === false ? "" : figure.format(top));
    say(this.#note, noteOf(figure, pointed ? [pointed] : samples, summary));
    return summary;
  }
}

/** @param {Window} window */
export function secondsOf({ from, to }) {
  return number(Math.round((to - from) / 1_000));
}

/** @param {Figure} figure @param {readonly Sample[]} samples @returns {import("./plot.js").Point[][]} */
function linesOf({ value, lines }, samples) {
  const values = samples.map((sample) => ({ at: sample.at, values: lines ? lines(sample) : [value(sample)] }));
  return values[0].values.map((_, i) => values.map((each) => ({ at: each.at, value: each.values[i] })));
}

/** @param {Figure} figure @param {readonly Sample[]} samples @returns {Summary | undefined} */
function summaryOf(figure, samples) {
  const values = samples.map(figure.value).filter((value) => value !== undefined);
  if (values.length === 0) return undefined;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    now: textOf(figure, samples[samples.length - 1]),
    mean: figure.format(mean),
    least: figure.format(Math.min(...values)),
    most: figure.format(Math.max(...values)),
  };
}

/** @param {Figure} figure @param {Sample} sample */
function textOf({ text, value, format }, sample) {
  if (text) return text(sample);
  const now = value(sample);
  return now === undefined ? "–" : format(now);
}

/** @param {Figure} figure @param {readonly Sample[]} samples @param {Summary} summary */
function noteOf({ note }, samples, { mean, most }) {
  return note ? note(samples) : [t("nerds.mean", { value: mean }), t("nerds.most", { value: most })].join(AND);
}

/** 1, 2 or 5 times a power of ten, so that the edge moves seldom. @param {number} value */
function niceAbove(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([1, 2, 3, 5, 10].find((step) => value <= step * power * 1.001) ?? 10);
}
