import { t } from "../language.js";
import { colourClass, initials } from "./avatar.js";
import { fromTemplate, one } from "./dom.js";

/** As long as the animation in tile.css. */
const REACTION_MS = 3_000;

/** One person's picture, name and state; base of {@link OwnTile} and {@link RemoteTile}. */
export class Tile {
  element = fromTemplate("tile-template");
  video = /** @type {HTMLVideoElement} */ (one(this.element, "video"));
  #pin = /** @type {HTMLButtonElement} */ (one(this.element, ".tile-pin"));
  #inspect = /** @type {HTMLButtonElement} */ (one(this.element, ".tile-inspect"));

  /** @param {string} id of the participant @param {() => void} inspect shows the statistics */
  constructor(id, inspect) {
    this.element.dataset.participant = id;
    for (const type of ["click", "dblclick"]) this.#inspect.addEventListener(type, (event) => event.stopPropagation());
    this.#inspect.addEventListener("click", inspect);
  }

  /** @param {string} name @param {string} [label] when it differs from the name */
  named(name, label = name) {
    const avatar = one(this.element, ".avatar");
    avatar.textContent = initials(name);
    avatar.className = `avatar ${colourClass(name)}`;
    one(this.element, ".tile-name").textContent = label;
    this.#pin.setAttribute("aria-label", t("tile.pin-of", { name }));
    this.#inspect.setAttribute("aria-label", t("nerds.of", { name }));
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

  /** @param {number} place in the order of raised hands, from 1; 0: not raised */
  hand(place) {
    const hand = one(this.element, ".tile-hand");
    one(hand, "span").textContent = String(place);
    hand.hidden = place === 0;
  }

  /** Lets a reaction float up. @param {string} emoji */
  react(emoji) {
    const element = document.createElement("span");
    element.className = "reaction";
    element.dataset.testid = "reaction";
    element.setAttribute("aria-hidden", "true");
    element.textContent = emoji;
    this.element.append(element);
    setTimeout(() => element.remove(), REACTION_MS);
  }

  /** How well it comes. @param {"good" | "fair" | "poor"} level @param {string} reason empty if all is well */
  quality(level, reason) {
    const sign = one(this.element, ".tile-quality");
    sign.hidden = level === "good";
    sign.dataset.level = level;
    sign.title = reason;
    sign.setAttribute("aria-label", reason);
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
    this.#pin.title = pinned ? t("tile.unpin") : t("tile.pin");
    this.element.classList.toggle("pinned", pinned);
  }
}
