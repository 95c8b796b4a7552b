/**
 * @typedef {import("./api.js").ChatMessage} ChatMessage
 * @typedef {import("./api.js").Room} Room
 */

/**
 * What people do in a room besides talking: they write, raise hands and react, and its admin keeps order. Nothing is shown
 * before the server has said it, to us as to all.
 *
 * Dispatches `chat` with `{message, initial}` (initial: was said before we came), `reaction` with `{participant, emoji}`,
 * `hands` after {@link hands} changed, with `{participant, raised, by}` if it was one hand, and `locked` with `{initial}`
 * after {@link locked} changed. Each call rejects with an ApiError.
 */
export class Meeting extends EventTarget {
  /** Oldest first. @type {ChatMessage[]} */
  messages = [];
  /** Who raised a hand, by id, and when. @type {Map<string, number>} */
  hands = new Map();
  locked = false;

  #api;
  #room;
  #user;

  /** @param {import("./api.js").Api} api @param {{room: string, user: string}} who */
  constructor(api, { room, user }) {
    super();
    this.#api = api;
    this.#room = room;
    this.#user = user;
  }

  /** Who raised a hand, the first of them first. */
  get queue() {
    return [...this.hands].sort(([, one], [, other]) => one - other).map(([id]) => id);
  }

  /** @param {string} text */
  say(text) {
    return this.#api.chat(this.#room, this.#user, text);
  }

  /** @param {string} emoji */
  react(emoji) {
    return this.#api.react(this.#room, this.#user, emoji);
  }

  /** @param {boolean} raised our own hand */
  raise(raised) {
    return this.#api.hand(this.#room, this.#user, this.#user, raised);
  }

  /** For the admin only. @param {string} participant whose hand comes down */
  lower(participant) {
    return this.#api.hand(this.#room, this.#user, participant, false);
  }

  /** For the admin only. @param {string} participant @param {"audio" | "video"} kind */
  mute(participant, kind) {
    return this.#api.mute(this.#room, this.#user, participant, kind);
  }

  /** For the admin only. @param {string} participant */
  remove(participant) {
    return this.#api.remove(this.#room, this.#user, participant);
  }

  /** For the admin only: takes {@link remove} back. @param {string} participant */
  admit(participant) {
    return this.#api.admit(this.#room, this.#user, participant);
  }

  /** For the admin only. @param {boolean} locked nobody new gets in */
  lock(locked) {
    return this.#api.lock(this.#room, this.#user, locked);
  }

  /** @param {EventTarget} stream a room's EventStream */
  follow(stream) {
    /** @type {Record<string, (data: any) => void>} */
    const handlers = {
      snapshot: (room) => this.#reconcile(room),
      chat: (message) => this.#said(message, false),
      reaction: (detail) => this.dispatchEvent(new CustomEvent("reaction", { detail })),
      hand: (hand) => this.#raised(hand),
      left: ({ participant }) => this.hands.delete(participant) && this.#handsChanged({}),
      locked: ({ locked }) => this.#lock(locked, false),
    };
    for (const [name, handle] of Object.entries(handlers)) {
      stream.addEventListener(name, (event) => handle(/** @type {CustomEvent} */ (event).detail));
    }
  }

  /** @param {Room} room */
  #reconcile({ chat = [], participants, locked }) {
    // A room that was opened anew counts from 1 again.
    if ((chat.at(-1)?.id ?? 0) < (this.messages.at(-1)?.id ?? 0)) this.messages = [];
    const first = this.messages.length === 0;
    for (const message of chat) this.#said(message, first);
    this.hands = new Map(participants.flatMap(({ id, hand }) => (hand === undefined ? [] : [[id, hand]])));
    this.#handsChanged({});
    this.#lock(locked, true);
  }

  /** @param {ChatMessage} message @param {boolean} initial */
  #said(message, initial) {
    if (message.id <= (this.messages.at(-1)?.id ?? 0)) return;
    this.messages.push(message);
    this.dispatchEvent(new CustomEvent("chat", { detail: { message, initial } }));
  }

  /** @param {{participant: string, raised: boolean, at?: number, by?: string}} hand */
  #raised({ participant, raised, at = 0, by }) {
    if (raised) this.hands.set(participant, at);
    else this.hands.delete(participant);
    this.#handsChanged({ participant, raised, by });
  }

  /** @param {{participant?: string, raised?: boolean, by?: string}} detail */
  #handsChanged(detail) {
    this.dispatchEvent(new CustomEvent("hands", { detail }));
  }

  /** @param {boolean} locked @param {boolean} initial */
  #lock(locked, initial) {
    if (locked === this.locked) return;
    this.locked = locked;
    this.dispatchEvent(new CustomEvent("locked", { detail: { initial } }));
  }
}
