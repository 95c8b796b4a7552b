import { language } from "../language.js";
import { byId, listen, one } from "./dom.js";

/** @typedef {"chat" | "people" | "nerds"} Panel */

/** @type {Panel[]} */
const PANELS = ["chat", "people", "nerds"];

/** Beside the stage, or over it on a phone: one panel at a time. Dispatches `shown` with the {@link Panel}, or with nothing after it was closed. */
export class SidePanel extends /** @type {new () => import("../protocol/events.js").Tells<{shown: Panel | null}>} */ (EventTarget) {
  /** Which one is open. @type {Panel | undefined} */
  open;
  #side = byId("side");
  /** Had the keyboard before. @type {Element | null} */
  #before = null;
  #buttons = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-panel]"));

  /** @param {AbortSignal} signal ends with the call */
  constructor(signal) {
    super();
    for (const button of this.#buttons) {
      button.addEventListener("click", () => this.toggle(/** @type {Panel} */ (button.dataset.panel)), { signal });
    }
    byId("side-close").addEventListener("click", () => this.close(), { signal });
    listen(language, "change", () => this.#title(), signal);
    this.#side.addEventListener("keydown", (event) => event.key === "Escape" && this.close(), { signal });
    this.#show(undefined);
  }

  /** @param {Panel} panel */
  toggle(panel) {
    if (this.open === panel) return this.close();
    this.#before = document.activeElement;
    this.#show(panel);
    const field = this.#side.querySelector("section:not([hidden]) textarea");
    /** @type {HTMLElement} */ (field ?? byId("side-title")).focus();
    this.dispatchEvent(new CustomEvent("shown", { detail: panel }));
  }

  /** Gives the keyboard back to where it came from. */
  close() {
    const opener = document.querySelector(`[data-panel="${this.open}"]`) ?? this.#before;
    const inside = this.#side.contains(document.activeElement);
    this.#show(undefined);
    if (inside) /** @type {HTMLElement | null} */ (opener)?.focus();
    this.dispatchEvent(new CustomEvent("shown"));
  }

  /** @param {Panel | undefined} panel */
  #show(panel) {
    this.open = panel;
    this.#side.hidden = panel === undefined;
    this.#side.dataset.open = panel ?? "";
    for (const each of PANELS) byId(`${each}-panel`).hidden = each !== panel;
    for (const button of this.#buttons) button.setAttribute("aria-expanded", String(button.dataset.panel === panel));
    this.#title();
  }

  #title() {
    if (this.open) one(this.#side, "h2").textContent = byId(`${this.open}-panel`).dataset.title ?? "";
  }
}
