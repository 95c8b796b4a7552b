import { t } from "../language.js";
import { keep, make, say } from "../ui/build.js";
import { bitrate, frequency, whole } from "../ui/format.js";
import { Rates } from "./history.js";
import { Sparkline } from "./sparkline.js";

/** @typedef {import("./statistics.js").RoomTraffic} RoomTraffic */

/** The rooms, those with the most people first. Dispatches `open` with the room's id as detail. */
export class Rooms extends /** @type {new () => import("../protocol/events.js").Tells<{open: string}>} */ (EventTarget) {
  #body;
  /** @type {Map<string, Row>} */
  #rows = new Map();

  /** @param {HTMLElement} body of the table */
  constructor(body) {
    super();
    this.#body = body;
  }

  /** @param {RoomTraffic[]} rooms @param {number} at in milliseconds since 1970 */
  show(rooms, at) {
    const byId = new Map(rooms.map((room) => [room.id, room]));
    keep(this.#body, this.#rows, [...byId.keys()], (id) => new Row(id, () => this.#open(id)));
    for (const [id, row] of this.#rows) row.show(/** @type {RoomTraffic} */ (byId.get(id)), at);
  }

  /** @param {string} detail */
  #open(detail) {
    this.dispatchEvent(new CustomEvent("open", { detail }));
  }
}

class Row {
  #rates = new Rates();
  #spark = new Sparkline();
  #people = make("td");
  #in = make("td");
  #out = make("td");
  #lost = make("td");
  #connections = make("td");
  #engine = make("td");
  #locked = make("small", t("admin.locked"));

  /** @param {string} id @param {() => void} open */
  constructor(id, open) {
    const button = make("button", id);
    button.className = "link";
    button.addEventListener("click", open);
    const head = make("th", button, " ", this.#locked);
    head.scope = "row";
    const plot = make("td", this.#spark.element);
    plot.className = "plot-column";
    this.element = make("tr", head, this.#people, this.#in, this.#out, plot, this.#lost, this.#connections, this.#engine);
    this.element.dataset.room = id;
  }

  /** @param {RoomTraffic} room @param {number} at */
  show(room, at) {
    const { bytesReceived, bytesSent, packetsLost } = room;
    this.#rates.update({ bytesReceived, bytesSent, packetsLost }, at);
    const out = this.#rates.of("bytesSent");
    this.#spark.show(out.values);
    this.#locked.hidden = !room.locked;
    say(this.#people, t("admin.some-of", { count: whole(room.participants), most: whole(room.capacity) }));
    say(this.#in, bitrate(this.#rates.of("bytesReceived").latest * 8));
    say(this.#out, bitrate(out.latest * 8));
    say(this.#lost, `${frequency(this.#rates.of("packetsLost").latest)}/s`);
    say(this.#connections, whole(room.connections));
    say(this.#engine, room.engine);
  }
}
