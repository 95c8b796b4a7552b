/** Waiting times that double, with jitter so that a whole room does not come back in the same instant. */
export class Backoff {
  #attempt = 0;
  #firstMs;
  #mostMs;

  constructor(firstMs = 500, mostMs = 8_000) {
    this.#firstMs = firstMs;
    this.#mostMs = mostMs;
  }

  /** The next waiting time, in milliseconds. */
  next() {
    const ceiling = Math.min(this.#mostMs, this.#firstMs * 2 ** this.#attempt++);
    return ceiling * (0.5 + Math.random() / 2);
  }

  reset() {
    this.#attempt = 0;
  }
}

/** @param {number} ms */
export function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
