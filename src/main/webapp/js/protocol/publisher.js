import { PeerLink } from "./peer-link.js";

/** @typedef {"audio" | "video"} Kind */

/**
 * The peer connection that sends our microphone and camera. Both m-lines are always there; one without a track is
 * `inactive`, which is how the others learn that we are muted or that our camera is off.
 */
export class Publisher extends PeerLink {
  /** @type {Record<Kind, MediaStreamTrack | null>} */
  #tracks = { audio: null, video: null };
  /** One stream for both, so that receivers play them in step. */
  #stream = new MediaStream();

  /**
   * @param {import("./api.js").Api} api
   * @param {{room: string, user: string, name: string}} who
   */
  constructor(api, { room, user, name }) {
    super(api, { room, user, peer: user, sends: true }, name);
  }

  /** The kinds that we send. @returns {Kind[]} */
  get kinds() {
    return /** @type {Kind[]} */ (["audio", "video"]).filter((kind) => this.#tracks[kind]);
  }

  /**
   * Sends this track from now on, or nothing of its kind. A switch between devices needs no new offer.
   *
   * @param {Kind} kind
   * @param {MediaStreamTrack | null} track
   */
  send(kind, track) {
    if (this.#tracks[kind] === track) return;
    this.#tracks[kind] = track;
    if (this.pc.getTransceivers().length > 0) this.negotiate();
  }

  /** @override @param {RTCPeerConnection} pc */
  prepare(pc) {
    for (const kind of /** @type {Kind[]} */ (["audio", "video"])) {
      pc.addTransceiver(kind, { direction: "inactive", streams: [this.#stream] });
    }
  }

  /** @override @param {RTCPeerConnection} pc */
  async beforeOffer(pc) {
    const [audio, video] = pc.getTransceivers();
    await direct(audio, this.#tracks.audio);
    await direct(video, this.#tracks.video);
  }
}

/** @param {RTCRtpTransceiver} transceiver @param {MediaStreamTrack | null} track */
async function direct(transceiver, track) {
  await transceiver.sender.replaceTrack(track);
  transceiver.direction = track ? "sendonly" : "inactive";
}
