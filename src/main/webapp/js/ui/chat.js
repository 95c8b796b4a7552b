import { language } from "../language.js";
import { byId, fromTemplate, listen, one } from "./dom.js";
import { chatLabel, chatMessage, meetingMessage } from "./call-messages.js";
import { toast } from "./toasts.js";

/** @typedef {import("../protocol/api.js").ChatMessage} ChatMessage */

/** Who writes again within this time needs no second headline. */
const TOGETHER_MS = 180_000;
const LINK = /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)'\]])/;
const TIME = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });

/** What people write, and the field for our own. */
export class Chat {
  #meet;
  #side;
  #log = byId("chat-log");
  #text = /** @type {HTMLTextAreaElement} */ (byId("chat-text"));
  #unread = 0;
  /** @type {ChatMessage | undefined} */
  #latest;
  #sending = false;

  /** @param {import("./call.js").Meet} meet @param {import("./side-panel.js").SidePanel} side */
  constructor(meet, side) {
    this.#meet = meet;
    this.#side = side;
    const { conference, signal } = meet;
    this.#log.replaceChildren();
    this.#text.value = "";
    byId("chat-empty").hidden = false;
    this.#count(0);
    listen(conference.meeting, "chat", ({ message, initial }) => this.#said(message, initial), signal);
    listen(language, "change", () => this.#count(this.#unread), signal);
    listen(side, "shown", (panel) => panel === "chat" && this.#opened(), signal);
    byId("chat-form").addEventListener("submit", (event) => this.#submitted(event), { signal });
    this.#text.addEventListener("keydown", (event) => this.#typed(event), { signal });
    this.#text.addEventListener("input", () => this.#grow(), { signal });
  }

  #opened() {
    this.#count(0);
    this.#log.scrollTop = this.#log.scrollHeight;
  }

  /** @param {ChatMessage} message @param {boolean} initial */
  #said(message, initial) {
    const own = message.participant === this.#meet.conference.who.user;
    const atEnd = this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight < 40;
    this.#log.append(this.#element(message, own));
    byId("chat-empty").hidden = true;
    this.#latest = message;
    if (atEnd || own) this.#log.scrollTop = this.#log.scrollHeight;
    if (own || this.#side.open === "chat") return;
    this.#count(this.#unread + 1);
    if (!initial) toast(chatMessage(message.name || message.participant, message.text));
  }

  /** @param {ChatMessage} message @param {boolean} own */
  #element(message, own) {
    const element = fromTemplate("message-template");
    const { participant, name, text, at } = message;
    const more = this.#latest?.participant === participant && at - this.#latest.at < TOGETHER_MS;
    element.classList.toggle("more", more);
    element.classList.toggle("own", own);
    one(element, "b").textContent = name || participant;
    const time = /** @type {HTMLTimeElement} */ (one(element, "time"));
    time.dateTime = new Date(at).toISOString();
    time.textContent = TIME.format(at);
    one(element, ".message-text").append(...linked(text));
    return element;
  }

  /** @param {Event} event */
  #submitted(event) {
    event.preventDefault();
    this.#send();
  }

  /** @param {KeyboardEvent} event */
  #typed(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#send();
  }

  async #send() {
    const text = this.#text.value.trim();
    if (text === "" || this.#sending) return;
    this.#sending = true;
    this.#write("");
    try {
      await this.#meet.conference.meeting.say(text);
    } catch (error) {
      toast(meetingMessage(error), { danger: true });
      this.#write([text, this.#text.value].filter(Boolean).join("\n"));
    }
    this.#sending = false;
  }

  /** @param {string} text */
  #write(text) {
    this.#text.value = text;
    this.#grow();
  }

  /** The field is as high as what is in it, up to what the style sheet allows. */
  #grow() {
    this.#text.style.height = "auto";
    this.#text.style.height = `${this.#text.scrollHeight + 2}px`;
  }

  /** @param {number} unread */
  #count(unread) {
    this.#unread = unread;
    byId("unread").hidden = unread === 0;
    byId("unread").textContent = unread > 99 ? "99+" : String(unread);
    one(document, "[data-panel=chat]").title = chatLabel(unread);
  }
}

/** Text with its addresses as links. @param {string} text @returns {(string | HTMLAnchorElement)[]} */
function linked(text) {
  return text.split(LINK).map((part, i) => {
    if (i % 2 === 0) return part;
    const link = document.createElement("a");
    Object.assign(link, { href: part, target: "_blank", rel: "noopener noreferrer", textContent: part });
    return link;
  });
}
