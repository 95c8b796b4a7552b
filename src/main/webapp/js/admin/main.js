import { language, t } from "../language.js";
import { byId } from "../ui/dom.js";
import { Drops } from "./drops.js";
import { Engines } from "./engines.js";
import { Figures } from "./figures.js";
import { whole } from "../ui/format.js";
import { duration } from "./duration.js";
import { Poll } from "./poll.js";
import { RoomDetails } from "./room.js";
import { Rooms } from "./rooms.js";

/** @typedef {import("./statistics.js").Statistics} Statistics */

/** The whole server at a glance, for whoever runs it. */
class Admin {
  #base = new URL(".", document.baseURI);
  #figures = new Figures(byId("figures"));
  #rooms = new Rooms(byId("rooms"));
  #room = new RoomDetails(this.#base);
  #drops = new Drops(byId("drops"));
  #engines = new Engines(byId("engines"));

  start() {
    this.#rooms.addEventListener("open", ({ detail }) => this.#room.open(detail));
    const poll = new Poll(new URL("webrtc/statistics", this.#base));
    poll.addEventListener("answer", ({ detail }) => this.#show(detail));
    poll.addEventListener("trouble", ({ detail }) => this.#trouble(detail));
    poll.start();
  }

  /** @param {Statistics} statistics */
  #show(statistics) {
    const { at, startedAt, totals, rooms } = statistics;
    document.body.classList.remove("stale");
    byId("trouble").hidden = true;
    byId("status").textContent = t("admin.live", { duration: duration(at - startedAt) });
    this.#figures.show(statistics);
    this.#rooms.show(rooms, at);
    byId("rooms-scroll").hidden = rooms.length === 0;
    byId("rooms-note").textContent = roomsNote(statistics);
    this.#drops.show(totals.drops, at);
    byId("drops-none").hidden = Object.keys(totals.drops).length > 0;
    byId("drops-scroll").hidden = !byId("drops-none").hidden;
    this.#engines.show(statistics.engines);
  }

  /** @param {Error} refusal */
  #trouble({ message }) {
    document.body.classList.add("stale");
    byId("status").textContent = t("admin.not-live");
    if (byId("trouble").textContent !== message) byId("trouble").textContent = message;
    byId("trouble").hidden = false;
  }
}

/** @param {Statistics} statistics */
function roomsNote({ totals, roomsOmitted, connectionsOmitted, limits }) {
  if (totals.rooms === 0) return t("admin.no-rooms");
  const omitted = roomsOmitted > 0 ? t("admin.omitted", { count: whole(roomsOmitted) }) : "";
  const unasked = connectionsOmitted > 0 ? t("admin.unasked", { count: whole(connectionsOmitted) }) : "";
  return [t("admin.of-at-most", { count: whole(totals.rooms), most: whole(limits.rooms) }), omitted, unasked].filter(Boolean).join(" ");
}

language.addEventListener("change", () => location.reload());
new Admin().start();
