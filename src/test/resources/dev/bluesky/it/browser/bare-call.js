/**
 * A page with nothing of the conference: peer connections that publish and one that receives, by the calls of
 * http-api.md alone. Tests run this file in any page of the server and then call window.bareCall.
 */
window.bareCall = (() => {
  /** @type {Record<"publisher" | "receiver", RTCPeerConnection | undefined>} the last of each */
  const connections = { publisher: undefined, receiver: undefined };
  /** @type {RTCPeerConnection[]} */
  const all = [];

  function open(role) {
    const pc = (connections[role] = new RTCPeerConnection());
    all.push(pc);
    return pc;
  }

  /** The codec alone, with what goes with every codec, so that nothing else can be chosen. */
  function only(mimeType, { codecs }) {
    const named = (codec, name) => codec.mimeType.toLowerCase() === name.toLowerCase();
    const chosen = codecs.filter((codec) => named(codec, mimeType) || named(codec, "video/rtx"));
    if (!chosen.some((codec) => named(codec, mimeType))) throw new Error(`this browser has no ${mimeType}`);
    return chosen;
  }

  async function camera(width, height) {
    return (await navigator.mediaDevices.getUserMedia({ video: { width, height } })).getVideoTracks()[0];
  }

  function picture(source, width, height) {
    switch (source) {
      case "NOISE":
        return noise(width, height);
      case "GRAIN_AND_BEEPS":
        return grainy(width, height, 20);
      default:
        return camera(width, height);
    }
  }

  async function microphone() {
    return (await navigator.mediaDevices.getUserMedia({ audio: true })).getAudioTracks()[0];
  }

  /** A picture that is wholly new each time: it uses every bit that it is given. */
  function noise(width, height) {
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    const coarse = new OffscreenCanvas(width / 10, height / 10);
    const bytes = new Uint8ClampedArray(coarse.width * coarse.height * 4);
    setInterval(() => {
      crypto.getRandomValues(bytes);
      for (let alpha = 3; alpha < bytes.length; alpha += 4) bytes[alpha] = 255;
      coarse.getContext("2d").putImageData(new ImageData(bytes, coarse.width, coarse.height), 0, 0);
      canvas.getContext("2d").drawImage(coarse, 0, 0, width, height);
    }, 33);
    return canvas.captureStream(30).getVideoTracks()[0];
  }

  /**
   * As of a camera in dim light: something moves, and grain that is new each time, so that each size uses its bitrate
   * without being beyond it.
   */
  function grainy(width, height, framesPerSecond) {
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    const paint = canvas.getContext("2d", { alpha: false });
    const grain = new OffscreenCanvas(2 * width, 2 * height);
    const image = new ImageData(grain.width, grain.height);
    for (let i = 0; i < image.data.length; i += 4) image.data.fill(256 * Math.random(), i, i + 3);
    for (let i = 3; i < image.data.length; i += 4) image.data[i] = 255;
    grain.getContext("2d").putImageData(image, 0, 0);
    let frame = 0;
    setInterval(() => {
      paint.globalAlpha = 1;
      paint.fillStyle = "#567";
      paint.fillRect(0, 0, width, height);
      paint.fillStyle = "#cba";
      paint.fillRect((8 * frame++) % width, height / 4, width / 4, height / 2);
      paint.globalAlpha = 0.12;
      paint.drawImage(grain, -Math.floor(width * Math.random()), -Math.floor(height * Math.random()));
    }, 1000 / framesPerSecond);
    return canvas.captureStream().getVideoTracks()[0];
  }

  /** Layers of AV1 need it, and browsers offer it to receive only when they are told to. */
  function describeDependencies(transceiver) {
    const extensions = transceiver.getHeaderExtensionsToNegotiate?.() ?? [];
    for (const extension of extensions) {
      if (extension.uri.includes("#dependency-descriptor")) extension.direction = "sendrecv";
    }
    transceiver.setHeaderExtensionsToNegotiate?.(extensions);
  }

  async function connect(pc, path) {
    await pc.setLocalDescription(await pc.createOffer());
    const response = await fetch(`/webrtc/sdp/${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/sdp" },
      body: pc.localDescription.sdp,
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.status} ${text}`);
    await pc.setRemoteDescription({ type: "answer", sdp: text });
  }

  return {
    /** @param {RTCRtpEncodingParameters[]} sendEncodings one for each size, or one that names its layers */
    async publish(room, user, mimeType, source, width, height, sendEncodings = []) {
      const track = await picture(source, width, height);
      const pc = open("publisher");
      if (source === "GRAIN_AND_BEEPS") pc.addTransceiver(await microphone(), { direction: "sendonly" });
      const transceiver = pc.addTransceiver(track, { direction: "sendonly", sendEncodings });
      transceiver.setCodecPreferences(only(mimeType, RTCRtpSender.getCapabilities("video")));
      await connect(pc, `m/${room}/c/${user}/p/${user}/s/true`);
      // How much a browser wants to send depends on the size of the picture.
      const parameters = transceiver.sender.getParameters();
      await transceiver.sender.setParameters({ ...parameters, degradationPreference: "maintain-resolution" });
    },

    async receive(room, user, peer, mimeType) {
      const pc = open("receiver");
      const transceiver = pc.addTransceiver("video", { direction: "recvonly" });
      transceiver.setCodecPreferences(only(mimeType, RTCRtpReceiver.getCapabilities("video")));
      describeDependencies(transceiver);
      await connect(pc, `m/${room}/c/${user}/p/${peer}/s/false`);
    },

    /** Wants a picture of at most so many lines. */
    async view(room, user, peer, height) {
      const [{ mid }] = connections.receiver.getTransceivers();
      const response = await fetch(`/webrtc/sdp/m/${room}/c/${user}/p/${peer}/s/false/view`, {
        method: "PUT",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ pinned: [], slots: [{ mid, height }] }),
      });
      if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    },

    /** The first statistics of this type that one of the connections has, and the codec's mimeType; else nothing. */
    async statistics(connection, type) {
      const report = await connections[connection]?.getStats();
      const found = [...(report?.values() ?? [])].find((each) => each.type === type);
      return found && { ...found, mimeType: report.get(found.codecId)?.mimeType };
    },

    /** The statistics of each size of the picture that is published. */
    async allSent() {
      const report = await connections.publisher.getStats();
      return [...report.values()].filter(({ type, kind }) => type === "outbound-rtp" && kind === "video");
    },

    /** The statistics of the pair of addresses that is in use; several may be nominated. */
    async candidatePair(connection) {
      const report = await connections[connection]?.getStats();
      const transport = [...(report?.values() ?? [])].find((each) => each.type === "transport");
      return report?.get(transport?.selectedCandidatePairId);
    },

    hangUp() {
      for (const pc of all.splice(0)) {
        pc.getSenders().forEach(({ track }) => track?.stop());
        pc.close();
      }
    },
  };
})();
