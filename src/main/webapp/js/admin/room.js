import { number, t } from "../language.js";
import { byId } from "../ui/dom.js";
import { keep, make, say } from "../ui/build.js";
import { bitrate } from "../ui/format.js";
import { Rates } from "./history.js";
import { Pairs } from "./pairs.js";
import { Poll } from "./poll.js";

/** @typedef {import("./statistics.js").RoomStatistics} RoomStatistics @typedef {import("./statistics.js").Link} Link */

/** One room that somebody looks into: who is there, by which connections, and what was not forwarded. */
export class RoomDetails {
  #base;
  #section = byId("room");
  #people = byId("room-people");
  #drops = new Pairs(byId("room-drops"));
  /** @type {Map<string, Person>} */
  #views = new Map();
  /** @type {Poll[]} */
  #polls = [];
  /** By user id. @type {Map<string, string>} */
  #names = new Map();
  /** @type {Element | null} */
  #from = null;

  /** @param {URL} base the application's root */
  constructor(base) {
    this.#base = base;
    byId("room-close").addEventListener("click", () => this.#closed());
  }

  /** @param {string} id */
  open(id) {
    this.#forget();
    this.#from = document.activeElement;
    const path = `webrtc/room/${encodeURIComponent(id)}`;
    byId("room-title").textContent = id;
    /** @type {HTMLAnchorElement} */ (byId("room-link")).href = new URL(`#${encodeURIComponent(id)}`, this.#base).href;
    this.#follow(path, (room) => this.#named(room));
    this.#follow(`${path}/statistics`, (statistics) => this.#show(statistics));
    this.#section.hidden = false;
    byId("room-title").focus();
  }

  /** @param {string} path @param {(answer: any) => void} show */
  #follow(path, show) {
    const poll = new Poll(new URL(path, this.#base));
    poll.addEventListener("answer", ({ detail }) => show(detail));
    poll.addEventListener("trouble", ({ detail }) => this.#trouble(detail));
    this.#polls.push(poll);
    poll.start();
  }

  /** @param {{participants: {id: string, name?: string}[]}} room */
  #named({ participants }) {
    this.#names = new Map(participants.map(({ id, name }) => [id, name || id]));
  }

  /** @param {RoomStatistics} statistics */
  #show({ connections }) {
    byId("room-trouble").hidden = true;
    const links = new Map(connections.map((link) => [`${link.user} ${link.peer} ${link.isSender}`, link]));
    keep(this.#people, this.#views, [...links.keys()], () => new Person());
    for (const [key, view] of this.#views) view.show(/** @type {Link} */ (links.get(key)), this.#names, Date.now());
    this.#drops.show(sum(connections));
  }

  /** @param {import("./poll.js").Refusal} refusal */
  #trouble({ status, message }) {
    byId("room-trouble").hidden = false;
    byId("room-trouble").textContent = status === 404 ? t("admin.closed") : message;
    if (status !== 404) return;
    keep(this.#people, this.#views, [], () => new Person());
    this.#drops.show({});
  }

  #closed() {
    this.#forget();
    this.#section.hidden = true;
    if (this.#from instanceof HTMLElement && this.#from.isConnected) this.#from.focus();
  }

  #forget() {
    for (const poll of this.#polls) poll.stop();
    this.#polls = [];
    keep(this.#people, this.#views, [], () => new Person());
    this.#drops.show({});
    byId("room-trouble").hidden = true;
  }
}

/** One connection of somebody. */
class Person {
  #rates = new Rates();
  #who = make("strong");
  #what = make("span");
  #numbers = make("small");

  constructor() {
    this.element = make("li", make("p", this.#who, " ", this.#what), this.#numbers);
  }

  /** @param {Link} link @param {Map<string, string>} names @param {number} at in milliseconds */
  show({ user, peer, isSender, statistics = {} }, names, at) {
    this.#rates.update({ in: statistics.bytesReceived ?? 0, out: statistics.bytesSent ?? 0 }, at);
    const whom = peer === "*" ? t("admin.everybody") : (names.get(peer) ?? peer);
    say(this.#who, names.get(user) ?? user);
    say(this.#what, isSender ? t("admin.publishes") : t("admin.receives", { name: whom }));
    const bps = bitrate(this.#rates.of(isSender ? "in" : "out").latest * 8);
    say(this.#numbers, [statistics.state, bps, ...path(statistics)].filter(Boolean).join(" · "));
  }
}

/** @param {import("./statistics.js").LinkStatistics} statistics */
function path({ protocol, roundTripMs, packetsLost = 0 }) {
  const roundTrip = roundTripMs === undefined ? "" : `${number(roundTripMs, roundTripMs < 10 ? 1 : 0)} ms`;
  return [protocol?.toUpperCase() ?? "", roundTrip, packetsLost > 0 ? t("admin.packets-lost", { count: number(packetsLost) }) : ""];
}

/** @param {Link[]} links */
function sum(links) {
  /** @type {import("./statistics.js").Counts} */
  const all = {};
  for (const { statistics } of links) {
    for (const [reason, count] of Object.entries(statistics?.drops ?? {})) all[reason] = (all[reason] ?? 0) + count;
  }
  return Object.fromEntries(Object.entries(all).sort(([, one], [, other]) => other - one));
}
