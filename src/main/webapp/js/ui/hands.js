import { language, t } from "../language.js";
import { byId, listen } from "./dom.js";
import { handLabel, handMessage, loweredMessage, meetingMessage } from "./call-messages.js";
import { toast } from "./toasts.js";

/** Raised hands: our button, and the sign with the place in the order on each tile. */
export class Hands {
  #meet;
  #button = byId("hand");
  /** Whose tile has the sign. @type {string[]} */
  #shown = [];

  /** @param {import("./call.js").Meet} meet */
  constructor(meet) {
    this.#meet = meet;
    const { conference, signal } = meet;
    this.#button.addEventListener("click", () => this.toggle(), { signal });
    listen(conference.meeting, "hands", (hand) => this.#changed(hand), signal);
    listen(conference, "joined", () => this.#show(), signal);
    listen(language, "change", () => this.#show(), signal);
    this.#show();
  }

  async toggle() {
    const { meeting } = this.#meet.conference;
    try {
      await meeting.raise(!this.#raised);
    } catch (error) {
      toast(meetingMessage(error), { danger: true });
    }
  }

  get #raised() {
    const { meeting, who } = this.#meet.conference;
    return meeting.hands.has(who.user);
  }

  /** @param {{participant?: string, raised?: boolean, by?: string}} hand */
  #changed({ participant, raised, by }) {
    this.#show();
    const own = participant === this.#meet.conference.who.user;
    if (own && by !== undefined) toast(loweredMessage(this.#meet.name(by) || t("call.admin")));
    else if (participant !== undefined && !own && raised) toast(handMessage(this.#meet.name(participant)));
  }

  #show() {
    const { queue } = this.#meet.conference.meeting;
    for (const id of this.#shown) if (!queue.includes(id)) this.#meet.tile(id)?.hand(0);
    queue.forEach((id, i) => this.#meet.tile(id)?.hand(i + 1));
    this.#shown = queue;
    this.#button.setAttribute("aria-pressed", String(this.#raised));
    this.#button.title = handLabel(this.#raised);
  }
}
