import { byId } from "./dom.js";

/** Renditions that cameras of today give, in lines: asking for anything between gets the one below. */
const STEPS = [90, 180, 360, 720, 1080, 2160];
/** For a tile that is not there yet, where there is no other to compare. */
const USUAL = 360;
/** So much enlarged, a picture still looks as it should. */
const ENLARGED = 1.25;
const PICTURE = 16 / 9;

/** Changes of the screen come in bursts. */
const SETTLE_MS = 100;
/** Who only looks at another tab for a moment shall not wait for pictures. */
const HIDDEN_MS = 1_000;

/**
 * Which tiles are looked at and how large they are on the screen, so that nothing comes that nobody sees.
 *
 * Calls back with lines by participant (0: out of sight) and those of a usual tile, all 0 while the page is hidden.
 */
export class Attention {
  #tell;
  /** Sizes in CSS pixels of what is on the screen. @type {Map<Element, {width: number, height: number}>} */
  #sizes = new Map();
  /** @type {Set<Element>} */
  #visible = new Set();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #listeners = new AbortController();
  #resized = new ResizeObserver((entries) => this.#measured(entries));
  #scrolled = new IntersectionObserver((entries) => this.#seen(entries), { root: byId("grid"), rootMargin: "32px" });

  /** @param {(heights: Map<string, number>, usual: number) => void} tell */
  constructor(tell) {
    this.#tell = tell;
    document.addEventListener("visibilitychange", () => this.#changed(), { signal: this.#listeners.signal });
  }

  /** @param {HTMLElement} tile */
  add(tile) {
    this.#resized.observe(tile);
    this.#scrolled.observe(tile);
  }

  /** @param {HTMLElement} tile */
  remove(tile) {
    this.#resized.unobserve(tile);
    this.#scrolled.unobserve(tile);
    this.#sizes.delete(tile);
    this.#visible.delete(tile);
    this.#changed();
  }

  close() {
    clearTimeout(this.#timer);
    this.#listeners.abort();
    this.#resized.disconnect();
    this.#scrolled.disconnect();
  }

  /** @param {ResizeObserverEntry[]} entries */
  #measured(entries) {
    for (const { target, contentRect } of entries) this.#sizes.set(target, contentRect);
    this.#changed();
  }

  /** @param {IntersectionObserverEntry[]} entries */
  #seen(entries) {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) this.#visible.add(target);
      else this.#visible.delete(target);
    }
    this.#changed();
  }

  #changed() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#say(), document.hidden ? HIDDEN_MS : SETTLE_MS);
  }

  #say() {
    /** @type {Map<string, number>} */
    const heights = new Map();
    for (const [tile, size] of this.#sizes) {
      const seen = !document.hidden && this.#visible.has(tile);
      heights.set(/** @type {HTMLElement} */ (tile).dataset.participant ?? "", seen ? lines(size) : 0);
    }
    const shown = [...heights.values()].filter((height) => height > 0);
    this.#tell(heights, document.hidden ? 0 : Math.min(...shown, USUAL));
  }
}

/** What a camera's picture that covers this much needs. @param {{width: number, height: number}} size in CSS pixels */
function lines({ width, height }) {
  const covered = Math.max(height, width / PICTURE) * devicePixelRatio;
  return STEPS.find((step) => covered <= step * ENLARGED) ?? STEPS[STEPS.length - 1];
}
