import { t } from "../language.js";
import { make, say } from "../ui/build.js";
import { bitrate, frequency, percent, size, whole } from "../ui/format.js";
import { Rates, Series } from "./history.js";
import { Sparkline } from "./sparkline.js";

/** @typedef {import("./statistics.js").Statistics} Statistics */

/**
 * @typedef {object} Figure one number with its plot
 * @property {string} name
 * @property {string} label
 * @property {(statistics: Statistics, rates: Rates) => number | undefined} value undefined: not known here
 * @property {(value: number) => string} text
 * @property {(statistics: Statistics, rates: Rates) => string} [note] what it is measured by
 * @property {(statistics: Statistics) => number} [most] what fills the plot
 */

/** @type {Figure[]} */
const FIGURES = [
  { name: "people", label: t("people"), value: ({ totals }) => totals.participants, text: whole },
  { name: "rooms", label: t("admin.rooms"),
    value: ({ totals }) => totals.rooms, text: whole, note: ({ limits }) => t("admin.of", { most: whole(limits.rooms) }) },
  { name: "in", label: t("admin.received"),
    value: (_, rates) => rates.of("bytesReceived").latest * 8, text: bitrate,
    note: (_, rates) => packets(rates.of("packetsReceived").latest) },
  { name: "out", label: t("admin.sent"),
    value: (_, rates) => rates.of("bytesSent").latest * 8, text: bitrate,
    note: (_, rates) => packets(rates.of("packetsSent").latest) },
  { name: "lost", label: t("admin.lost-on-the-way"),
    value: (_, rates) => rates.of("packetsLost").latest, text: frequency, note: () => t("admin.packets-a-second") },
  { name: "server-cpu", label: t("admin.cpu-server"),
    value: ({ load }) => load.processCpu, text: percent, note: ofProcessors, most: () => 1 },
  { name: "machine-cpu", label: t("admin.cpu-machine"),
    value: ({ load }) => load.systemCpu, text: percent, note: ofProcessors, most: () => 1 },
  { name: "memory", label: t("admin.memory"),
    value: ({ load }) => load.heapBytes, text: size,
    note: ({ load }) => t("admin.of", { most: size(load.heapBytesMax) }), most: ({ load }) => load.heapBytesMax },
  { name: "connections", label: t("admin.peer-connections"), value: ({ totals }) => totals.connections, text: whole },
  { name: "streams", label: t("admin.streams"),
    value: ({ totals }) => totals.eventStreams, text: whole, note: ({ limits }) => t("admin.of", { most: whole(limits.eventStreams) }) },
  { name: "threads", label: t("admin.threads"), value: ({ load }) => load.threads, text: whole },
];

/** @param {Statistics} statistics */
function ofProcessors({ load }) {
  return load.processors === 1 ? t("admin.one-core") : t("admin.cores", { count: load.processors });
}

/** @param {number} perSecond */
function packets(perSecond) {
  return t("admin.packets-rate", { count: frequency(perSecond) });
}

/** What the server as a whole does. */
export class Figures {
  #rates = new Rates();
  #cards;

  /** @param {HTMLElement} list */
  constructor(list) {
    this.#cards = FIGURES.map((figure) => new Card(figure));
    list.append(...this.#cards.map(({ element }) => element));
  }

  /** @param {Statistics} statistics */
  show(statistics) {
    const { bytesReceived, bytesSent, packetsReceived, packetsSent, packetsLost } = statistics.totals;
    this.#rates.update({ bytesReceived, bytesSent, packetsReceived, packetsSent, packetsLost }, statistics.at);
    for (const card of this.#cards) card.show(statistics, this.#rates);
  }
}

class Card {
  #figure;
  #series = new Series();
  #spark = new Sparkline();
  #value = make("strong");
  #note = make("span");

  /** @param {Figure} figure */
  constructor(figure) {
    this.#figure = figure;
    this.element = make("li", make("h3", figure.label), make("p", this.#value, " ", this.#note), this.#spark.element);
    this.element.dataset.testid = `figure-${figure.name}`;
  }

  /** @param {Statistics} statistics @param {Rates} rates */
  show(statistics, rates) {
    const value = this.#figure.value(statistics, rates);
    this.element.hidden = value === undefined;
    if (value === undefined) return;
    this.#series.add(value);
    this.#spark.show(this.#series.values, this.#figure.most?.(statistics));
    say(this.#value, this.#figure.text(value));
    say(this.#note, this.#figure.note?.(statistics, rates) ?? "");
  }
}
