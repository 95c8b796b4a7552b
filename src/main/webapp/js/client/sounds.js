/** Plays everybody, each in an element of its own: those of the pictures would wait for a first frame. */
export class Sounds {
  /** @type {Map<MediaStreamTrack, HTMLAudioElement>} */
  #elements = new Map();

  /** @param {MediaStreamTrack[]} tracks all that are to be heard */
  play(tracks) {
    for (const [track, element] of this.#elements) {
      if (tracks.includes(track)) continue;
      element.srcObject = null;
      this.#elements.delete(track);
    }
    for (const track of tracks) if (!this.#elements.has(track)) this.#begin(track).catch(() => {});
  }

  /** The same after a click, for those that were not allowed to play before. @param {MediaStreamTrack[]} tracks */
  async wake(tracks) {
    this.play(tracks);
    await Promise.all([...this.#elements.values()].map((element) => element.play()));
  }

  /** @param {MediaStreamTrack} track */
  #begin(track) {
    const element = new Audio();
    element.srcObject = new MediaStream([track]);
    this.#elements.set(track, element);
    return element.play();
  }
}
