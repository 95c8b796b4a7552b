import { byId, showText, showView } from "./dom.js";
import { Grid } from "./grid.js";
import { deviceMessage } from "./messages.js";
import { OwnTile } from "./own-tile.js";
import { RemoteTile } from "./remote-tile.js";
import { shareLink } from "./share-link.js";
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
  #speakers;
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
    this.#speakers = new Speakers(() => [this.#own, ...this.#tiles.values()]);
    this.#on(byId("copy"), "click", copy);
    this.#on(byId("hear"), "click", () => this.#hear());
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
    for (const tile of [this.#own, ...this.#tiles.values()]) tile.close();
    this.#grid.close();
    byId("hear").hidden = true;
    /** @type {HTMLDialogElement} */ (byId("options")).close();
  }

  #follow() {
    const conference = this.#conference;
    this.#on(conference, "joined", ({ participant, initial }) => this.#joined(participant, initial));
    this.#on(conference, "changed", ({ participant }) => this.#tiles.get(participant.id)?.update(participant));
    this.#on(conference, "left", ({ participant, initial }) => this.#left(participant, initial));
    this.#on(conference, "link", () => this.#linkChanged());
    this.#on(conference, "admin", () => (byId("admin").hidden = !conference.isAdmin));
    this.#on(conference, "refused", (error) => toast(`Your sound and picture were refused: ${error.message}`, { danger: true }));
    this.#on(this.#media, "trouble", ({ kind, trouble }) => toast(deviceMessage(kind, trouble), { danger: true }));
  }

  /** @param {Participant} participant @param {boolean} initial */
  #joined(participant, initial) {
    const receiver = this.#conference.receivers.get(participant.id);
    if (!receiver) return;
    const tile = new RemoteTile(participant, receiver, () => (byId("hear").hidden = false));
    this.#tiles.set(participant.id, tile);
    this.#grid.add(tile.element);
    tile.play();
    this.#count();
    if (!initial) toast(`${participant.name || participant.id} joined`);
  }

  /** @param {Participant} participant @param {boolean} initial */
  #left(participant, initial) {
    const tile = this.#tiles.get(participant.id);
    if (!tile) return;
    this.#tiles.delete(participant.id);
    tile.close();
    this.#grid.remove(tile.element);
    this.#count();
    if (!initial) toast(`${participant.name || participant.id} left`);
  }

  #count() {
    byId("people-count").textContent = String(this.#tiles.size + 1);
  }

  #hear() {
    byId("hear").hidden = true;
    for (const tile of this.#tiles.values()) tile.play();
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
