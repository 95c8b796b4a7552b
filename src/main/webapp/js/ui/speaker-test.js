import { playThrough } from "./loudspeaker.js";

/** Three rising tones, in hertz. */
const TONES = [440, 554.37, 659.25];
const TONE_S = 0.25;
const LOUDNESS = 0.2;

/** Plays a short sound through the chosen speakers. Ends when it has been heard; rejects when nothing can be played. */
export async function testSpeakers() {
  const context = new AudioContext();
  const destination = context.createMediaStreamDestination();
  const element = new Audio();
  element.srcObject = destination.stream;
  try {
    await playThrough(element);
    await element.play();
    await context.resume();
    await chime(context, destination);
  } finally {
    element.srcObject = null;
    await context.close();
  }
}

/** @param {AudioContext} context @param {AudioNode} destination @returns {Promise<unknown>} ends with the last tone */
function chime(context, destination) {
  const begin = context.currentTime + 0.1;
  const tones = TONES.map((frequency, index) => tone(context, destination, frequency, begin + index * TONE_S));
  return new Promise((resolve) => tones[tones.length - 1].addEventListener("ended", resolve));
}

/** @param {AudioContext} context @param {AudioNode} destination @param {number} frequency @param {number} from in seconds */
function tone(context, destination, frequency, from) {
  const oscillator = new OscillatorNode(context, { frequency });
  const gain = new GainNode(context, { gain: 0 });
  gain.gain.setValueAtTime(0, from);
  gain.gain.linearRampToValueAtTime(LOUDNESS, from + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.001, from + TONE_S * 1.5);
  oscillator.connect(gain).connect(destination);
  oscillator.start(from);
  oscillator.stop(from + TONE_S * 1.5);
  return oscillator;
}
