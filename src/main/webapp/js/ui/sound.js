import { playThrough } from "./loudspeaker.js";
import { byId } from "./dom.js";

/**
 * Plays everybody. Not in the tiles: a media element waits for the first picture before it plays anything, and a slot for
 * sound passes from one person to the next. The browser keeps sound and picture in step by their stream.
 */
export class Sound {
  /** @type {Map<MediaStreamTrack, HTMLAudioElement>} */
  #elements = new Map();

  /** @param {MediaStreamTrack[]} tracks all that are to be heard */
  play(tracks) {
    for (const track of [...this.#elements.keys()]) if (!tracks.includes(track)) this.#end(track);
    for (const track of tracks) if (!this.#elements.has(track)) this.#begin(track);
  }

  /** Everybody through the speakers that are chosen now. */
  move() {
    for (const element of this.#elements.values()) playThrough(element);
  }

  /** After a tap, which browsers may want first. */
  wake() {
    byId("hear").hidden = true;
    for (const element of this.#elements.values()) this.#start(element);
  }

  close() {
    this.play([]);
    byId("hear").hidden = true;
  }

  /** @param {MediaStreamTrack} track */
  #begin(track) {
    const element = new Audio();
    element.srcObject = new MediaStream([track]);
    playThrough(element);
    byId("call").append(element);
    this.#elements.set(track, element);
    this.#start(element);
  }

  /** @param {HTMLAudioElement} element */
  async #start(element) {
    try {
      await element.play();
    } catch (error) {
      if (/** @type {Error} */ (error).name === "NotAllowedError") byId("hear").hidden = false;
    }
  }

  /** @param {MediaStreamTrack} track */
  #end(track) {
    const element = this.#elements.get(track);
    this.#elements.delete(track);
    if (!element) return;
    element.srcObject = null;
    element.remove();
  }
}
