import { arrange, arrangeAround, isCrowd } from "./arrange.js";
import { byId, fromTemplate, one } from "./dom.js";

/** Everybody's tiles, sized to fill the stage, or one large and the others in a strip. Our own tile is the last one. */
export class Grid {
  #list = byId("grid");
  #invitation = fromTemplate("invitation-template");
  /** @type {HTMLElement | null} */
  #own = null;
  /** @type {HTMLElement | undefined} */
  #pinned;
  /** @type {HTMLElement | undefined} */
  #speaker;
  /** A screen that somebody shows. @type {HTMLElement | undefined} */
  #screen;
  /** Whether the speaker has the large place among few people, too. */
  #around = false;
  #observer = new ResizeObserver(() => this.#layOut());

  /** @param {string} link to the room @param {{copy: () => void, code: () => void}} ways to pass it on */
  constructor(link, { copy, code }) {
    one(this.#invitation, ".invitation-link").textContent = link.replace(/^https?:\/\//, "");
    one(this.#invitation, "[data-action=copy]").addEventListener("click", copy);
    one(this.#invitation, "[data-action=code]").addEventListener("click", code);
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
    if (tile === this.#speaker) this.#speaker = undefined;
    this.#layOut();
  }

  /** Gives a tile the large place, whatever else happens. @param {HTMLElement | undefined} tile */
  pin(tile) {
    this.#pinned = tile;
    this.#layOut();
  }

  /** Gives a tile the large place if there are too many people for equal ones. @param {HTMLElement} tile */
  speaks(tile) {
    this.#speaker = tile;
    this.#layOut();
  }

  /** Gives a shared screen the large place, unless somebody is pinned. @param {HTMLElement | undefined} tile */
  present(tile) {
    this.#screen = tile;
    this.#layOut();
  }

  /** Another view: the speaker large, or everybody equal. @returns {boolean} whether the speaker is large from now on */
  turn() {
    this.#around = !this.#around;
    this.#layOut();
    return this.#around;
  }

  close() {
    this.#observer.disconnect();
    this.#list.replaceChildren();
    this.#list.className = "grid";
  }

  #layOut() {
    const tiles = [...this.#list.querySelectorAll(".tile")];
    this.#invitation.hidden = tiles.length > 1;
    const { width, height, gap } = this.#room();
    const around = tiles.length > 1 && (this.#around || isCrowd(tiles.length, width));
    const large = this.#pinned ?? this.#screen ?? (around ? (this.#speaker ?? tiles[0]) : undefined);
    for (const tile of tiles) tile.classList.toggle("large", tile === large);
    this.#list.style.setProperty("--others", String(tiles.length - 1));
    if (large) this.#layOutAround(arrangeAround(width, height, gap, large === this.#screen));
    else this.#layOutEqual(arrange(Math.max(tiles.length, 2), width, height, gap));
  }

  /** @param {ReturnType<typeof arrange>} size */
  #layOutEqual(size) {
    this.#classes({ scrolls: size.scrolls, small: size.width < 220, around: false, beside: false, stacked: false });
    this.#size("tile", size);
  }

  /** @param {ReturnType<typeof arrangeAround>} sizes */
  #layOutAround({ large, small, beside, stacked }) {
    this.#classes({ scrolls: false, small: true, around: true, beside, stacked });
    this.#size("tile", small);
    this.#size("large", large);
  }

  /** What the list can fill, in pixels. */
  #room() {
    const stage = byId("stage");
    const style = getComputedStyle(this.#list);
    return {
      width: stage.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight),
      height: stage.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom),
      gap: parseFloat(style.columnGap),
    };
  }

  /** @param {Record<string, boolean>} classes */
  #classes(classes) {
    for (const [name, on] of Object.entries(classes)) this.#list.classList.toggle(name, on);
  }

  /** @param {string} name @param {import("./arrange.js").Size} size */
  #size(name, { width, height }) {
    this.#list.style.setProperty(`--${name}-width`, `${width}px`);
    this.#list.style.setProperty(`--${name}-height`, `${height}px`);
  }
}
