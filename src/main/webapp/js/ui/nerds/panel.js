import { language, t } from "../../language.js";
import { make } from "../build.js";
import { byId, listen } from "../dom.js";
import { presentingMessage } from "../call-messages.js";
import { Card, secondsOf } from "./card.js";
import { detailsOf, layerRows, table } from "./details.js";
import { figures } from "./figures.js";
import { download, reportOf } from "./report.js";

/**
 * @typedef {import("../../protocol/samples.js").Sample} Sample
 * @typedef {import("./card.js").Summary} Summary
 */

/** How much a plot shows, and how much it has room for in the first moments. */
const WINDOW_MS = { least: 30_000, most: 120_000 };

/** Plots of how well one person comes, or of how well we go out. */
export class NerdsPanel {
  #meet;
  #sampling;
  #usual;
  #panel = byId("nerds-panel");
  /** Whose it is, by id. */
  #shown = "";
  /** Our renditions that the panel was built for. @type {string[]} */
  #rids = [];
  /** @type {Card[]} */
  #cards = [];
  #choice = make("select");
  #waiting = make("p");
  #plots = make("ul");
  #layers = make("div");
  #details = make("dl");
  #table = make("div");
  /** Where in the plots the pointer is, as a part of their width. @type {number | undefined} */
  #pointed;

