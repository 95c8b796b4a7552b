import { language, t } from "../language.js";
import { Attention } from "./attention.js";
import { Chat } from "./chat.js";
import { presenterOf } from "../protocol/presentation.js";
import { Sampling } from "../protocol/sampling.js";
import { leftMessage, presentingMessage, silencedMessage, viewMessage } from "./call-messages.js";
import { announce, byId, listen, showText, showView } from "./dom.js";
import { Grid } from "./grid.js";
import { Hands } from "./hands.js";
import { deviceMessage, replacedMessage } from "./messages.js";
import { speakers } from "./loudspeaker.js";
import { Presenting } from "./presenting.js";
import { Nerds } from "./nerds.js";
import { OwnTile } from "./own-tile.js";
import { People } from "./people.js";
import { QualitySigns } from "./quality.js";
import { Reactions } from "./reactions.js";
import { RemoteTile } from "./remote-tile.js";
import { Screen } from "./screen.js";
import { shareLink, showLink } from "./share-link.js";
import { bindShortcuts } from "./shortcuts.js";
import { SidePanel } from "./side-panel.js";
import { Sound } from "./sound.js";
import { Speakers } from "./speakers.js";
import { toast } from "./toasts.js";

/**
 * @typedef {import("../protocol/conference.js").Conference} Conference
 * @typedef {import("../protocol/conference.js").Participant} Participant
 */

