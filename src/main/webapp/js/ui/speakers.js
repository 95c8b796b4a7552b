/** Polled often enough to follow speech, seldom enough to cost nothing. */
const POLL_MS = 150;
const LOUD_ENOUGH = 0.015;
/** Pauses between words are shorter than this. */
const HOLD_MS = 600;

/** Marks those who speak, by ear: for rooms whose engine does not tell. */
export class Speakers {
  #voices;
  /** @type {WeakMap<import("./tile.js").Tile, number>} */
  #lastHeard = new WeakMap();
  #timer;

  /** @param {() => Iterable<[import("./tile.js").Tile, number]>} voices each tile with its level, 0 to 1 */
  constructor(voices) {
    this.#voices = voices;
    this.#timer = setInterval(() => this.#poll(), POLL_MS);
  }

  close() {
    clearInterval(this.#timer);
  }

  #poll() {
    if (document.hidden) return;
    const now = performance.now();
    for (const [tile, level] of this.#voices()) {
      if (level > LOUD_ENOUGH) this.#lastHeard.set(tile, now);
      tile.speaking(now - (this.#lastHeard.get(tile) ?? -Infinity) < HOLD_MS);
    }
  }
}
