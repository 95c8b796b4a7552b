/**
 * @typedef {import("./api.js").Slot} Slot
 * @typedef {Slot & {since: number}} Held a slot, and since when it is this person's, by {@link performance.now}
 */

/** Who is in which slot, as the server says. */
export class Slots {
  /** By mid. @type {Map<string, Held>} */
  #held = new Map();

  /**
   * One slot as it is now.
   *
   * @param {Slot} slot
   * @returns {string[]} whose media changed by it
   */
  set(slot) {
    const before = this.#held.get(slot.mid);
    const moved = before?.participant !== slot.participant || before?.track?.id !== slot.track?.id;
    if (slot.participant) this.#held.set(slot.mid, { ...slot, since: moved || !before ? performance.now() : before.since });
    else this.#held.delete(slot.mid);
    return [before?.participant, slot.participant].filter((id) => typeof id === "string");
  }

  /** All of them; what is not named is empty. @param {Slot[]} slots @returns {string[]} whose media changed */
  replace(slots) {
    const named = new Set(slots.map(({ mid }) => mid));
    const emptied = [...this.#held.keys()].filter((mid) => !named.has(mid)).map((mid) => ({ mid }));
    return [...emptied, ...slots].flatMap((slot) => this.set(slot));
  }

  /** Where somebody's picture or sound comes. @param {string} participant @param {"audio" | "video"} kind */
  of(participant, kind) {
    for (const slot of this.#held.values()) if (slot.participant === participant && slot.track?.kind === kind) return slot;
    return undefined;
  }

  /** Whose it is. @param {string} mid @returns {string | undefined} */
  participant(mid) {
    return this.#held.get(mid)?.participant ?? undefined;
  }
}
