import { Attention } from "./attention.js";
import { byId, showText, showView } from "./dom.js";
import { Grid } from "./grid.js";
import { ADMIN, deviceMessage, silencedMessage } from "./messages.js";
import { OwnTile } from "./own-tile.js";
import { RemoteTile } from "./remote-tile.js";
import { shareLink } from "./share-link.js";
import { Sound } from "./sound.js";
import { Speakers } from "./speakers.js";
import { toast } from "./toasts.js";

/**
 * @typedef {import("../protocol/conference.js").Conference} Conference
 * @typedef {import("../protocol/conference.js").Participant} Participant
 */

/** An interruption that is over sooner needs no words. */
const BANNER_AFTER_MS = 1_500;

/** The call on the screen, for as long as we are in it. */
export class Call {
  #conference;
  #media;
  #own;
  #grid;
  #sound = new Sound();
  #speakers;
  #attention = new Attention((heights, usual) => this.#look(heights, usual));
  /** Who has the large place by our choice, by id. @type {string | undefined} */
  #pinned;
  /** What was looked at last. @type {[Map<string, number>, number]} */
  #looked = [new Map(), 0];
  /** @type {Map<string, RemoteTile>} */
  #tiles = new Map();
  /** Takes every listener of this call away again. */
  #listeners = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #bannerTimer;

  /** @param {Conference} conference @param {import("../protocol/local-media.js").LocalMedia} media @param {string} link */
  constructor(conference, media, link) {
    this.#conference = conference;
    this.#media = media;
    const copy = () => shareLink(link);
    this.#grid = new Grid(link, copy);
    this.#own = new OwnTile(conference.who, media);
    this.#grid.add(this.#own.element, { own: true });
    this.#speakers = new Speakers(() => this.#voices());
    this.#on(byId("copy"), "click", copy);
    this.#on(byId("hear"), "click", () => this.#sound.wake());
    this.#follow();
  }

  show() {
    const { room } = this.#conference.who;
    byId("call-room").textContent = room;
    document.title = `${room} · Blue Sky`;
    showText(byId("banner"), "");
    byId("admin").hidden = true;
    showView("call");
  }

  close() {
    this.#listeners.abort();
    clearTimeout(this.#bannerTimer);
    this.#speakers.close();
    this.#attention.close();
    this.#sound.close();
    for (const tile of [this.#own, ...this.#tiles.values()]) tile.close();
    this.#grid.close();
    /** @type {HTMLDialogElement} */ (byId("options")).close();
  }

  #follow() {
    const conference = this.#conference;
    this.#on(conference, "joined", ({ participant, initial }) => this.#joined(participant, initial));
    this.#on(conference, "changed", ({ participant }) => this.#tiles.get(participant.id)?.update(participant));
    this.#on(conference, "left", ({ participant, initial }) => this.#left(participant, initial));
    this.#on(conference, "media", ({ participant }) => this.#showMedia(participant));
    this.#on(conference, "sounds", () => this.#sound.play(conference.sounds()));
    this.#on(conference, "speaker", () => this.#showSpeaker());
    this.#on(conference, "link", () => this.#linkChanged());
    this.#on(conference, "admin", () => (byId("admin").hidden = !conference.isAdmin));
    this.#on(conference, "silenced", ({ kind, by }) => this.#silenced(kind, by));
    this.#on(conference, "refused", (error) => toast(`Your sound and picture were refused: ${error.message}`, { danger: true }));
    this.#on(this.#media, "trouble", ({ kind, trouble }) => toast(deviceMessage(kind, trouble), { danger: true }));
  }

  /** @param {Participant} participant @param {boolean} initial */
  #joined(participant, initial) {
    const { id } = participant;
    const tile = new RemoteTile(participant, { pin: () => this.#pin(this.#pinned === id ? undefined : id) });
    this.#tiles.set(id, tile);
    this.#grid.add(tile.element);
    this.#attention.add(tile.element);
    this.#showMedia(id);
    this.#showSpeaker();
    this.#count();
    if (!initial) toast(`${participant.name || participant.id} joined`);
  }

  /** @param {Participant} participant @param {boolean} initial */
  #left(participant, initial) {
    const tile = this.#tiles.get(participant.id);
    if (!tile) return;
    this.#tiles.delete(participant.id);
    if (this.#pinned === participant.id) this.#pin(undefined);
    tile.close();
    this.#attention.remove(tile.element);
    this.#grid.remove(tile.element);
    this.#count();
    if (!initial) toast(`${participant.name || participant.id} left`);
  }

  /** @param {import("../protocol/local-media.js").Kind} kind @param {string} by */
  #silenced(kind, by) {
    this.#media.set(kind, false);
    toast(silencedMessage(kind, this.#name(by) ?? ADMIN), { danger: true });
  }

  /** @param {string} id @returns {string | undefined} undefined of nobody here */
  #name(id) {
    const participant = this.#conference.participants.get(id);
    return participant && (participant.name || id);
  }

  #count() {
    byId("people-count").textContent = String(this.#tiles.size + 1);
  }

  /** @param {string} [id] of the participant; else everybody's */
  #showMedia(id) {
    for (const [each, tile] of this.#tiles) {
      const media = (id === undefined || id === each) && this.#conference.media(each);
      if (media) tile.show(media);
    }
  }

  #showSpeaker() {
    const { speaker, who } = this.#conference;
    if (!this.#conference.tellsSpeaker) return;
    for (const [id, tile] of this.#tiles) tile.speaking(id === speaker);
    this.#own.speaking(who.user === speaker);
    const tile = speaker !== undefined && this.#tiles.get(speaker);
    if (tile) this.#grid.speaks(tile.element);
  }

  /** @returns {[import("./tile.js").Tile, number][]} */
  #voices() {
    if (this.#conference.tellsSpeaker) return [];
    const others = [...this.#tiles].map(([id, tile]) => /** @type {[RemoteTile, number]} */ ([tile, this.#conference.level(id)]));
    return [[this.#own, this.#own.level], ...others];
  }

  /** @param {string | undefined} id of the participant; none lets go */
  #pin(id) {
    this.#pinned = id;
    for (const [each, tile] of this.#tiles) tile.pinned(each === id);
    this.#grid.pin(id === undefined ? undefined : this.#tiles.get(id)?.element);
    this.#look(...this.#looked);
  }

  /** @param {Map<string, number>} heights @param {number} usual */
  #look(heights, usual) {
    this.#looked = [heights, usual];
    this.#conference.look({ pinned: this.#pinned === undefined ? [] : [this.#pinned], heights, usual });
  }

  #linkChanged() {
    clearTimeout(this.#bannerTimer);
    if (this.#conference.connected) return showText(byId("banner"), "");
    this.#bannerTimer = setTimeout(() => showText(byId("banner"), "Connection lost, reconnecting…"), BANNER_AFTER_MS);
  }

  /** @param {EventTarget} target @param {string} type @param {(detail: any) => void} handle */
  #on(target, type, handle) {
    const listener = (/** @type {Event} */ event) => handle(/** @type {CustomEvent} */ (event).detail);
    target.addEventListener(type, listener, { signal: this.#listeners.signal });
  }
}
