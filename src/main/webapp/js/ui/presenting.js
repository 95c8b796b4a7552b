import { language } from "../language.js";
import { canPresent } from "../protocol/presentation.js";
import { byId, listen } from "./dom.js";
import { presentFailure, presentLabel, presentStopped } from "./call-messages.js";
import { toast } from "./toasts.js";

/** The button that shows our screen to everybody. */
export class Presenting {
  #conference;
  #name;
  #button = byId("present");

  /** @param {import("./call.js").Meet} meet */
  constructor({ conference, signal, name }) {
    this.#conference = conference;
    this.#name = name;
    this.#button.hidden = !canPresent();
    this.#button.addEventListener("click", () => this.toggle(), { signal });
    listen(conference.presentation, "change", () => this.#show(), signal);
    listen(language, "change", () => this.#show(), signal);
    listen(conference.presentation, "refused", (error) => this.#failed(error), signal);
    for (const what of /** @type {const} */ (["silenced", "ended"])) {
      listen(conference.presentation, what, ({ by }) => this.#stopped(what, by), signal);
    }
    this.#show();
  }

  async toggle() {
    const { presentation } = this.#conference;
    if (!canPresent()) return;
    try {
      if (presentation.active) await presentation.stop();
      else await presentation.start();
    } catch (error) {
      this.#failed(error);
    }
  }

  /** @param {"silenced" | "ended"} what @param {string} by */
  #stopped(what, by) {
    toast(presentStopped(what, this.#name(by)), { danger: true });
  }

  /** @param {unknown} error */
  #failed(error) {
    const text = presentFailure(error);
    if (text) toast(text, { danger: true });
  }

  #show() {
    const { active } = this.#conference.presentation;
    this.#button.setAttribute("aria-pressed", String(active));
    this.#button.title = presentLabel(active);
  }
}
