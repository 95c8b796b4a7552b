/** So many points lie in a plot: five minutes at one every two seconds. */
const POINTS = 150;

/** The latest values of something, the oldest first. */
export class Series {
  /** @type {number[]} */
  values = [];

  /** @param {number} value */
  add(value) {
    this.values.push(value);
    if (this.values.length > POINTS) this.values.shift();
  }

  get latest() {
    return this.values.at(-1) ?? 0;
  }
}

/** How fast counters rise, each as a series of its own. What is no longer told of is forgotten. */
export class Rates {
  /** @type {Map<string, {count: number, series: Series}>} */
  #counters = new Map();
  #at = 0;

  /**
   * The numbers are of what is open now: they fall when somebody leaves, and then count as resting.
   *
   * @param {Record<string, number>} counts in all, until now
   * @param {number} at in milliseconds
   */
  update(counts, at) {
    const seconds = (at - this.#at) / 1000;
    if (seconds <= 0) return; // the same answer once more
    const known = this.#counters;
    this.#counters = new Map();
    for (const [name, count] of Object.entries(counts)) {
      const earlier = known.get(name);
      const series = earlier?.series ?? new Series();
      if (earlier) series.add(Math.max(0, count - earlier.count) / seconds);
      this.#counters.set(name, { count, series });
    }
    this.#at = at;
  }

  /** Per second. @param {string} name */
  of(name) {
    return this.#counters.get(name)?.series ?? new Series();
  }
}
