import { language, t } from "../../language.js";
import { make } from "../build.js";
import { byId, showText } from "../dom.js";
import { toast } from "../toasts.js";
import { BackgroundChoice } from "./choice.js";
import { Grid } from "./grid.js";

/** @typedef {import("../../protocol/local-media.js").LocalMedia} LocalMedia */

/** What may be behind the person, with the person's own picture above it, in the lobby and in a call alike. */
export class BackgroundDialog {
  #media;
  #choice;
  #grid;
  #dialog = make("dialog");
  #title = make("h2");
  #close = make("button");
  #video = make("video");
  #empty = make("p");
  #file = make("input");
  #fileText = make("span");
  #notice = make("p");
  #hint = make("p");
  #fileChoice = make("label");
  /** Whether this server has what it takes. */
  #workable = true;
  /** In the lobby it stays, so that nobody joins without having seen it. */
  #lobbyNotice = make("p");

  /** @param {LocalMedia} media */
  constructor(media) {
    this.#media = media;
    this.#choice = new BackgroundChoice(media);
    this.#grid = new Grid((chosen) => this.#choose(chosen));
    this.#build();
    this.#choice.addEventListener("change", () => this.#show());
    this.#choice.addEventListener("failed", ({ detail }) => this.#failed(detail.hidden));
    media.addEventListener("change", () => this.#show());
    language.addEventListener("change", () => this.#translate());
  }

  /** How the work goes, for tests and measurements. */
  get beat() {
    return this.#choice.beat;
  }

  async open() {
    this.#workable = await this.#choice.isWorkable();
    for (const other of document.querySelectorAll("dialog")) other.close();
    showText(this.#notice, "");
    this.#translate();
    this.#dialog.showModal();
    this.#show();
    this.#grid.focus();
  }

  #build() {
    Object.assign(this.#dialog, { id: "background-dialog", className: "sheet backgrounds" });
    Object.assign(this.#title, { id: "background-title" });
    Object.assign(this.#close, { type: "button", className: "round plain" });
    this.#close.append(icon("i-close"));
    this.#close.addEventListener("click", () => this.#dialog.close());
    Object.assign(this.#video, { className: "mirrored", autoplay: true, muted: true, playsInline: true });
    this.#empty.className = "preview-empty";
    this.#empty.setAttribute("role", "status");
    const picture = make("div", this.#video, this.#empty);
    picture.className = "preview-picture";
    Object.assign(this.#file, { type: "file", accept: "image/*", className: "unseen" });
    this.#fileChoice.append(icon("i-picture"), this.#fileText, this.#file);
    this.#fileChoice.className = "button";
    Object.assign(this.#notice, { className: "notice danger", role: "alert" });
    Object.assign(this.#lobbyNotice, { className: "notice danger background-notice", role: "alert", hidden: true });
    this.#hint.className = "hint";
    this.#named();
    this.#dialog.setAttribute("aria-labelledby", "background-title");
    this.#dialog.append(make("header", this.#title, this.#close), picture, this.#notice, this.#grid.element, this.#fileChoice, this.#hint);
    this.#dialog.addEventListener("click", ({ target }) => target === this.#dialog && this.#dialog.close());
    this.#dialog.addEventListener("close", () => (this.#video.srcObject = null));
    this.#file.addEventListener("change", () => this.#picked());
    document.body.append(this.#dialog);
    document.querySelector("#lobby [data-background]")?.after(this.#lobbyNotice);
  }

  /** For tests. */
  #named() {
    const parts = { dialog: this.#dialog, preview: this.#video, file: this.#file, trouble: this.#notice, notice: this.#lobbyNotice, close: this.#close };
    for (const [name, part] of Object.entries(parts)) part.dataset.testid = `background-${name}`;
  }

  #translate() {
    this.#title.textContent = t("device.background");
    this.#close.setAttribute("aria-label", t("close"));
    this.#fileText.textContent = t("background.file");
    this.#hint.textContent = this.#workable ? t("background.hint") : t("background.without");
    this.#grid.translate();
    this.#show();
  }

  #show() {
    if (!this.#dialog.open) return;
    const video = this.#media.sent("video");
    const shown = /** @type {MediaStream | null} */ (this.#video.srcObject)?.getVideoTracks()[0] ?? null;
    if (shown !== video) this.#video.srcObject = video && new MediaStream([video]);
    this.#video.hidden = !video;
    const { pending } = this.#choice;
    this.#empty.classList.toggle("over", pending && video !== null);
    showText(this.#empty, pending ? t("background.pending") : video ? "" : t("background.no-camera"));
    this.#grid.offer(this.#workable, this.#choice.isCameraBlurring);
    this.#fileChoice.hidden = !this.#workable;
    this.#grid.show(this.#choice.current);
  }

  /** @param {string} chosen */
  #choose(chosen) {
    for (const notice of [this.#notice, this.#lobbyNotice]) showText(notice, "");
    this.#choice.choose(chosen);
  }

  async #picked() {
    const [file] = this.#file.files ?? [];
    this.#file.value = ""; // so that the same one can be chosen again
    if (!file) return;
    try {
      await this.#choice.choosePicture(file);
      for (const notice of [this.#notice, this.#lobbyNotice]) showText(notice, "");
      this.#grid.ownChanged();
    } catch {
      showText(this.#notice, t("background.no-picture"));
    }
  }

  /** @param {boolean} hidden whether the room was, so that the camera is off now */
  #failed(hidden) {
    const text = hidden ? t("device.background.turned-off") : t("background.failed");
    if (this.#dialog.open) showText(this.#notice, text);
    if (!byId("lobby").hidden) showText(this.#lobbyNotice, text);
    else if (!this.#dialog.open) toast(text, { danger: true });
  }
}

/** @param {string} id */
function icon(id) {
  const [svg, use] = ["svg", "use"].map((name) => document.createElementNS("http://www.w3.org/2000/svg", name));
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#${id}`);
  svg.append(use);
  return svg;
}
