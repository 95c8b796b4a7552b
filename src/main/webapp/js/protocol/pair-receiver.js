import { PeerLink } from "./peer-link.js";

/** The peer connection that receives what one other participant publishes, now or later. */
export class PairReceiver extends PeerLink {
  /**
   * @param {import("./api.js").Api} api
   * @param {{room: string, user: string, name: string}} who
   * @param {string} peer whose tracks we receive
   */
  constructor(api, { room, user, name }, peer) {
    super(api, { room, user, peer, sends: false }, name);
  }

  /** @override @param {RTCPeerConnection} pc */
  prepare(pc) {
    pc.addTransceiver("audio", { direction: "recvonly" });
    pc.addTransceiver("video", { direction: "recvonly" });
  }

  get audioTrack() {
    return this.pc.getTransceivers()[0].receiver.track;
  }

  get videoTrack() {
    return this.pc.getTransceivers()[1].receiver.track;
  }

  /** How loud the participant is right now, 0 to 1. */
  get audioLevel() {
    const source = this.pc.getTransceivers()[0]?.receiver.getSynchronizationSources()[0];
    const fresh = source && performance.timeOrigin + performance.now() - source.timestamp < 1_000;
    return fresh ? (source.audioLevel ?? 0) : 0;
  }
}
