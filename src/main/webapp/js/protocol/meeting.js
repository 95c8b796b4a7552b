/**
 * @typedef {import("./api.js").ChatMessage} ChatMessage
 * @typedef {import("./api.js").Room} Room
 * @typedef {Pick<import("../bluesky-client.js").CallEvents, "chat" | "reaction" | "hands" | "locked">} MeetingEvents
 */

/**
 * What people do in a room besides talking: they write, raise hands and react, and its admin keeps order. Nothing is shown
 * before the server has said it, to us as to all.
 *
 * Dispatches `chat` with `{message, initial}` (initial: was said before we came), `reaction` with `{participant, emoji}`,
 * `hands` after {@link hands} changed, with `{participant, raised, by}` if it was one hand, and `locked` with `{initial}`
 * after {@link locked} changed. Each call rejects with an ApiError.
 */
export class Meeting extends /** @type {new () => import("./events.js").Tells<MeetingEvents>} */ (EventTarget) {
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

  /** @param {import("./event-stream.js").EventStream} stream of the room */
  follow(stream) {
    stream.follow({
      snapshot: (room) => this.#reconcile(room),
      chat: (message) => this.#said(message, false),
      reaction: (reaction) => this.#tell("reaction", reaction),
      hand: (hand) => this.#raised(hand),
      left: ({ participant }) => this.hands.delete(participant) && this.#handsChanged({}),
      locked: ({ locked }) => this.#lock(locked, false),
    });
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
    this.#tell("chat", { message, initial });
  }

  /** @param {{participant: string, raised: boolean, at?: number, by?: string}} hand */
  #raised({ participant, raised, at = 0, by }) {
    if (raised) this.hands.set(participant, at);
    else this.hands.delete(participant);
    this.#handsChanged({ participant, raised, by });
  }

  /** @param {{participant?: string, raised?: boolean, by?: string}} detail */
  #handsChanged(detail) {
    this.#tell("hands", detail);
  }

  /** @param {boolean} locked @param {boolean} initial */
  #lock(locked, initial) {
    if (locked === this.locked) return;
    this.locked = locked;
    this.#tell("locked", { initial });
  }

  /** @template {keyof MeetingEvents} Name @param {Name} name @param {MeetingEvents[Name]} detail */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
