import { friendlyRoomName, recall, remember, roomIdOf } from "../identity.js";
import { language, t } from "../language.js";
import { LevelMeter } from "../protocol/level-meter.js";
import { byId, showText, showView } from "./dom.js";
import { devicesMessage, replacedMessage } from "./messages.js";

/**
 * @typedef {import("../protocol/local-media.js").LocalMedia} LocalMedia
 * @typedef {{name: string, room: string}} Choice
 */

/** Loudness of ordinary speech close to a microphone, which fills the meter. */
const LOUD = 0.25;

/** The first view: who are you, which room, do camera and microphone work. Dispatches `join` with a {@link Choice}. */
export class Lobby extends /** @type {new () => import("../protocol/events.js").Tells<{join: Choice}>} */ (EventTarget) {
  #media;
  /** The room of the link that was opened, or empty. */
  #linked = "";
  #joining = false;
  #meter = new LevelMeter();
  #preview = /** @type {HTMLVideoElement} */ (byId("preview"));
  #name = /** @type {HTMLInputElement} */ (byId("name"));
  #room = /** @type {HTMLInputElement} */ (byId("room"));
  #join = /** @type {HTMLButtonElement} */ (byId("join"));

  /** @param {LocalMedia} media */
  constructor(media) {
    super();
    this.#media = media;
    this.#name.value = recall("name") ?? "";
    byId("join-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.#room.addEventListener("change", () => (this.#room.value = roomIdOf(this.#room.value)));
    media.addEventListener("change", () => this.#showMedia());
    media.addEventListener("replaced", ({ detail }) => this.#replaced(detail));
    language.addEventListener("change", () => this.#translated());
    document.addEventListener("pointerdown", () => this.#meter.wake());
  }

  /** @param {string} linked the room of the link that was opened, or empty */
  show(linked) {
    showView("lobby");
    this.#linked = linked;
    this.busy(false);
    byId("room-field").hidden = linked !== "";
    this.#room.value = linked || this.#room.value || friendlyRoomName();
    byId("lobby-lead").hidden = linked !== "";
    document.title = linked ? `${linked} · Blue Sky` : "Blue Sky";
    this.#showTexts();
    this.#name.focus({ preventScroll: true });
    requestAnimationFrame(() => this.#showLevel());
  }

  /** @param {string} message empty hides it */
  error(message) {
    this.busy(false);
    showText(byId("lobby-error"), message);
  }

  /** @param {boolean} joining */
  busy(joining) {
    this.#joining = joining;
    this.#join.disabled = joining;
    this.#join.textContent = joining ? t("lobby.joining") : t("lobby.join");
  }

  /** What was said in another language is said no more. */
  #translated() {
    if (!this.#joining) this.error("");
    this.#showTexts();
  }

  #showTexts() {
    byId("lobby-title").textContent = this.#linked ? t("lobby.title-linked", { room: this.#linked }) : t("lobby.title");
    this.busy(this.#joining);
    this.#showMedia();
  }

  #submit() {
    const name = this.#name.value.trim();
    const room = roomIdOf(this.#room.value);
    this.#name.setAttribute("aria-invalid", String(name === ""));
    if (name === "") {
      this.#name.focus();
      return this.error(t("lobby.name-missing"));
    }
    if (room === "") this.#room.value = friendlyRoomName();
    remember("name", name);
    this.error("");
    this.busy(true);
    const detail = { name, room: room || this.#room.value };
    this.dispatchEvent(new CustomEvent("join", { detail }));
  }

  #showMedia() {
    if (byId("lobby").hidden) return;
    const { tracks, troubles } = this.#media;
    const video = this.#media.sent("video");
    const shown = /** @type {MediaStream | null} */ (this.#preview.srcObject)?.getVideoTracks()[0] ?? null;
    if (shown !== video) this.#preview.srcObject = video && new MediaStream([video]);
    this.#preview.hidden = !video;
    byId("preview-empty").textContent = troubles.video ? t("lobby.no-camera") : this.#media.on("video") ? t("lobby.starting") : t("lobby.camera-off");
    this.#meter.listenTo(tracks.audio);
    showText(byId("device-notice"), devicesMessage(troubles));
  }

  /** @param {{kind: import("../protocol/local-media.js").Kind, label: string}} device */
  #replaced({ kind, label }) {
    if (!byId("lobby").hidden) showText(byId("device-notice"), replacedMessage(kind, label));
  }

  #showLevel() {
    if (byId("lobby").hidden) return this.#preview.pause();
    const level = Math.min(1, Math.sqrt(this.#meter.level / LOUD));
    const bars = byId("meter").children;
    for (let i = 0; i < bars.length; i++) bars[i].classList.toggle("lit", level > (i + 0.5) / bars.length);
    requestAnimationFrame(() => this.#showLevel());
  }
}
