/** @typedef {import("../protocol/conference.js").Conference} Conference */

/**
 * Somebody's picture in a video element. Where it comes by may change, and what comes by there may have been somebody
 * else's a moment ago: the element is transparent until there is a frame of this person's.
 */
export class Picture {
  #conference;
  #participant;
  #video;
  #closed = new AbortController();
  /** @type {{track: MediaStreamTrack | null, since: number, comes: boolean}} */
  #shown = { track: null, since: 0, comes: false };

  /** @param {Conference} conference @param {string} participant @param {HTMLVideoElement} video */
  constructor(conference, participant, video) {
    this.#conference = conference;
    this.#participant = participant;
    this.#video = video;
    video.muted = true;
    video.playsInline = true;
    const { signal } = this.#closed;
    for (const type of ["media", "changed", "left"]) conference.addEventListener(type, () => this.#update(), { signal });
    video.style.opacity = "0";
    this.#update();
  }

  close() {
    this.#closed.abort();
    this.#shown = { track: null, since: 0, comes: false };
    this.#video.srcObject = null;
    this.#video.style.opacity = "";
  }

  #update() {
    const media = this.#conference.media(this.#participant);
    const tracks = this.#conference.participants.get(this.#participant)?.tracks ?? [];
    const sends = tracks.some(({ kind, muted }) => kind === "video" && !muted);
    const { video: track = null, since = 0 } = media ?? {};
    const comes = sends && track !== null && media?.state !== "bandwidth";
    const shown = this.#shown;
    if (track === shown.track && since === shown.since && comes === shown.comes) return;
    if (track !== shown.track) this.#video.srcObject = track && new MediaStream([track]);
    this.#shown = { track, since, comes };
    this.#video.style.opacity = "0";
    if (!comes) return;
    this.#video.play().catch(() => {}); // muted, so there is nothing to ask for
    this.#awaitFrame(this.#shown);
  }

  /** @param {object} awaited */
  #awaitFrame(awaited) {
    this.#video.requestVideoFrameCallback((_now, frame) => {
      if (awaited !== this.#shown) return;
      if ((frame.receiveTime ?? Infinity) < this.#shown.since) this.#awaitFrame(awaited);
      else this.#video.style.opacity = "";
    });
  }
}
