import { canPresent } from "../protocol/presentation.js";
import { byId, listen } from "./dom.js";
import { presentFailure, presentLabel } from "./messages.js";
import { toast } from "./toasts.js";

/** The button that shows our screen to everybody. */
export class Presenting {
  #conference;
  #button = byId("present");

  /** @param {import("./call.js").Meet} meet */
  constructor({ conference, signal }) {
    this.#conference = conference;
    this.#button.hidden = !canPresent();
    this.#button.addEventListener("click", () => this.toggle(), { signal });
    listen(conference.presentation, "change", () => this.#show(), signal);
    listen(conference.presentation, "refused", (error) => this.#failed(error), signal);
    this.#show();
  }

  async toggle() {
    const { presentation } = this.#conference;
    if (!canPresent()) return;
    try {
      if (presentation.active) await presentation.stop();
      else await this.#start();
    } catch (error) {
      this.#failed(error);
    }
  }

  /** Whoever keeps a locked room lets the own screen in. */
  async #start() {
    const { presentation, isAdmin, meeting } = this.#conference;
    if (isAdmin && meeting.locked) await meeting.admit(presentation.id);
    await presentation.start();
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
