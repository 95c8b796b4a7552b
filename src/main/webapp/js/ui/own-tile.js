import { t } from "../language.js";
import { LevelMeter } from "../protocol/level-meter.js";
import { Tile } from "./tile.js";

/** Ourselves, mirrored as people expect of a mirror. */
export class OwnTile extends Tile {
  #who;
  #media;
  #meter = new LevelMeter();
  #show = () => this.#showMedia();

  /** @param {{user: string, name: string}} who @param {import("../protocol/local-media.js").LocalMedia} media @param {{inspect: () => void}} actions */
  constructor(who, media, { inspect }) {
    super(who.user, inspect);
    this.#media = media;
    this.element.classList.add("own");
    this.element.dataset.own = "";
    this.#who = who;
    this.translated();
    media.addEventListener("change", this.#show);
    this.#showMedia();
  }

  /** How loud we are, 0 to 1; listens from the first time on that this is asked. */
  get level() {
    this.#meter.listenTo(this.#media.tracks.audio);
    return this.#media.on("audio") ? this.#meter.level : 0;
  }

  /** Says it in the language that is spoken now. */
  translated() {
    const { name } = this.#who;
    this.named(name, t("call.you", { name }));
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
