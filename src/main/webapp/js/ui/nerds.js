import { language, t } from "../language.js";
import { byId, listen } from "./dom.js";
import { loadStyle } from "./styles.js";
import { toast } from "./toasts.js";

/** @typedef {import("./nerds/panel.js").NerdsPanel} NerdsPanel */

/** How well somebody comes, in plots. The code, the texts and the style of it come when they are asked for first. */
export class Nerds {
  #meet;
  #side;
  #sampling;
  #usual;
  /** @type {NerdsPanel | undefined} */
  #panel;
  /** @type {Promise<NerdsPanel> | undefined} */
  #loading;

  /**
   * @param {import("./call.js").Meet} meet
   * @param {import("./side-panel.js").SidePanel} side
   * @param {import("../protocol/sampling.js").Sampling} sampling
   * @param {() => string} usual whose statistics are shown if nobody says whose
   */
  constructor(meet, side, sampling, usual) {
    this.#meet = meet;
    this.#side = side;
    this.#sampling = sampling;
    this.#usual = usual;
    byId("nerds-panel").replaceChildren();
    listen(side, "shown", (panel) => panel === "nerds" || this.#panel?.rest(), meet.signal);
    byId("open-nerds").addEventListener("click", () => this.#chosen(), { signal: meet.signal });
  }

  toggle() {
    if (this.#side.open === "nerds") this.#side.close();
    else this.open(this.#usual());
  }

  /** @param {string} id whose */
  async open(id) {
    try {
      this.#loading ??= this.#load();
      this.#panel = await this.#loading;
    } catch {
      this.#loading = undefined;
      return toast(t("meeting.unreachable"), { danger: true });
    }
    if (this.#meet.signal.aborted) return;
    this.#panel.show(id);
    if (this.#side.open !== "nerds") this.#side.toggle("nerds");
  }

  async #load() {
    const [{ NerdsPanel }] = await Promise.all([import("./nerds/panel.js"), language.add("nerds"), loadStyle("css/nerds.css")]);
    return new NerdsPanel(this.#meet, this.#sampling, this.#usual);
  }

  #chosen() {
    /** @type {HTMLDialogElement} */ (byId("options")).close();
    this.open(this.#usual());
  }
}
