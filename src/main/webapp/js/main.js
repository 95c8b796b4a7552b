import { recall, roomIdOf, tabUserId } from "./identity.js";
import { t } from "./language.js";
import { Api } from "./protocol/api.js";
import { LocalMedia } from "./protocol/local-media.js";
import { afterSleep } from "./protocol/sleep.js";
import { bindBackground } from "./ui/background.js";
import { bindDevicePickers } from "./ui/device-pickers.js";
import { byId, showView } from "./ui/dom.js";
import { Lobby } from "./ui/lobby.js";
import { bindMediaButtons } from "./ui/media-buttons.js";
import { endingMessage, joinMessage } from "./ui/messages.js";
import { screenfulOfPeople } from "./ui/screenful.js";
import { loadStyle } from "./ui/styles.js";
import { toast } from "./ui/toasts.js";

/**
 * @typedef {import("./protocol/local-media.js").Kind} Kind
 * @typedef {import("./protocol/conference.js").Conference} Conference
 * @typedef {import("./ui/call.js").Call} Call
 */

/** What the lobby does without comes after it: it is there when somebody has written his name. */
function loadCall() {
  return Promise.all([import("./protocol/conference.js"), import("./ui/call.js"), ...CALL_STYLES.map(loadStyle)]);
}

const CALL_STYLES = ["css/call.css", "css/tile.css", "css/side.css", "css/switch.css"];

/** Steps between lobby, call and the end of a call. */
class BlueSky {
  /** @type {Conference | null} */
  conference = null;
  /** @type {Call | null} */
  #call = null;
  #api = new Api(new URL(".", document.baseURI));
  #media = new LocalMedia({ audio: recall("audio"), video: recall("video") }, { audio: recall("audio-on") !== "no", video: recall("video-on") !== "no" });
  #lobby = new Lobby(this.#media);
  #user = tabUserId();

  start() {
    bindMediaButtons(this.#media);
    bindDevicePickers(this.#media);
    bindBackground(this.#media);
    this.#lobby.addEventListener("join", ({ detail }) => this.#join(detail));
    byId("leave").addEventListener("click", () => this.#leave());
    byId("open-options").addEventListener("click", () => dialog("options").showModal());
    byId("open-help").addEventListener("click", () => this.#help());
    byId("end-call").addEventListener("click", () => this.#endForEverybody());
    byId("rejoin").addEventListener("click", () => this.#enter(linkedRoom()));
    byId("home").addEventListener("click", () => this.#home());
    addEventListener("hashchange", () => this.#linkOpened());
    addEventListener("pagehide", () => this.conference?.leave({ keepalive: true }));
    // A page that comes back from the back-forward cache has left its call.
    addEventListener("pageshow", (event) => event.persisted && location.reload());
    addEventListener("online", () => this.conference?.wake({ away: true }));
    afterSleep(() => this.conference?.wake({ away: true }));
    document.addEventListener("visibilitychange", () => document.hidden || this.conference?.wake());
    this.#enter(linkedRoom());
  }

  /** @param {string} room empty: the person chooses one */
  #enter(room) {
    this.#lobby.show(room);
    this.#media.start();
    loadCall().catch(() => {}); // a failure shows when it is needed
  }

  /** @param {import("./ui/lobby.js").Choice} choice */
  async #join({ name, room }) {
    const loaded = await loadCall().catch(() => undefined);
    if (!loaded) return this.#lobby.error(joinMessage({ status: 0 }));
    const [{ Conference }, { Call }] = loaded;
    const conference = new Conference(this.#api, { room, name, user: await this.#user }, { pairs: screenfulOfPeople() });
    this.conference = conference;
    this.#send(conference);
    const call = new Call(conference, this.#media, linkTo(room));
    try {
      await conference.join();
    } catch (error) {
      call.close();
      this.conference = null;
      return this.#lobby.error(joinMessage(error));
    }
    history.replaceState(null, "", linkTo(room));
    for (const how of /** @type {const} */ (["closed", "removed", "locked-out"])) {
      conference.addEventListener(how, ({ detail }) => this.#over(conference, how, detail));
    }
    this.#call = call;
    call.show();
  }

  /** Keeps what the conference publishes in step with the devices. @param {Conference} conference */
  #send(conference) {
    const send = () => {
      if (this.conference !== conference) return this.#media.removeEventListener("change", send);
      for (const kind of /** @type {Kind[]} */ (["audio", "video"])) {
        conference.publisher.send(kind, this.#media.sent(kind));
      }
    };
    this.#media.addEventListener("change", send);
    send();
  }

  async #leave() {
    this.conference?.leave();
    this.#end(t("ended.left"), t("ended.left-text"));
  }

  async #endForEverybody() {
    try {
      await this.conference?.endForEverybody();
    } catch (error) {
      toast(t("people.end-failed", { reason: /** @type {Error} */ (error).message }), { danger: true });
    }
  }

  /** @param {Conference} conference @param {"closed" | "removed" | "locked-out"} how @param {{reason?: string, by?: string}} detail */
  #over(conference, how, { reason, by }) {
    const { title, text } = endingMessage(how, reason ?? conference.participants.get(by ?? "")?.name ?? "");
    this.#end(title, text);
  }

  /** @param {string} title @param {string} text */
  #end(title, text) {
    this.#call?.close();
    this.#call = null;
    this.conference = null;
    this.#media.stop();
    byId("ended-title").textContent = title;
    byId("ended-text").textContent = text;
    showView("ended");
    byId("ended-title").focus();
  }

  #help() {
    dialog("options").close();
    dialog("help").showModal();
  }

  #home() {
    history.replaceState(null, "", location.pathname + location.search);
    this.#enter("");
  }

  /** Somebody put another room into the address bar. */
  #linkOpened() {
    if (this.conference) this.#leave();
    this.#enter(linkedRoom());
  }
}

function linkedRoom() {
  try {
    return roomIdOf(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return "";
  }
}

/** @param {string} room */
function linkTo(room) {
  return new URL(`#${encodeURIComponent(room)}`, location.href).href;
}

/** @param {string} id */
function dialog(id) {
  return /** @type {HTMLDialogElement} */ (byId(id));
}

const blueSky = new BlueSky();
/** For browser tests, which read the statistics of each peer connection. */
Object.assign(window, { blueSky });
blueSky.start();
