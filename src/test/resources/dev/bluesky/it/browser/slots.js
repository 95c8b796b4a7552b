/**
 * A page that receives a whole room over one peer connection, by the calls of http-api.md alone, and notes what it is told and
 * what it decodes. Tests run this file in any page of the server and then call window.slots.
 */
/**
 * @typedef {object} Picture one frame that was presented
 * @property {number} atMs when, by performance.now()
 * @property {number} receivedMs when its last packet had come, by the same clock
 * @property {number} timestamp of RTP
 * @property {number} width
 * @property {number} height
 */
window.slots = (() => {
  const POLL_MS = 40;
  const RECORDED = [
    "bytesReceived",
    "headerBytesReceived",
    "retransmittedBytesReceived",
    "packetsReceived",
    "packetsLost",
    "framesDecoded",
    "frameHeight",
    "freezeCount",
    "totalFreezesDuration",
    "nackCount",
    "pliCount",
    "jitterBufferDelay",
    "jitterBufferEmittedCount",
    "concealedSamples",
    "totalSamplesReceived",
    "currentRoundTripTime",
  ];
  let pc;
  let offers = 0;
  /** @type {Record<string, object>} the last event of each slot, by mid */
  const present = {};
  /** @type {{atMs: number, slot: object}[]} */
  const told = [];
  /** @type {{atMs: number, participant: string | undefined}[]} */
  const speakers = [];
  /** @type {Record<string, {atMs: number, frames: number, width: number}[]>} each time that frames were decoded, by mid */
  const decoded = {};
  /** @type {Record<string, Picture[]>} what was handed to the screen, by mid */
  const pictures = {};
  /** @type {Record<string, number>[]} what the browser counts, each time that it was looked at, while that is wanted */
  const readings = [];
  /** @type {number[]} when each packet of sound came, by the machine's clock, while that is wanted */
  const sounds = [];
  let recording = false;
  let faults = 0;

  async function offer(room, user) {
    await pc.setLocalDescription(await pc.createOffer());
    offers += 1;
    const response = await fetch(`/webrtc/sdp/m/${room}/c/${user}/p/*/s/false`, {
      method: "POST",
      headers: { "Content-Type": "application/sdp" },
      body: pc.localDescription.sdp,
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.status} ${text}`);
    await pc.setRemoteDescription({ type: "answer", sdp: text });
  }

  function listen(room, user) {
    const events = new EventSource(`/webrtc/room/${room}/events?user=${user}`);
    events.addEventListener("slot", ({ data }) => {
      const slot = JSON.parse(data);
      present[slot.mid] = slot;
      told.push({ atMs: Date.now(), slot });
    });
    events.addEventListener("speaker", ({ data }) =>
      speakers.push({ atMs: Date.now(), participant: JSON.parse(data).participant }),
    );
    return new Promise((resolve) => events.addEventListener("snapshot", resolve, { once: true }));
  }

  /** Members of the statistics of all media together, as "video.framesDecoded". */
  function reading(report, atMs) {
    const all = { atMs };
    const take = (group, stats) => {
      for (const name of RECORDED) if (name in stats) all[`${group}.${name}`] = stats[name];
    };
    for (const stats of report.values()) {
      if (stats.type === "inbound-rtp") take(stats.kind, stats);
      if (stats.type === "transport") take("path", report.get(stats.selectedCandidatePairId) ?? {});
    }
    return all;
  }

  async function look() {
    const report = await pc.getStats();
    const atMs = Date.now();
    if (recording) readings.push(reading(report, atMs));
    for (const stats of report.values()) {
      if (stats.type !== "inbound-rtp" || stats.kind !== "video") continue;
      const notes = (decoded[stats.mid] ??= []);
      if (stats.framesDecoded !== (notes.at(-1)?.frames ?? 0)) {
        notes.push({ atMs, frames: stats.framesDecoded, width: stats.frameWidth });
      }
    }
    setTimeout(look, POLL_MS);
  }

  function watch(video, mid) {
    const seen = (pictures[mid] = []);
    const note = (_now, { presentationTime, receiveTime, rtpTimestamp, width, height }) => {
      seen.push({ atMs: presentationTime, receivedMs: receiveTime, timestamp: rtpTimestamp, width, height });
      video.requestVideoFrameCallback(note);
    };
    video.requestVideoFrameCallback(note);
    video.addEventListener("error", () => (faults += 1));
  }

  /** Lets all media through, and notes when sound came: before it waits to be played, whatever this page was busy with. */
  function note(receiver, kind) {
    const { readable, writable } = receiver.createEncodedStreams();
    const noting = new TransformStream({
      transform(frame, controller) {
        if (kind === "audio") sounds.push(performance.timeOrigin + frame.getMetadata().receiveTime);
        controller.enqueue(frame);
      },
    });
    readable.pipeThrough(noting).pipeTo(writable);
  }

  async function put(room, user, view) {
    const response = await fetch(`/webrtc/sdp/m/${room}/c/${user}/p/*/s/false/view`, {
      method: "PUT",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(view),
    });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  }

  const pass = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const largest = (values) => values.reduce((most, value) => Math.max(most, value), 0);
  /** Milliseconds between neighbours by one of their times. */
  const pauses = (seen, time) => seen.slice(1).map((picture, i) => picture[time] - seen[i][time]);
  /** Each picture that is older than the one before, with that; the same picture may be presented again. */
  const stepsBack = (seen) =>
    seen
      .slice(1)
      .map((picture, i) => [seen[i], picture])
      .filter(([before, after]) => ((after.timestamp - before.timestamp) | 0) < 0);

  /** Shown are exactly these sizes, as "640x360". */
  const isShown = (sizes) =>
    Object.values(pictures)
      .map((seen) => seen.at(-1))
      .map((last) => `${last?.width}x${last?.height}`)
      .sort()
      .join() === [...sizes].sort().join();

  async function until(condition, limitMs, what) {
    const begunMs = performance.now();
    while (!condition()) {
      if (performance.now() - begunMs > limitMs) throw new Error(`${what()} after ${limitMs} ms`);
      await pass(10);
    }
  }

  const lastSizes = () => JSON.stringify(Object.values(pictures).map((seen) => seen.at(-1)));

  return {
    async receive(room, user, audio, video) {
      pc = new RTCPeerConnection({ encodedInsertableStreams: recording });
      for (let i = 0; i < audio; i++) pc.addTransceiver("audio", { direction: "recvonly" });
      for (let i = 0; i < video; i++) pc.addTransceiver("video", { direction: "recvonly" });
      // Only what is played is decoded by every browser.
      pc.ontrack = ({ track, transceiver, receiver }) => {
        if (recording) note(receiver, track.kind);
        const player = Object.assign(document.createElement(track.kind), { autoplay: true, muted: true });
        player.srcObject = new MediaStream([track]);
        if (track.kind === "video") watch(player, transceiver.mid);
        document.body.append(player);
      };
      await listen(room, user);
      await offer(room, user);
      look();
    },

    /** Further slots, by another offer of the same connection. */
    async add(room, user, video) {
      for (let i = 0; i < video; i++) pc.addTransceiver("video", { direction: "recvonly" });
      await offer(room, user);
    },

    offers: () => offers,

    /** By mid, who is in each video slot by the last event. */
    shown: () =>
      Object.fromEntries(
        Object.values(present)
          .filter(({ track }) => track?.kind === "video")
          .map(({ mid, participant }) => [mid, participant]),
      ),

    /** When the participant was first told to be in a video slot after that moment, and first seen there; by its picture's width. */
    appearance(participant, width, afterMs) {
      const entry = told.find(
        ({ atMs, slot }) => atMs >= afterMs && slot.participant === participant && slot.track.kind === "video",
      );
      const frame = entry && (decoded[entry.slot.mid] ?? []).find(({ atMs, width: w }) => atMs >= afterMs && w === width);
      const speaker = speakers.find(({ atMs, participant: p }) => atMs >= afterMs && p === participant);
      return { toldMs: entry?.atMs, seenMs: frame?.atMs, speakerMs: speaker?.atMs };
    },

    /**
     * Wishes for something, and tells how many milliseconds it took until the slots showed these sizes, and the longest time
     * without a picture in any slot from the wish to a while after that: on the screen, and as the pictures came.
     */
    async fulfil(room, user, view, sizes, lingerMs, limitMs) {
      const from = Object.values(pictures).map((seen) => [seen, Math.max(0, seen.length - 1)]);
      const begunMs = performance.now();
      await put(room, user, view);
      await until(() => isShown(sizes), limitMs, () => `${lastSizes()} instead of ${sizes}`);
      const tookMs = performance.now() - begunMs;
      await pass(lingerMs);
      const recent = from.map(([seen, index]) => seen.slice(index));
      return {
        tookMs,
        pauseMs: largest(recent.flatMap((seen) => pauses(seen, "atMs"))),
        receivedPauseMs: largest(recent.flatMap((seen) => pauses(seen, "receivedMs"))),
      };
    },

    /** Keeps what the browser counts from now on; to be asked for before receiving, and of Chromium. */
    record() {
      recording = true;
    },

    /** What was kept: of one audio and one video slot, and the path. */
    readings: () => readings,

    /** When each packet of sound came. */
    sounds: () => sounds,

    /** Every picture that was presented, by the machine's clock. */
    presented: () =>
      Object.values(pictures)
        .flat()
        .map(({ atMs, height, width }) => ({ atMs: performance.timeOrigin + atMs, height, width })),

    /** How many pictures were presented. */
    pictures: () => Object.values(pictures).reduce((sum, seen) => sum + seen.length, 0),

    /** Where time went back, by RTP timestamps. */
    stepsBack: () => Object.values(pictures).flatMap(stepsBack).map((pair) => JSON.stringify(pair)),

    /** Errors that players told of. */
    faults: () => faults,

    /** The statistics of the video that comes in each slot. */
    async videos() {
      const report = await pc.getStats();
      const videos = [...report.values()].filter(({ type, kind }) => type === "inbound-rtp" && kind === "video");
      return videos.map((each) => ({ ...each, mimeType: report.get(each.codecId)?.mimeType }));
    },
  };
})();
