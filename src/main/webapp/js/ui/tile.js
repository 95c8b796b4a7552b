import { colourClass, initials } from "./avatar.js";
import { fromTemplate, one } from "./dom.js";

/** One person's picture, name and state; base of {@link OwnTile} and {@link RemoteTile}. */
export class Tile {
  element = fromTemplate("tile-template");
  video = /** @type {HTMLVideoElement} */ (one(this.element, "video"));
  #pin = /** @type {HTMLButtonElement} */ (one(this.element, ".tile-pin"));

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
    this.#pin.setAttribute("aria-label", `Pin ${name}`);
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

  get isPictured() {
    return this.element.classList.contains("has-picture");
  }

  /** @param {boolean} speaking */
  speaking(speaking) {
    this.element.classList.toggle("speaking", speaking);
  }

  /** @param {string} text empty when there is nothing to say */
  state(text) {
    const state = one(this.element, ".tile-state");
    one(state, "span").textContent = text;
    state.title = text;
    state.hidden = text === "";
  }

  /** A click anywhere on the tile pins or lets go; the button is for keyboards and screen readers. @param {() => void} toggle */
  pinnable(toggle) {
    this.#pin.hidden = false;
    this.element.classList.add("pinnable");
    this.element.addEventListener("click", toggle);
  }

  /** @param {boolean} pinned */
  pinned(pinned) {
    this.#pin.setAttribute("aria-pressed", String(pinned));
    this.#pin.title = pinned ? "Unpin" : "Pin: show large";
    this.element.classList.toggle("pinned", pinned);
  }
}
