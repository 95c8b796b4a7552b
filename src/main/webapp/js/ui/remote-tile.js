import { Tile } from "./tile.js";

/**
 * @typedef {import("../protocol/api.js").Participant} Participant
 * @typedef {import("../protocol/receiver.js").Receiver} Receiver
 */

/**
 * Somebody else. Sound and picture play in two elements: a media element waits for the first picture before it plays
 * anything, and a person without a camera must be heard all the same. The browser keeps them in step by their stream.
 */
export class RemoteTile extends Tile {
  #receiver;
  #audio = document.createElement("audio");
  #showsPicture = false;
  #onBlocked;

  /** @param {Participant} participant @param {Receiver} receiver @param {() => void} onBlocked sound needs a tap first */
  constructor(participant, receiver, onBlocked) {
    super(participant.id);
    this.#receiver = receiver;
    this.#onBlocked = onBlocked;
    this.#audio.autoplay = true;
    this.element.append(this.#audio);
    receiver.addEventListener("renewed", () => {
      this.pictured(false);
      this.#attach();
      this.#showFromNextFrame();
    });
    receiver.addEventListener("state", () => this.#showState());
    this.#attach();
    this.#showState();
    this.update(participant);
  }

  get level() {
    return this.#receiver.audioLevel;
  }

  /** @param {Participant} participant */
  update({ id, name, tracks = [] }) {
    this.named(name || id);
    this.muted(!tracks.some(({ kind }) => kind === "audio"));
    this.#picture(tracks.some(({ kind }) => kind === "video"));
  }

  async play() {
    this.video.play().catch(() => {});
    try {
      await this.#audio.play();
    } catch (error) {
      if (/** @type {Error} */ (error).name === "NotAllowedError") this.#onBlocked();
    }
  }

  close() {
    this.video.srcObject = null;
    this.#audio.srcObject = null;
  }

  /** @param {boolean} published */
  #picture(published) {
    if (published === this.#showsPicture) return;
    this.#showsPicture = published;
    this.pictured(false);
    if (published) this.#showFromNextFrame();
  }

  /** The last picture before a pause must not flash up after it. */
  #showFromNextFrame() {
    const show = () => this.pictured(this.#showsPicture);
    if (this.video.requestVideoFrameCallback) this.video.requestVideoFrameCallback(show);
    else this.video.addEventListener("loadeddata", show, { once: true });
  }

  #attach() {
    this.#audio.srcObject = new MediaStream([this.#receiver.audioTrack]);
    this.video.srcObject = new MediaStream([this.#receiver.videoTrack]);
    this.play();
  }

  #showState() {
    const texts = { connecting: "Connecting…", reconnecting: "Reconnecting…", refused: "Not available", connected: "", closed: "" };
    this.state(texts[this.#receiver.state]);
  }
}
