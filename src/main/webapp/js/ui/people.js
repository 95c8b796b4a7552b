import { language } from "../language.js";
import { presenterOf, screenOf } from "../protocol/presentation.js";
import { colourClass, initials } from "./avatar.js";
import { byId, fromTemplate, listen, one } from "./dom.js";
import { actionLabel, lockedMessage, meetingMessage, roleLabel, screenLabel } from "./call-messages.js";
import { toast } from "./toasts.js";

/**
 * @typedef {import("../protocol/api.js").Participant} Participant
 * @typedef {{id: string, name: string, hand: number, muted?: boolean, pictured?: boolean}} Person hand: place in the order, or 0;
 *     or the screen that somebody shows
 */

/** Who is in the room, and for its admin what can be done about it. */
export class People {
  #meet;
  #side;
  #inspect;
  #lock = /** @type {HTMLInputElement} */ (byId("lock"));
  /** Whom this admin has removed, by id. @type {Map<string, Person>} */
  #outside = new Map();
  #due = false;

  /**
   * @param {import("./call.js").Meet} meet
   * @param {import("./side-panel.js").SidePanel} side
   * @param {(id: string) => void} inspect shows somebody's statistics
   */
  constructor(meet, side, inspect) {
    this.#meet = meet;
    this.#side = side;
    this.#inspect = inspect;
    const { conference, signal } = meet;
    for (const type of /** @type {const} */ (["joined", "changed", "left", "admin"])) listen(conference, type, () => this.#changed(), signal);
    listen(conference, "joined", ({ participant }) => this.#outside.delete(participant.id), signal);
    listen(conference, "left", ({ participant, by }) => by !== undefined && this.#removed(participant), signal);
    listen(conference.meeting, "hands", () => this.#changed(), signal);
    listen(conference.meeting, "locked", ({ initial }) => this.#locked(initial), signal);
    listen(language, "change", () => this.#show(), signal);
    listen(side, "shown", () => this.#show(), signal);
    this.#lock.addEventListener("change", () => this.#try(() => conference.meeting.lock(this.#lock.checked)), { signal });
    byId("people-panel").addEventListener("click", (event) => this.#clicked(event), { signal });
    this.#locked(true);
    this.#show();
  }

  /** @param {Participant} participant */
  #removed({ id, name }) {
    const presenter = presenterOf(id);
    if (presenter === undefined) this.#outside.delete(screenOf(id));
    if (presenter !== undefined && this.#outside.has(presenter)) return;
    this.#outside.set(id, { id, name: presenter === undefined ? name || id : screenLabel(name || presenter), hand: 0 });
  }

  /** @param {boolean} initial */
  #locked(initial) {
    const { locked } = this.#meet.conference.meeting;
    this.#lock.checked = locked;
    byId("locked").toggleAttribute("hidden", !locked);
    if (!initial) toast(lockedMessage(locked));
  }

  /** Once for all that happens in a moment, and only while somebody looks. */
  #changed() {
    byId("admin").hidden = !this.#meet.conference.isAdmin;
    if (this.#due || this.#side.open !== "people") return;
    this.#due = true;
    requestAnimationFrame(() => {
      this.#due = false;
      if (!this.#meet.signal.aborted) this.#show();
    });
  }

  #show() {
    const { isAdmin } = this.#meet.conference;
    const focused = /** @type {HTMLElement | null} */ (document.activeElement?.closest("#people-panel [data-action]"));
    byId("admin").hidden = !isAdmin;
    byId("roster").replaceChildren(...this.#people().map((person) => this.#row(person, this.#actions(person))));
    const outside = isAdmin ? [...this.#outside.values()] : [];
    byId("outside").replaceChildren(...outside.map((person) => this.#row(person, ["admit"])));
    byId("outside").hidden = outside.length === 0;
    if (focused) this.#focus(focused);
  }

  /** The keyboard stays where it was. @param {HTMLElement} earlier */
  #focus(earlier) {
    const { id } = /** @type {HTMLElement} */ (earlier.closest("li")).dataset;
    const row = [...document.querySelectorAll("#people-panel li")].find((each) => /** @type {HTMLElement} */ (each).dataset.id === id);
    const button = row?.querySelector(`[data-action=${earlier.dataset.action}]`);
    /** @type {HTMLElement} */ (button ?? byId("side-title")).focus();
  }

  /** Raised hands in their order, then by name; behind each the screen that they show. @returns {Person[]} */
  #people() {
    const { participants, publisher, who, meeting } = this.#meet.conference;
    const { queue } = meeting;
    const people = [...participants.values()].filter(({ id }) => presenterOf(id) === undefined);
    const others = people.map(({ id, name, tracks = [] }) => {
      const muted = !sends(tracks, "audio");
      return { id, name: name || id, hand: queue.indexOf(id) + 1, muted, pictured: sends(tracks, "video") };
    });
    const own = { id: who.user, name: who.name, hand: queue.indexOf(who.user) + 1, muted: !publisher.sends("audio") };
    const place = (/** @type {Person} */ { hand }) => hand || Infinity;
    const order = (/** @type {Person} */ one, /** @type {Person} */ other) =>
      place(one) === place(other) ? one.name.localeCompare(other.name) : place(one) - place(other);
    return [own, ...others].sort(order).flatMap((person) => [person, ...this.#screen(person)]);
  }

  /** What a person shows beside the camera, if anything. @param {Person} person @returns {Person[]} */
  #screen({ id, name }) {
    const screen = this.#meet.conference.participants.get(screenOf(id));
    return screen ? [{ id: screen.id, name: screenLabel(name), hand: 0, muted: !sends(screen.tracks, "audio") }] : [];
  }

  /** What may be done now, most of it by the admin alone. @param {Person} person @returns {string[]} */
  #actions({ id, hand, muted, pictured }) {
    const { isAdmin, who } = this.#meet.conference;
    if (!isAdmin || id === who.user) return ["inspect"];
    return ["inspect", hand ? "lower" : "", muted ? "" : "mute", pictured ? "stop" : "", "remove"].filter(Boolean);
  }

  /** @param {Person} person @param {string[]} actions */
  #row({ id, name, hand, muted = false }, actions) {
    const { admin, who } = this.#meet.conference;
    const row = fromTemplate("person-template");
    const screen = presenterOf(id) !== undefined;
    row.dataset.id = id;
    row.classList.toggle("shown", screen);
    if (!screen) one(row, ".face").textContent = initials(name);
    if (!screen) one(row, ".face").classList.add(colourClass(name));
    one(row, ".person-name > span").textContent = name;
    one(row, "small").textContent = roleLabel({ you: id === who.user, admin: id === admin });
    one(row, ".person-hand").hidden = hand === 0 || actions.includes("lower");
    one(row, ".person-hand > span").textContent = String(hand);
    one(row, ".person-muted").toggleAttribute("hidden", !muted || screen);
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (row.querySelectorAll("[data-action]"))) {
      const action = button.dataset.action ?? "";
      if (!actions.includes(action)) {
        button.remove();
        continue;
      }
      button.title = actionLabel(action, name);
      button.setAttribute("aria-label", button.title);
    }
    return row;
  }

  /** @param {Event} event */
  #clicked(event) {
    const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-action]"));
    const id = /** @type {HTMLElement | null | undefined} */ (button?.closest("li"))?.dataset.id;
    if (button && id !== undefined) this.#try(() => this.#act(button.dataset.action ?? "", id));
  }

  /** @param {string} action @param {string} id */
  async #act(action, id) {
    const { meeting } = this.#meet.conference;
    if (action === "inspect") this.#inspect(id);
    else if (action === "lower") await meeting.lower(id);
    else if (action === "mute") await meeting.mute(id, "audio");
    else if (action === "stop") await meeting.mute(id, "video");
    else if (action === "remove") await meeting.remove(id);
    else await this.#admit(id);
  }

  /** @param {string} id */
  async #admit(id) {
    await this.#meet.conference.meeting.admit(id);
    this.#outside.delete(id);
    this.#show();
  }

  /** @param {() => Promise<void>} call */
  async #try(call) {
    try {
      await call();
    } catch (error) {
      this.#lock.checked = this.#meet.conference.meeting.locked;
      toast(meetingMessage(error), { danger: true });
    }
  }
}

/** @param {import("../protocol/api.js").Track[] | undefined} tracks @param {string} wanted */
function sends(tracks = [], wanted) {
  return tracks.some(({ kind, muted }) => kind === wanted && !muted);
}
