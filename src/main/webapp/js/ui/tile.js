import { colourClass, initials } from "./avatar.js";
import { fromTemplate, one, showText } from "./dom.js";

/** One person's picture, name and state; base of {@link OwnTile} and {@link RemoteTile}. */
export class Tile {
  element = fromTemplate("tile-template");
  video = /** @type {HTMLVideoElement} */ (one(this.element, "video"));

  /** @param {string} id of the participant */
  constructor(id) {
    this.element.dataset.participant = id;
  }

  /** @param {string} name @param {string} [label] when it differs from the name */
  named(name, label = name) {
    const avatar = one(this.element, ".avatar");
    avatar.textContent = initials(name);
    avatar.className = `avatar ${colourClass(name)}`;
    one(this.element, ".tile-name").textContent = label;
  }

  /** @param {boolean} muted */
  muted(muted) {
    one(this.element, ".tile-muted").toggleAttribute("hidden", !muted);
    this.element.classList.toggle("is-muted", muted);
  }

  /** @param {boolean} shown else the avatar is */
  pictured(shown) {
    this.element.classList.toggle("has-picture", shown);
  }

  /** @param {boolean} speaking */
  speaking(speaking) {
    this.element.classList.toggle("speaking", speaking);
  }

  /** @param {string} text empty when there is nothing to say */
  state(text) {
    showText(one(this.element, ".tile-state"), text);
  }
}
