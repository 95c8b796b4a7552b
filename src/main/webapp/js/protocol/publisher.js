import { encodings, fitLayers } from "./layers.js";
import { PeerLink } from "./peer-link.js";
import { Wish } from "./wish.js";

/** @typedef {"audio" | "video"} Kind */

/** @type {Kind[]} */
const KINDS = ["audio", "video"];
/** Somebody who plays with the button is told of at most this often. */
const MUTED_REST_MS = 200;

/**
 * The peer connection that sends our microphone and camera. Both m-lines are always there. One is `inactive` until there
 * is a first track for it; from then on it stays, and a pause is told to the server (`muted`), without a new offer.
 */
export class Publisher extends PeerLink {
  /** Whether viewers of different sizes may choose: the forwarding engine. Counts from the next connection on. */
  layered = true;
  /** @type {Record<Kind, MediaStreamTrack | null>} */
  #tracks = { audio: null, video: null };
  /** What this connection has offered to send. @type {Set<Kind>} */
  #offered = new Set();
  /** One stream for both, so that receivers play them in step. */
  #stream = new MediaStream();
  /** @type {Wish<{audio: boolean, video: boolean}>} */
  #muted;
  /** Senders take one change at a time. @type {Promise<void>} */
  #changing = Promise.resolve();

  /**
   * @param {import("./api.js").Api} api
   * @param {{room: string, user: string, name: string}} who
   */
  constructor(api, { room, user, name }) {
    const path = { room, user, peer: user, sends: true };
    super(api, path, name);
    this.#muted = new Wish((muted) => api.muted(path, muted), MUTED_REST_MS);
  }

  /** The kinds that we publish, muted or not. @returns {Kind[]} */
  get kinds() {
    return [...this.#offered];
  }

  /** Whether something of this kind goes out. @param {Kind} kind */
  sends(kind) {
    return this.#tracks[kind] !== null;
  }

  /**
   * Sends this track from now on, or nothing of its kind.
   *
   * @param {Kind} kind
   * @param {MediaStreamTrack | null} track
   */
  send(kind, track) {
    if (this.#tracks[kind] === track) return;
    this.#tracks[kind] = track;
    if (this.pc.getTransceivers().length === 0) return;
    if (track && !this.#offered.has(kind)) return this.negotiate();
    this.#sendTrack(this.pc, kind).catch(() => this.renew());
    this.#tellMuted();
  }

  /** After the room's admin has muted us on the server: it hears from us what is muted, and what is again later. */
  repeatMuted() {
    this.#muted.repeat();
  }

  /** @override @param {RTCPeerConnection} pc */
  prepare(pc) {
    this.#offered.clear();
    this.#muted.forget();
    const layers = this.layered ? { sendEncodings: encodings() } : {};
    pc.addTransceiver("audio", { direction: "inactive", streams: [this.#stream] });
    pc.addTransceiver("video", { direction: "inactive", streams: [this.#stream], ...layers });
  }

  /** @override @param {RTCPeerConnection} pc */
  async beforeOffer(pc) {
    for (const kind of KINDS) {
      if (this.#tracks[kind]) this.#offered.add(kind);
      transceiver(pc, kind).direction = this.#offered.has(kind) ? "sendonly" : "inactive";
      await this.#sendTrack(pc, kind);
    }
  }

  /** @override @param {RTCPeerConnection} pc */
  afterAnswer(pc) {
    // Chromium takes an answer for a reason to activate what we had offered as paused.
    this.#sendTrack(pc, "video").catch(() => {});
    this.#tellMuted();
    this.#muted.open();
  }

  /** @override @param {{keepalive?: boolean}} [options] */
  async close(options) {
    this.#muted.forget();
    await super.close(options);
  }

  /** Sends the track that is the latest when its turn comes. @param {RTCPeerConnection} pc @param {Kind} kind */
  #sendTrack(pc, kind) {
    const change = async () => {
      if (pc !== this.pc || this.state === "closed") return;
      const { sender } = transceiver(pc, kind);
      await sender.replaceTrack(this.#tracks[kind]);
      if (kind === "video" && sender.track) await fitLayers(sender);
    };
    const changed = this.#changing.then(change);
    this.#changing = changed.catch(() => {});
    return changed;
  }

  #tellMuted() {
    const [audio, video] = KINDS.map((kind) => this.#offered.has(kind) && !this.#tracks[kind]);
    this.#muted.set({ audio, video });
  }
}

/** @param {RTCPeerConnection} pc @param {Kind} kind */
function transceiver(pc, kind) {
  return pc.getTransceivers()[KINDS.indexOf(kind)];
}
