import { arrange } from "./arrange.js";
import { byId, fromTemplate, one } from "./dom.js";

/** Everybody's tiles, sized to fill the stage. Our own tile is the last one. */
export class Grid {
  #list = byId("grid");
  #invitation = fromTemplate("invitation-template");
  /** @type {HTMLElement | null} */
  #own = null;
  #observer = new ResizeObserver(() => this.#layOut());

  /** @param {string} link to the room @param {() => void} copy */
  constructor(link, copy) {
    one(this.#invitation, ".invitation-link").textContent = link.replace(/^https?:\/\//, "");
    one(this.#invitation, "button").addEventListener("click", copy);
    this.#list.replaceChildren(this.#invitation);
    this.#observer.observe(byId("stage"));
  }

  /** @param {HTMLElement} tile @param {{own?: boolean}} [options] */
  add(tile, { own = false } = {}) {
    if (own) this.#own = tile;
    this.#list.insertBefore(tile, own ? this.#invitation : this.#own);
    this.#layOut();
  }

  /** @param {HTMLElement} tile */
  remove(tile) {
    tile.remove();
    this.#layOut();
  }

  close() {
    this.#observer.disconnect();
    this.#list.replaceChildren();
  }

  #layOut() {
    const tiles = this.#list.querySelectorAll(".tile").length;
    this.#invitation.hidden = tiles > 1;
    const stage = byId("stage");
    const style = getComputedStyle(this.#list);
    const width = stage.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const height = stage.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
    const size = arrange(Math.max(tiles, 2), width, height, parseFloat(style.columnGap));
    this.#list.style.setProperty("--tile-width", `${size.width}px`);
    this.#list.style.setProperty("--tile-height", `${size.height}px`);
    this.#list.classList.toggle("scrolls", size.scrolls);
    this.#list.classList.toggle("small", size.width < 220);
  }
}