/**
 * What the parts of a call share.
 *
 * @typedef {object} Meet
 * @property {Conference} conference
 * @property {AbortSignal} signal ends with the call
 * @property {(id: string) => string} name empty of nobody here
 * @property {(id: string) => string} title what is written on somebody's tile, or on a screen's
 * @property {(id: string) => import("./tile.js").Tile | undefined} tile
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
  #side = new SidePanel(this.#listeners.signal);
  #nerds;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #bannerTimer;

  /** @param {Conference} conference @param {import("../protocol/local-media.js").LocalMedia} media @param {string} link */
  constructor(conference, media, link) {
    this.#conference = conference;
    this.#media = media;
    const copy = () => shareLink(link);
    const code = () => showLink(link);
    this.#grid = new Grid(link, { copy, code });
    this.#own = new OwnTile(conference.who, media, { inspect: () => this.#nerds.open(conference.who.user) });
    this.#grid.add(this.#own.element, { own: true });
    this.#speakers = new Speakers(() => this.#voices());
    for (const id of ["copy", "options-copy"]) this.#onClick(id, copy);
    this.#onClick("options-code", code);
    this.#onClick("hear", () => this.#sound.wake());
    this.#follow();
    this.#nerds = this.#meet();
  }

  show() {
    const { room } = this.#conference.who;
    byId("call-room").textContent = room;
    document.title = `${room} · Blue Sky`;
    showText(byId("banner"), "");
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
    for (const dialog of document.querySelectorAll("dialog")) dialog.close();
  }

  #follow() {
    const conference = this.#conference;
    this.#on(conference, "joined", ({ participant, initial }) => this.#joined(participant, initial));
    this.#on(conference, "changed", ({ participant }) => this.#tiles.get(participant.id)?.update(this.#presenting(participant)));
    this.#on(conference, "left", (how) => this.#left(how));
    this.#on(conference, "media", ({ participant }) => this.#showMedia(participant));
    this.#on(conference, "sounds", () => this.#sound.play(conference.sounds()));
    this.#on(conference, "speaker", () => this.#showSpeaker());
    this.#on(conference, "link", () => this.#linkChanged());
    for (const type of ["online", "offline"]) addEventListener(type, () => this.#linkChanged(), { signal: this.#listeners.signal });
    this.#on(conference, "silenced", ({ kind, by }) => this.#silenced(kind, by));
    this.#on(conference, "refused", (error) => toast(t("call.refused", { reason: error.message }), { danger: true }));
    this.#on(this.#media, "trouble", ({ kind, trouble }) => toast(deviceMessage(kind, trouble), { danger: true }));
    this.#on(this.#media, "replaced", ({ kind, label }) => toast(replacedMessage(kind, label), { danger: true }));
    speakers.addEventListener("change", () => this.#sound.move(), { signal: this.#listeners.signal });
    language.addEventListener("change", () => this.#translated(), { signal: this.#listeners.signal });
  }

  /** Everything that is no sound and no picture. @returns {Nerds} */
  #meet() {
    /** @type {Meet} */
    const meet = {
      conference: this.#conference,
      signal: this.#listeners.signal,
      name: (id) => this.#name(id) ?? "",
      title: (id) => this.#title(id),
      tile: (id) => (id === this.#conference.who.user ? this.#own : this.#tiles.get(id)),
    };
    const hands = new Hands(meet);
    const reactions = new Reactions(meet);
    const screen = new Screen(meet.signal, () => this.#shown());
    const presenting = new Presenting(meet);
    this.#onClick("turn", () => this.#turn());
    new Chat(meet, this.#side);
    new People(meet, this.#side, (id) => this.#nerds.open(id));
    const sampling = new Sampling(this.#conference, meet.signal, () => !document.hidden);
    new QualitySigns(sampling, this.#tiles, meet.signal);
    const nerds = new Nerds(meet, this.#side, sampling, () => this.#looksAt());
    bindShortcuts(
      {
        h: () => hands.toggle(),
        r: () => reactions.open(),
        c: () => this.#side.toggle("chat"),
        p: () => this.#side.toggle("people"),
        f: () => screen.fullScreen(),
        i: () => screen.float(),
        g: () => this.#turn(),
        s: () => presenting.toggle(),
        n: () => nerds.toggle(),
        "?": () => /** @type {HTMLDialogElement} */ (byId("help")).showModal(),
      },
      meet.signal,
    );
    return nerds;
  }

  /** Whose statistics are wanted most likely: of whom the keyboard is at, who is pinned, who is the only other one; else our own. */
  #looksAt() {
    const focused = /** @type {HTMLElement | null | undefined} */ (document.activeElement?.closest(".tile"))?.dataset.participant;
    const [only, ...more] = this.#tiles.keys();
    return focused ?? this.#pinned ?? (more.length === 0 ? only : undefined) ?? this.#conference.who.user;
  }

  /** @param {Participant} participant @param {boolean} initial */
  #joined(participant, initial) {
    const { id } = participant;
    const presents = presenterOf(id) !== undefined;
    const tile = new RemoteTile(this.#presenting(participant), {
      pin: () => this.#pin(this.#pinned === id ? undefined : id),
      inspect: () => this.#nerds.open(id),
    });
    this.#tiles.set(id, tile);
    tile.element.classList.toggle("presenting", presents);
    this.#grid.add(tile.element);
    if (presents) this.#presented();
    this.#attention.add(tile.element);
    this.#showMedia(id);
    this.#showSpeaker();
    this.#count();
    if (presents) toast(presentingMessage(participant.name || id));
    else if (!initial) toast(t("call.joined", { name: participant.name || participant.id }));
  }

  /** @param {{participant: Participant, initial: boolean, by?: string}} how */
  #left({ participant, initial, by }) {
    const tile = this.#tiles.get(participant.id);
    if (!tile) return;
    this.#tiles.delete(participant.id);
    if (this.#pinned === participant.id) this.#pin(undefined);
    tile.close();
    this.#attention.remove(tile.element);
    this.#grid.remove(tile.element);
    this.#count();
    if (presenterOf(participant.id) !== undefined) this.#presented();
    else if (!initial) toast(leftMessage(participant.name || participant.id, by !== undefined));
  }

  /** What its tile says of a screen. @param {Participant} participant */
  #presenting(participant) {
    if (presenterOf(participant.id) === undefined) return participant;
    return { ...participant, name: presentingMessage(participant.name || participant.id) };
  }

  /** The latest screen has the large place. */
  #presented() {
    const screens = this.#screens();
    this.#grid.present(this.#tiles.get(screens[screens.length - 1] ?? "")?.element);
    this.#look(...this.#looked);
  }

  /** Everybody's but ours, by id. */
  #screens() {
    return [...this.#tiles.keys()].filter((id) => presenterOf(id) !== undefined);
  }

  /** The speaker large, or everybody equal. */
  #turn() {
    const around = this.#grid.turn();
    byId("turn").setAttribute("aria-pressed", String(around));
    announce(viewMessage(around));
  }

  /** The picture of whoever is pinned, or speaks, or is there at all. */
  #shown() {
    const ids = [this.#pinned, this.#conference.speaker, ...this.#tiles.keys()];
    const tiles = ids.map((id) => this.#tiles.get(id ?? "")).filter((tile) => tile?.isPictured);
    return (tiles[0] ?? (this.#own.isPictured ? this.#own : undefined))?.video;
  }

  /** @param {import("../protocol/local-media.js").Kind} kind @param {string} by */
  #silenced(kind, by) {
    this.#media.set(kind, false);
    toast(silencedMessage(kind, this.#name(by) ?? t("call.admin")), { danger: true });
  }

  /** @param {string} id @returns {string | undefined} undefined of nobody here */
  #name(id) {
    if (id === this.#conference.who.user) return this.#conference.who.name;
    const participant = this.#conference.participants.get(id);
    return participant && (participant.name || id);
  }

  /** @param {string} id */
  #title(id) {
    const name = this.#name(id) ?? "";
    return presenterOf(id) === undefined ? name : presentingMessage(name);
  }

  #count() {
    const people = [...this.#tiles.keys()].filter((id) => presenterOf(id) === undefined);
    byId("people-count").textContent = String(people.length + 1);
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
    const people = [...this.#tiles].filter(([id]) => presenterOf(id) === undefined);
    const others = people.map(([id, tile]) => /** @type {[RemoteTile, number]} */ ([tile, this.#conference.level(id)]));
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
    this.#conference.look({ pinned: this.#pinned === undefined ? this.#screens() : [this.#pinned, ...this.#screens()], heights, usual });
  }

  /** What the tiles and the banner say, in another language; the other parts see to it themselves. */
  #translated() {
    this.#own.translated();
    for (const [id, tile] of this.#tiles) {
      const participant = this.#conference.participants.get(id);
      if (participant) tile.update(this.#presenting(participant));
      tile.pinned(id === this.#pinned);
    }
    this.#showMedia();
    if (!byId("banner").hidden) this.#linkChanged(0);
  }

  #linkChanged(afterMs = BANNER_AFTER_MS) {
    clearTimeout(this.#bannerTimer);
    if (!navigator.onLine) return showText(byId("banner"), t("call.offline"));
    if (this.#conference.connected) return this.#linked();
    this.#bannerTimer = setTimeout(() => showText(byId("banner"), t("call.lost")), afterMs);
  }

  #linked() {
    if (!byId("banner").hidden) toast(t("call.linked"));
    showText(byId("banner"), "");
  }

  /** @param {string} id of an element @param {() => void} handle */
  #onClick(id, handle) {
    byId(id).addEventListener("click", handle, { signal: this.#listeners.signal });
  }

  /**
   * @template E
   * @template {keyof E & string} K
   * @param {import("../protocol/events.js").Tells<E>} target
   * @param {K} type
   * @param {(detail: E[K]) => void} handle
   */
  #on(target, type, handle) {
    listen(target, type, handle, this.#listeners.signal);
  }
}
