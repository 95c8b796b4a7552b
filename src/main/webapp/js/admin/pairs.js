import { make, say } from "../ui/build.js";
import { whole } from "../ui/format.js";

/** Counters by name, as a list that stays the same while only numbers change. */
export class Pairs {
  #list;
  #names = "";
  /** @type {Map<string, HTMLElement>} */
  #values = new Map();

  /** @param {HTMLElement} list a dl */
  constructor(list) {
    this.#list = list;
  }

  /** @param {import("./statistics.js").Counts} counts */
  show(counts) {
    const names = Object.keys(counts);
    if (names.join() !== this.#names) this.#rebuild(names);
    for (const [name, value] of this.#values) say(value, whole(counts[name]));
  }

  /** @param {string[]} names */
  #rebuild(names) {
    this.#names = names.join();
    this.#values = new Map(names.map((name) => [name, make("dd")]));
    this.#list.replaceChildren(...names.map((name) => make("div", make("dt", name), /** @type {Node} */ (this.#values.get(name)))));
  }
}
