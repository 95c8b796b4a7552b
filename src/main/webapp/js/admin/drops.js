import { keep, make, say } from "../ui/build.js";
import { frequency, whole } from "../ui/format.js";
import { Rates } from "./history.js";
import { Sparkline } from "./sparkline.js";

/** Why packets were not forwarded, the reason with the most of them first. */
export class Drops {
  #body;
  #rates = new Rates();
  /** @type {Map<string, Row>} */
  #rows = new Map();

  /** @param {HTMLElement} body of the table */
  constructor(body) {
    this.#body = body;
  }

  /** @param {import("./statistics.js").Counts} drops @param {number} at in milliseconds since 1970 */
  show(drops, at) {
    this.#rates.update(drops, at);
    const reasons = Object.keys(drops).sort((one, other) => drops[other] - drops[one]);
    keep(this.#body, this.#rows, reasons, (reason) => new Row(reason));
    for (const [reason, row] of this.#rows) row.show(drops[reason], this.#rates.of(reason));
  }
}

class Row {
  #spark = new Sparkline();
  #rate = make("td");
  #count = make("td");

  /** @param {string} reason */
  constructor(reason) {
    const head = make("th", make("code", reason));
    head.scope = "row";
    const plot = make("td", this.#spark.element);
    plot.className = "plot-column";
    this.element = make("tr", head, this.#rate, plot, this.#count);
    this.element.dataset.reason = reason;
  }

  /** @param {number} count @param {import("./history.js").Series} rate */
  show(count, rate) {
    this.#spark.show(rate.values);
    say(this.#rate, frequency(rate.latest));
    say(this.#count, whole(count));
  }
}
