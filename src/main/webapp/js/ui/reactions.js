import { announce, byId, listen } from "./dom.js";
import { meetingMessage, reactionMessage } from "./call-messages.js";
import { toast } from "./toasts.js";

const EMOJIS = ["👍", "👏", "❤️", "😂", "😮", "🎉"];

/** The small set to choose from, and what floats over the tiles. */
export class Reactions {
  #meet;
  #choice = byId("reactions");

  /** @param {import("./call.js").Meet} meet */
  constructor(meet) {
    this.#meet = meet;
    this.#choice.replaceChildren(...EMOJIS.map((emoji) => this.#button(emoji)));
    listen(meet.conference.meeting, "reaction", ({ participant, emoji }) => this.#reacted(participant, emoji), meet.signal);
  }

  open() {
    this.#choice.showPopover();
    /** @type {HTMLElement} */ (this.#choice.firstElementChild).focus();
  }

  /** @param {string} emoji */
  #button(emoji) {
    const button = document.createElement("button");
    button.textContent = emoji;
    button.dataset.testid = "emoji";
    button.addEventListener("click", () => this.#react(emoji));
    return button;
  }

  /** @param {string} emoji */
  async #react(emoji) {
    this.#choice.hidePopover();
    try {
      await this.#meet.conference.meeting.react(emoji);
    } catch (error) {
      toast(meetingMessage(error), { danger: true });
    }
  }

  /** @param {string} participant @param {string} emoji */
  #reacted(participant, emoji) {
    this.#meet.tile(participant)?.react(emoji);
    announce(reactionMessage(this.#meet.name(participant), emoji));
  }
}
