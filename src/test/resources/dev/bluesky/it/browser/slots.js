/**
 * A page that receives a whole room over one peer connection, by the calls of http-api.md alone, and notes what it is told and
 * what it decodes. Tests run this file in any page of the server and then call window.slots.
 */
window.slots = (() => {
  const POLL_MS = 40;
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

  async function look() {
    const atMs = Date.now();
    for (const stats of (await pc.getStats()).values()) {
      if (stats.type !== "inbound-rtp" || stats.kind !== "video") continue;
      const notes = (decoded[stats.mid] ??= []);
      if (stats.framesDecoded !== (notes.at(-1)?.frames ?? 0)) {
        notes.push({ atMs, frames: stats.framesDecoded, width: stats.frameWidth });
      }
    }
    setTimeout(look, POLL_MS);
  }

  return {
    async receive(room, user, audio, video) {
      pc = new RTCPeerConnection();
      for (let i = 0; i < audio; i++) pc.addTransceiver("audio", { direction: "recvonly" });
      for (let i = 0; i < video; i++) pc.addTransceiver("video", { direction: "recvonly" });
      // Only what is played is decoded by every browser.
      pc.ontrack = ({ track }) => {
        const player = Object.assign(document.createElement(track.kind), { autoplay: true, muted: true });
        player.srcObject = new MediaStream([track]);
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

    /** Milliseconds of the longest time without a frame in a slot since that moment. */
    longestFreezeMs(mid, afterMs) {
      const times = (decoded[mid] ?? []).map(({ atMs }) => atMs).filter((atMs) => atMs >= afterMs);
      return times.slice(1).reduce((longest, atMs, i) => Math.max(longest, atMs - times[i]), 0);
    },
  };
})();
