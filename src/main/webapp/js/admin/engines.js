import { t } from "../language.js";
import { keep, make } from "../ui/build.js";
import { Pairs } from "./pairs.js";

/** @typedef {import("./statistics.js").Engine} Engine */

/** What moves the media: whether it can run here, and what it has counted since the start. */
export class Engines {
  #parent;
  /** @type {Map<string, OneEngine>} */
  #engines = new Map();

  /** @param {HTMLElement} parent */
  constructor(parent) {
    this.#parent = parent;
  }

  /** @param {Engine[]} engines */
  show(engines) {
    const byName = new Map(engines.map((engine) => [engine.name, engine]));
    keep(this.#parent, this.#engines, [...byName.keys()], (name) => new OneEngine(name));
    for (const [name, view] of this.#engines) view.show(/** @type {Engine} */ (byName.get(name)));
  }
}

class OneEngine {
  #state = make("span");
  #reason = make("p");
  #list = make("dl");
  #pairs = new Pairs(this.#list);

  /** @param {string} name */
  constructor(name) {
    this.#list.className = "pairs";
    this.element = make("details", make("summary", make("strong", name), " ", this.#state), this.#reason, this.#list);
    this.element.className = "card";
    this.element.dataset.engine = name;
  }

  /** @param {Engine} engine */
  show({ unavailable, counters }) {
    this.#state.textContent = unavailable === undefined ? t("admin.runs") : t("admin.not-here");
    this.#reason.textContent = unavailable ?? "";
    this.#reason.hidden = unavailable === undefined;
    this.#pairs.show(counters);
  }
}
