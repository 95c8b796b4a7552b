// SPDX-License-Identifier: Apache-2.0
"use strict";

const { parseOffer, writeAnswer } = require("./sdp.js");

/** Enough for whatever is measured: nobody's picture is to be made smaller. */
const OUTGOING_BITS_PER_SECOND = 10_000_000;

/** The payload types of the clients, who know a codec by them. */
const CODECS = [
  { kind: "audio", mimeType: "audio/opus", clockRate: 48000, channels: 2, preferredPayloadType: 111 },
  { kind: "video", mimeType: "video/VP8", clockRate: 90000, preferredPayloadType: 96 }
];

/** One router; its people send over one transport each, and receive over others. */
class Room {
  #webRtcServer;
  #router;

  /** By user, in the order of their coming: an array of producers, one for each m-line. */
  #producers = new Map();

  static async open(worker, webRtcServer) {
    return new Room(webRtcServer, await worker.createRouter({ mediaCodecs: CODECS }));
  }

  constructor(webRtcServer, router) {
    this.#webRtcServer = webRtcServer;
    this.#router = router;
  }

  close() {
    this.#router.close();
  }

  /** The clients are the active side of DTLS. */
  async #connect(offer) {
    const transport = await this.#router.createWebRtcTransport({
      webRtcServer: this.#webRtcServer,
      initialAvailableOutgoingBitrate: OUTGOING_BITS_PER_SECOND
    });
    transport.on("dtlsstatechange", state => state === "closed" && transport.close());
    await transport.connect({
      dtlsParameters: { role: "client", fingerprints: [offer.fingerprint] }
    });
    return transport;
  }

  /** Everything that is offered is taken. */
  async publish(user, sdp) {
    const offer = parseOffer(sdp);
    const transport = await this.#connect(offer);
    const producers = [];
    for (const media of offer.media) {
      producers.push(await transport.produce({ kind: media.kind, rtpParameters: this.#sent(media) }));
    }
    this.#producers.set(user, producers);
    return writeAnswer(transport, producers, "recvonly");
  }

  /** What an m-line sends, without the header extensions that the router does not know. */
  #sent(media) {
    const known = this.#router.rtpCapabilities.headerExtensions
      .filter(one => one.kind === media.kind && one.direction !== "sendonly")
      .map(one => one.uri);
    return {
      mid: media.mid,
      codecs: media.codecs,
      headerExtensions: media.headerExtensions.filter(one => known.includes(one.uri)),
      encodings: media.encodings,
      rtcp: { cname: media.cname, reducedSize: true }
    };
  }

  async receive(user, peer, rid, sdp) {
    const offer = parseOffer(sdp);
    const transport = await this.#connect(offer);
    const producers = this.#heard(user, peer);
    const consumers = [];
    for (let i = 0; i < offer.media.length; i++) {
      const media = offer.media[i];
      consumers.push(await transport.consume({
        producerId: producers[i].id,
        rtpCapabilities: this.#received(media),
        preferredLayers: layers(producers[i], rid),
        mid: media.mid
      }));
    }
    return writeAnswer(transport, consumers, "sendonly");
  }

  /** As many as there are m-lines: the sound and the picture of one, or of each other. */
  #heard(user, peer) {
    if (peer !== "*") {
      return this.#producers.get(peer);
    }
    return [...this.#producers].filter(([other]) => other !== user).flatMap(([, theirs]) => theirs);
  }

  /** What both the router and an m-line know. */
  #received(media) {
    const { codecs, headerExtensions } = this.#router.rtpCapabilities;
    const uris = media.headerExtensions.map(one => one.uri);
    return {
      codecs: codecs.flatMap(codec => {
        const offered = media.codecs.find(one => one.mimeType.toLowerCase() === codec.mimeType.toLowerCase());
        return offered === undefined ? [] : [{ ...codec, rtcpFeedback: offered.rtcpFeedback }];
      }),
      headerExtensions: headerExtensions.filter(one => one.kind === media.kind && uris.includes(one.uri))
    };
  }
}

/** Of several sizes that one, with all its frames. */
function layers(producer, rid) {
  const spatialLayer = producer.rtpParameters.encodings.findIndex(encoding => encoding.rid === rid);
  return rid && spatialLayer >= 0 ? { spatialLayer } : undefined;
}

module.exports = { Room };
