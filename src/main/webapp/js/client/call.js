import { Api } from "../protocol/api.js";
import { Conference } from "../protocol/conference.js";
import { Picture } from "./picture.js";
import { Sounds } from "./sounds.js";

/**
 * @typedef {import("../protocol/api.js").Participant} Participant
 * @typedef {import("../protocol/publisher.js").Kind} Kind
 * @typedef {import("../bluesky-client.js").CallEvents} CallEvents
 */

/** What the conference and the meeting in it tell; the call tells it on. @type {(keyof import("../protocol/conference.js").ConferenceEvents)[]} */
const OF_CONFERENCE = [
  "joined", "changed", "left", "media", "speaker", "link", "admin", "silenced", "refused", "closed", "removed", "locked-out",
];
/** @type {(keyof import("../protocol/meeting.js").MeetingEvents)[]} */
const OF_MEETING = ["chat", "reaction", "hands", "locked"];

/**
 * Comes into a room, which is created unless it is there. Rejects with an ApiError when the server does not let us in.
 *
 * @param {import("../bluesky-client.js").JoinOptions} options
 * @returns {Promise<Call>}
 */
export async function join({ room, name = "", user = newId(), stream = null, server, pictures = 9 }) {
  const base = new URL(server ?? new URL("../../", import.meta.url), document.baseURI);
  const conference = new Conference(new Api(base), { room, user, name }, { pairs: pictures });
  const call = new Call(conference);
  call.send("audio", stream?.getAudioTracks()[0] ?? null);
  call.send("video", stream?.getVideoTracks()[0] ?? null);
  await conference.join();
  return call;
}

/** One room as one person in it sees, hears and changes it. It heals what breaks by itself. */
export class Call extends /** @type {new () => import("../protocol/events.js").Tells<CallEvents>} */ (EventTarget) {
  #conference;
  #sounds = new Sounds();
  /** @type {Map<HTMLVideoElement, Picture>} */
  #pictures = new Map();
  #playing = false;
  #over = new AbortController();

  /** @param {Conference} conference */
  constructor(conference) {
    super();
    this.#conference = conference;
    for (const type of OF_CONFERENCE) this.#tellOn(conference, type);
    for (const type of OF_MEETING) this.#tellOn(conference.meeting, type);
    conference.addEventListener("sounds", () => this.#playing && this.#sounds.play(conference.sounds()));
    for (const type of /** @type {const} */ (["closed", "removed", "locked-out"])) conference.addEventListener(type, () => this.#end());
    const { signal } = this.#over;
    addEventListener("pagehide", () => conference.leave({ keepalive: true }), { signal });
    addEventListener("online", () => conference.wake(), { signal });
  }

  get room() {
    return this.#conference.who.room;
  }

  get user() {
    return this.#conference.who.user;
  }

  /** The others. @returns {Participant[]} */
  get people() {
    return [...this.#conference.participants.values()];
  }

  get connected() {
    return this.#conference.connected;
  }

  get speaker() {
    return this.#conference.speaker;
  }

  get admin() {
    return this.#conference.admin;
  }

  get isAdmin() {
    return this.#conference.isAdmin;
  }

  get locked() {
    return this.#conference.meeting.locked;
  }

  get messages() {
    return [...this.#conference.meeting.messages];
  }

  /** Who raised a hand, the first of them first. */
  get hands() {
    return this.#conference.meeting.queue;
  }

  /** @param {Kind} kind @param {MediaStreamTrack | null} track null: muted, the others are told */
  send(kind, track) {
    this.#conference.publisher.send(kind, track);
  }

  /** @param {string} participant @param {HTMLVideoElement} video shows this person from now on, transparent while there is nothing */
  show(participant, video) {
    this.hide(video);
    this.#pictures.set(video, new Picture(this.#conference, participant, video));
  }

  /** @param {HTMLVideoElement} video shows nobody any more */
  hide(video) {
    this.#pictures.get(video)?.close();
    this.#pictures.delete(video);
  }

  /** Plays everybody. Rejects if the browser wants a click first: then call it again in one. */
  async playSounds() {
    this.#playing = true;
    await this.#sounds.wake(this.#conference.sounds());
  }

  /** How loud somebody is right now, 0 to 1. @param {string} participant */
  level(participant) {
    return this.#conference.level(participant);
  }

  /** @param {string} participant @returns {Promise<RTCStatsReport[]>} */
  statistics(participant) {
    return this.#conference.statistics(participant);
  }

  /** @param {Map<string, number>} heights @param {{pinned?: string[], usual?: number}} [options] */
  look(heights, { pinned = [], usual = 360 } = {}) {
    this.#conference.look({ heights, pinned, usual });
  }

  /** @param {string} text */
  say(text) {
    return this.#conference.meeting.say(text);
  }

  /** @param {string} emoji */
  react(emoji) {
    return this.#conference.meeting.react(emoji);
  }

  /** @param {boolean} raised */
  raiseHand(raised) {
    return this.#conference.meeting.raise(raised);
  }

  /** @param {string} participant */
  lowerHand(participant) {
    return this.#conference.meeting.lower(participant);
  }

  /** @param {string} participant @param {Kind} kind */
  mute(participant, kind) {
    return this.#conference.meeting.mute(participant, kind);
  }

  /** @param {string} participant */
  remove(participant) {
    return this.#conference.meeting.remove(participant);
  }

  /** @param {string} participant */
  admit(participant) {
    return this.#conference.meeting.admit(participant);
  }

  /** @param {boolean} locked */
  lock(locked) {
    return this.#conference.meeting.lock(locked);
  }

  endForEverybody() {
    return this.#conference.endForEverybody();
  }

  async leave() {
    this.#end();
    await this.#conference.leave();
  }

  #end() {
    this.#over.abort();
    this.#playing = false;
    this.#sounds.play([]);
    for (const video of [...this.#pictures.keys()]) this.hide(video);
  }

  /** @param {EventTarget} source @param {string} type */
  #tellOn(source, type) {
    source.addEventListener(type, (event) => {
      this.dispatchEvent(new CustomEvent(type, { detail: /** @type {CustomEvent} */ (event).detail }));
    });
  }
}

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return `u-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
