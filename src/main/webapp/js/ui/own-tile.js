import { t } from "../language.js";
import { LevelMeter } from "../protocol/level-meter.js";
import { Tile } from "./tile.js";

/** Ourselves, mirrored as people expect of a mirror. */
export class OwnTile extends Tile {
  #media;
  #meter = new LevelMeter();
  #show = () => this.#showMedia();

  /** @param {{user: string, name: string}} who @param {import("../protocol/local-media.js").LocalMedia} media */
  constructor(who, media) {
    super(who.user);
    this.#media = media;
    this.element.classList.add("own");
    this.element.dataset.own = "";
    this.named(who.name, t("call.you", { name: who.name }));
    media.addEventListener("change", this.#show);
    this.#showMedia();
  }

  /** How loud we are, 0 to 1; listens from the first time on that this is asked. */
  get level() {
    this.#meter.listenTo(this.#media.tracks.audio);
    return this.#media.on("audio") ? this.#meter.level : 0;
  }

  close() {
    this.#media.removeEventListener("change", this.#show);
    this.#meter.listenTo(null);
    this.video.srcObject = null;
  }

  #showMedia() {
    const video = this.#media.sent("video");
    const shown = /** @type {MediaStream | null} */ (this.video.srcObject)?.getVideoTracks()[0] ?? null;
    if (shown !== video) this.video.srcObject = video && new MediaStream([video]);
    this.pictured(video !== null);
    this.muted(!this.#media.on("audio"));
  }
}
