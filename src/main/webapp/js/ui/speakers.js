/** Polled often enough to follow speech, seldom enough to cost nothing. */
const POLL_MS = 150;
const LOUD_ENOUGH = 0.015;
/** Pauses between words are shorter than this. */
const HOLD_MS = 600;

/** Marks the tiles of those who speak. */
export class Speakers {
  #tiles;
  /** @type {WeakMap<object, number>} */
  #lastHeard = new WeakMap();
  #timer;

  /** @param {() => Iterable<import("./own-tile.js").OwnTile | import("./remote-tile.js").RemoteTile>} tiles */
  constructor(tiles) {
    this.#tiles = tiles;
    this.#timer = setInterval(() => this.#poll(), POLL_MS);
  }

  close() {
    clearInterval(this.#timer);
  }

  #poll() {
    if (document.hidden) return;
    const now = performance.now();
    for (const tile of this.#tiles()) {
      if (tile.level > LOUD_ENOUGH) this.#lastHeard.set(tile, now);
      tile.speaking(now - (this.#lastHeard.get(tile) ?? -Infinity) < HOLD_MS);
    }
  }
}
