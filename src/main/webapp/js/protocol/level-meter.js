/** How loud a local track is, for showing somebody that the microphone works. */
export class LevelMeter {
  /** @type {AudioContext | null} */
  #context = null;
  /** @type {AnalyserNode | null} */
  #analyser = null;
  /** @type {MediaStreamAudioSourceNode | null} */
  #source = null;
  /** @type {MediaStreamTrack | null} */
  #track = null;
  #samples = new Float32Array(512);

  /** @param {MediaStreamTrack | null} track */
  listenTo(track) {
    if (track === this.#track) return;
    this.#track = track;
    this.#source?.disconnect();
    this.#source = null;
    if (!track) return;
    this.#context ??= new AudioContext();
    this.#analyser ??= new AnalyserNode(this.#context, { fftSize: this.#samples.length });
    this.#source = this.#context.createMediaStreamSource(new MediaStream([track]));
    this.#source.connect(this.#analyser);
    this.wake();
  }

  /** Browsers may keep an AudioContext asleep until somebody has touched the page. */
  wake() {
    if (this.#context?.state === "suspended") this.#context.resume().catch(() => {});
  }

  /** Root mean square of the last instants, 0 to 1; silence is 0. */
  get level() {
    if (!this.#source || !this.#analyser) return 0;
    this.#analyser.getFloatTimeDomainData(this.#samples);
    let sum = 0;
    for (const sample of this.#samples) sum += sample * sample;
    return Math.sqrt(sum / this.#samples.length);
  }
}
