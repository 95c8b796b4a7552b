/** For how long a machine may fail to keep up before less is asked of it. */
const PATIENCE_MS = 3_000;
/** Longer than this between two pictures is no film any more. */
const SLOWEST_MS = 250;
/** A camera's usual interval. */
const USUAL_MS = 1_000 / 30;
/** The fewest masks: one for so many pictures. */
const SPARSEST = 4;

/** How much of a picture is done anew each time, by how long that takes. */
export class Pace {
  /** A new mask for each how many pictures. */
  every = 1;
  /** What a picture took, on average of the last ones, in ms. */
  tookMs = 0;
  /** Pictures so far. */
  count = 0;
  #sinceMs = 0;
  #sum = 0;
  #pictures = 0;

  /** Whether the next picture gets a mask of its own. */
  get masks() {
    return this.count % this.every === 0;
  }

  /**
   * A picture was done.
   *
   * @param {number} tookMs
   * @param {number} nowMs
   * @returns {boolean} whether this machine is too slow even for the least
   */
  took(tookMs, nowMs) {
    this.count++;
    this.#sum += tookMs;
    this.#pictures++;
    if (this.#sinceMs === 0) this.#sinceMs = nowMs;
    if (nowMs - this.#sinceMs < PATIENCE_MS) return false;
    this.tookMs = this.#sum / this.#pictures;
    const sparsest = this.every === SPARSEST;
    if (this.tookMs > USUAL_MS && !sparsest) this.every *= 2;
    else if (this.tookMs < USUAL_MS / 3 && this.every > 1) this.every /= 2;
    [this.#sinceMs, this.#sum, this.#pictures] = [nowMs, 0, 0];
    return sparsest && this.tookMs > SLOWEST_MS;
  }
}
