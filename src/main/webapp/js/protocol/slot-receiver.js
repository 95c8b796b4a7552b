import { PeerLink } from "./peer-link.js";
import { screenOf } from "./presentation.js";
import { Slots } from "./slots.js";
import { Wish } from "./wish.js";

/**
 * @typedef {import("./receiving.js").Receiving} Receiving
 * @typedef {import("./receiving.js").Look} Look
 * @typedef {import("./api.js").Slot} Slot
 */

/** The screen changes in bursts: people join, a window is drawn larger. */
const VIEW_REST_MS = 300;
/** More pictures than that show nobody anything. */
const PAIRS_MAX = 25;

/**
 * One connection for the whole room. It has pairs of slots, one for sound and one for a picture; the server fills them and
 * says by events who is where. So people come and go without an offer; a new one adds slots when the screen has room for
 * more pictures.
 *
 * @implements {Receiving}
 */
export class SlotReceiver extends PeerLink {
  #slots = new Slots();
  #pairs;
  #sendsPicture;
  /** What we know already. */
  #ownScreen;
  /** @type {Wish<import("./api.js").View>} */
  #view;
  /** @type {Look} */
  #look = { pinned: [], heights: new Map(), usual: 0 };
  #looked = false;

  /**
   * @param {import("./api.js").Api} api
   * @param {{room: string, user: string, name: string}} who
   * @param {{pairs: number, sendsPicture: (participant: string) => boolean}} options pairs: slots to begin with
   */
  constructor(api, { room, user, name }, { pairs, sendsPicture }) {
    const path = { room, user, peer: "*", sends: false };
    super(api, path, name);
    this.#ownScreen = screenOf(user);
    this.#pairs = pairs;
    this.#sendsPicture = sendsPicture;
    this.#view = new Wish((view) => api.view(path, view), VIEW_REST_MS);
    this.addEventListener("state", () => this.dispatchEvent(new Event("link")));
  }

  get broken() {
    return this.state === "reconnecting";
  }

  /** @override @param {RTCPeerConnection} pc */
  prepare(pc) {
    this.#view.forget();
    this.#slots.replace([]);
    addPairs(pc, this.#pairs);
    this.#changed();
  }

  /** @override @param {RTCPeerConnection} pc */
  async beforeOffer(pc) {
    if (addPairs(pc, this.#pairs)) this.dispatchEvent(new Event("sounds"));
  }

  /** @override */
  afterAnswer() {
    this.#changed();
    this.#tellView();
    this.#view.open();
  }

  /** @override @param {{keepalive?: boolean}} [options] */
  async close(options) {
    this.#view.forget();
    await super.close(options);
  }

  seen() {
    this.#tellView();
  }

  gone() {}

  /** @param {Slot[]} slots */
  allSlots(slots) {
    this.#moved(this.#slots.replace(slots));
  }

  /** @param {Slot} slot */
  oneSlot(slot) {
    this.#moved(this.#slots.set(slot));
  }

  /** @param {Look} look */
  look(look) {
    this.#look = look;
    this.#looked = true;
    this.#grow([...look.heights.values()].filter((height) => height > 0).length);
    this.#tellView();
  }

  /** @param {string} participant @returns {import("./receiving.js").Media} */
  media(participant) {
    const slot = this.#slots.of(participant, "video");
    const video = (slot && this.#transceiver(slot.mid)?.receiver.track) ?? null;
    return { video, since: slot?.since ?? 0, state: slot?.state ?? "live", link: "connected" };
  }

  sounds() {
    const heard = this.#transceivers("audio").filter(({ mid }) => mid === null || this.#slots.participant(mid) !== this.#ownScreen);
    return heard.map(({ receiver }) => receiver.track);
  }

  /** @param {string} participant */
  level(participant) {
    const slot = this.#slots.of(participant, "audio");
    return (slot && this.#transceiver(slot.mid)?.receiver.getSynchronizationSources()[0]?.audioLevel) ?? 0;
  }

  /** @param {string} participant */
  async statistics(participant) {
    const slots = [this.#slots.of(participant, "audio"), this.#slots.of(participant, "video")];
    const reports = slots.map((slot) => slot && this.#transceiver(slot.mid)?.receiver.getStats());
    return (await Promise.all(reports)).filter((report) => report !== undefined);
  }

  /** @param {number} pictures that the screen has room for */
  #grow(pictures) {
    if (pictures <= this.#pairs || this.#pairs >= PAIRS_MAX) return;
    this.#pairs = Math.min(PAIRS_MAX, Math.max(pictures, Math.ceil(this.#pairs * 1.5)));
    this.negotiate();
  }

  #tellView() {
    if (!this.#looked) return;
    const { heights, usual } = this.#look;
    const pinned = this.#wanted();
    // The server puts nobody into a slot that is paused.
    let waiting = pinned.filter((id) => this.#sendsPicture(id) && !this.#slots.of(id, "video")).length;
    const slots = this.#transceivers("video").flatMap(({ mid }) => {
      if (mid === null) return [];
      const participant = this.#slots.participant(mid);
      if (participant === this.#ownScreen) return [{ mid, paused: true }];
      const height = (participant === undefined ? undefined : heights.get(participant)) ?? usual;
      return [height || (usual && waiting-- > 0) ? { mid, height: height || usual } : { mid, paused: true }];
    });
    this.#view.set({ pinned, slots });
  }

  /**
   * Whom we ask for. The server does not know who is in sight: where not everybody has a slot it would fill them with the
   * latest speakers alone. One is left for who speaks next.
   */
  #wanted() {
    const { pinned, heights } = this.#look;
    if (heights.size <= this.#pairs) return pinned;
    const seen = [...heights].filter(([, height]) => height > 0).sort(([, one], [, other]) => other - one);
    return [...new Set([...pinned, ...seen.map(([id]) => id)])].slice(0, this.#pairs - 1);
  }

  /** @param {string[]} participants */
  #moved(participants) {
    for (const participant of new Set(participants)) this.#tell(participant);
    if (participants.includes(this.#ownScreen)) this.dispatchEvent(new Event("sounds"));
    this.#tellView();
  }

  #changed() {
    this.#tell();
    this.dispatchEvent(new Event("sounds"));
  }

  /** @param {string} [participant] */
  #tell(participant) {
    this.dispatchEvent(new CustomEvent("media", { detail: { participant } }));
  }

  /** @param {string} mid */
  #transceiver(mid) {
    return this.pc.getTransceivers().find((transceiver) => transceiver.mid === mid);
  }

  /** @param {"audio" | "video"} kind */
  #transceivers(kind) {
    return this.pc.getTransceivers().filter(({ receiver }) => receiver.track.kind === kind);
  }
}

/** @param {RTCPeerConnection} pc @param {number} pairs in all @returns {boolean} whether there were fewer */
function addPairs(pc, pairs) {
  const missing = pairs - pc.getTransceivers().length / 2;
  for (let i = 0; i < missing; i++) {
    pc.addTransceiver("audio", { direction: "recvonly" });
    pc.addTransceiver("video", { direction: "recvonly" });
  }
  return missing > 0;
}
