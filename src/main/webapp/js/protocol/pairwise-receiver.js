import { PairReceiver } from "./pair-receiver.js";

/**
 * A connection for each of the others, for rooms whose engine knows nothing else.
 *
 * @implements {Receiving}
 * @typedef {import("./receiving.js").Receiving} Receiving
 */
export class PairwiseReceiver extends /** @type {new () => import("./events.js").Tells<import("./receiving.js").ReceivingEvents>} */ (EventTarget) {
  broken = false;
  refused = false;

  #api;
  #who;
  /** @type {Map<string, {link: PairReceiver, since: number}>} */
  #links = new Map();

  /** @param {import("./api.js").Api} api @param {{room: string, user: string, name: string}} who */
  constructor(api, who) {
    super();
    this.#api = api;
    this.#who = who;
  }

  start() {}

  renew() {
    for (const { link } of this.#links.values()) link.renew();
  }

  hurry() {
    for (const { link } of this.#links.values()) link.hurry();
  }

  abandon() {
    for (const { link } of this.#links.values()) link.abandon();
  }

  /** @param {{keepalive?: boolean}} [options] */
  close(options) {
    return Promise.all([...this.#links.values()].map(({ link }) => link.close(options)));
  }

  /** @param {string} participant */
  seen(participant) {
    if (this.#links.has(participant)) return;
    const link = new PairReceiver(this.#api, this.#who, participant);
    this.#links.set(participant, { link, since: performance.now() });
    link.addEventListener("renewed", () => this.#renewed(participant));
    link.addEventListener("state", () => this.#tell(participant));
    link.start();
    this.#tell(participant);
    this.dispatchEvent(new Event("sounds"));
  }

  /** @param {string} participant */
  gone(participant) {
    this.#links.get(participant)?.link.close();
    this.#links.delete(participant);
    this.dispatchEvent(new Event("sounds"));
  }

  allSlots() {}

  oneSlot() {}

  look() {}

  /** @param {string} participant @returns {import("./receiving.js").Media} */
  media(participant) {
    const entry = this.#links.get(participant);
    const { link, since = 0 } = entry ?? {};
    return { video: link?.videoTrack ?? null, since, state: "live", link: link?.state ?? "closed" };
  }

  sounds() {
    return [...this.#links.values()].map(({ link }) => link.audioTrack);
  }

  /** @param {string} participant */
  level(participant) {
    return this.#links.get(participant)?.link.audioLevel ?? 0;
  }

  /** @param {string} participant */
  async statistics(participant) {
    const link = this.#links.get(participant)?.link;
    return link ? [await link.pc.getStats()] : [];
  }

  /** @param {string} participant */
  #renewed(participant) {
    const entry = this.#links.get(participant);
    if (entry) entry.since = performance.now();
    this.#tell(participant);
    this.dispatchEvent(new Event("sounds"));
  }

  /** @param {string} participant */
  #tell(participant) {
    this.dispatchEvent(new CustomEvent("media", { detail: { participant } }));
  }
}