  /** @param {import("../call.js").Meet} meet @param {import("../../protocol/sampling.js").Sampling} sampling @param {() => string} usual whose is shown after somebody left */
  constructor(meet, sampling, usual) {
    this.#meet = meet;
    this.#sampling = sampling;
    this.#usual = usual;
    const { conference, signal } = meet;
    this.#choice.dataset.testid = "nerds-person";
    this.#waiting.className = "side-empty";
    this.#plots.className = "plots";
    this.#layers.dataset.testid = "nerds-layers";
    this.#details.dataset.testid = "nerds-details";
    this.#table.dataset.testid = "nerds-table";
    this.#choice.addEventListener("change", () => this.show(this.#choice.value));
    this.#plots.addEventListener("pointermove", (event) => this.#pointAt(event));
    this.#plots.addEventListener("pointerleave", () => this.#pointAt());
    listen(sampling, "sampled", ({ participant }) => participant === this.#shown && this.#render(), signal);
    listen(language, "change", () => this.#build(), signal);
    for (const type of /** @type {const} */ (["joined", "changed", "left"])) listen(conference, type, () => this.#peopleChanged(), signal);
    listen(conference.presentation, "change", () => this.#peopleChanged(), signal);
  }

  /** @param {string} id */
  show(id) {
    this.#shown = id;
    this.#sampling.watched = id;
    this.#build();
  }

  /** Nobody looks any more. */
  rest() {
    this.#sampling.watched = undefined;
    this.#shown = "";
  }

  #peopleChanged() {
    if (this.#shown === "") return;
    if (this.#people().every(([id]) => id !== this.#shown)) return this.show(this.#usual());
    this.#fillChoice();
  }

  /** By id, with names. @returns {[string, string][]} */
  #people() {
    const { who, participants, presentation } = this.#meet.conference;
    /** @type {[string, string][]} */
    const own = [[who.user, t("call.you", { name: who.name })]];
    if (presentation.active) own.push([presentation.id, presentingMessage(t("call.you", { name: who.name }))]);
    /** @type {[string, string][]} */
    const others = [...participants.keys()].map((id) => [id, this.#meet.title(id)]);
    return [...others, ...own];
  }

  #fillChoice() {
    const options = this.#people().map(([id, name]) => new Option(name, id));
    const known = [...this.#choice.options].map(({ value, text }) => value + text);
    if (options.some(({ value, text }, i) => known[i] !== value + text) || known.length > options.length) this.#choice.replaceChildren(...options);
    this.#choice.value = this.#shown;
  }

  /** In the language of now. */
  #build() {
    if (this.#shown === "") return;
    this.#fillChoice();
    this.#rids = ridsOf(this.#sampling.samples(this.#shown));
    this.#cards = figures(this.#rids).map((figure) => new Card(figure));
    this.#plots.replaceChildren(...this.#cards.map(({ element }) => element));
    this.#waiting.textContent = t("nerds.waiting");
    const more = make("details", make("summary", t("nerds.table")), this.#table);
    const body = make("div", this.#waiting, this.#layers, this.#plots, this.#details, more);
    body.className = "nerds-body";
    body.tabIndex = 0;
    body.setAttribute("role", "group");
    body.setAttribute("aria-label", t("nerds"));
    const focused = document.activeElement === this.#choice;
    this.#panel.replaceChildren(this.#head(), body);
    if (focused) this.#choice.focus();
    this.#render();
  }

  #head() {
    const name = make("span", t("nerds.person"));
    name.className = "unseen";
    const field = make("label", name, this.#choice);
    field.className = "field";
    const save = make("button", t("nerds.download"));
    save.className = "button";
    save.dataset.testid = "nerds-download";
    save.addEventListener("click", () => download(reportOf(this.#sampling, this.#meet.conference, this.#shown)));
    const head = make("div", field, save);
    head.className = "nerds-head";
    return head;
  }

  #render() {
    const all = this.#sampling.samples(this.#shown);
    if (ridsOf(all).join() !== this.#rids.join()) return this.#build();
    const window = windowOf(all);
    const samples = all.filter(({ at }) => at >= window.from);
    this.#waiting.hidden = samples.length > 0;
    this.#plots.hidden = samples.length === 0;
    if (samples.length > 0) this.#renderSamples(samples, window);
    const reading = this.#sampling.reading(this.#shown);
    this.#details.replaceChildren(...(reading ? detailsOf(reading) : []));
  }

  /** @param {Sample[]} samples @param {import("./card.js").Window} window */
  #renderSamples(samples, window) {
    const pointed = this.#pointed === undefined ? undefined : nearest(samples, window.from + this.#pointed * (window.to - window.from));
    const summaries = this.#cards.map((card) => ({ card, summary: card.show(samples, window, pointed) }));
    const rows = summaries.flatMap(({ card, summary }) => (summary ? [summaryRow(card.figure.label, summary)] : []));
    const columns = [t("nerds.figure"), t("nerds.now"), t("nerds.mean-column"), t("nerds.least-column"), t("nerds.most-column")];
    this.#table.replaceChildren(table(rows, t("nerds.last", { seconds: secondsOf(window) }), columns));
    this.#layers.hidden = this.#rids.length === 0;
    const layers = layerRows(pointed ?? samples[samples.length - 1], this.#rids);
    this.#layers.replaceChildren(table(layers, t("nerds.layers"), [t("nerds.layer"), t("nerds.picture"), t("nerds.per-second"), t("nerds.bitrate")]));
    const part = pointed && (pointed.at - window.from) / (window.to - window.from);
    for (const { plot } of this.#cards) plot.point(part);
  }

  /** @param {PointerEvent} [event] */
  #pointAt(event) {
    const plot = /** @type {Element | null | undefined} */ (event?.target)?.closest(".plot-frame");
    const box = plot?.getBoundingClientRect();
    this.#pointed = event && box ? (event.clientX - box.left) / box.width : undefined;
    this.#render();
  }
}

/** @param {readonly Sample[]} samples */
function windowOf(samples) {
  const [first, last] = [samples.at(0)?.at ?? 0, samples.at(-1)?.at ?? 0];
  return { from: last - Math.min(WINDOW_MS.most, Math.max(WINDOW_MS.least, last - first)), to: last };
}

/** @param {readonly Sample[]} samples */
function ridsOf(samples) {
  return Object.keys(samples.at(-1)?.layers ?? {});
}

/** @param {Sample[]} samples at least one @param {number} at */
function nearest(samples, at) {
  return samples.reduce((best, sample) => (Math.abs(sample.at - at) < Math.abs(best.at - at) ? sample : best));
}

/** @param {string} label @param {Summary} summary */
function summaryRow(label, { now, mean, least, most }) {
  const name = Object.assign(make("th", label), { scope: "row" });
  return make("tr", name, ...[now, mean, least, most].map((text) => make("td", text)));
}
