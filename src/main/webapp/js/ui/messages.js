/**
 * What we say to people.
 *
 * @typedef {import("../protocol/local-media.js").Kind} Kind
 * @typedef {import("../protocol/local-media.js").Trouble} Trouble
 */

/** @type {Record<Kind, string>} */
const NAMES = { audio: "microphone", video: "camera" };

/** @param {Kind} kind @param {Trouble} trouble */
export function deviceMessage(kind, trouble) {
  const name = NAMES[kind];
  switch (trouble) {
    case "denied":
      return `Your browser does not let this page use the ${name}. Allow it by the icon beside the address, then turn the ${name} on.`;
    case "missing":
      return `No ${name} was found.`;
    case "busy":
      return `Your ${name} is in use by another program. Close that one, then turn the ${name} on.`;
    case "lost":
      return `Your ${name} was disconnected.`;
    case "insecure":
      return insecureMessage();
  }
}

/** Another device than before is in use. @param {Kind} kind @param {string} label as the browser names it */
export function replacedMessage(kind, label) {
  return label ? `Your ${NAMES[kind]} has changed: ${label} is in use now.` : `Another ${NAMES[kind]} is in use now.`;
}

export const NO_SOUND = "No sound could be played. Choose other speakers, or look at the settings of your system.";

/** @param {Record<Kind, Trouble | null>} troubles */
export function devicesMessage({ audio, video }) {
  if (audio === "insecure" || video === "insecure") return insecureMessage();
  if (audio && audio === video) {
    return `${bothMessage(audio)} You can still join to watch and listen.`;
  }
  if (audio) return deviceMessage("audio", audio);
  return video ? deviceMessage("video", video) : "";
}

/** @param {Trouble} trouble */
function bothMessage(trouble) {
  if (trouble === "denied") {
    return "Your browser does not let this page use the camera and the microphone. Allow them by the icon beside the address.";
  }
  if (trouble === "missing") return "No camera and no microphone were found.";
  return "Your camera and microphone are in use by another program or were disconnected.";
}

function insecureMessage() {
  return `Browsers give camera and microphone only to pages that came over https. Open ${secureAddress()} instead; until then you can join to watch and listen.`;
}

/** The same page over https, on the port that goes with ours. */
function secureAddress() {
  const url = new URL(location.href);
  url.protocol = "https:";
  if (url.port === "8080") url.port = "8443";
  return url.href;
}

/** Why joining failed. @param {unknown} error */
export function joinMessage(error) {
  const { status, message } = /** @type {{status?: number, message: string}} */ (error);
  if (status === 0) return "The server cannot be reached. Check your connection and try again.";
  if (status === 503 && /full|capacity/i.test(message)) return "This room is full. Try again when somebody has left.";
  if (status === 503) return `The server cannot take this call right now. ${message}`;
  if (status === 403) return REMOVED;
  if (status === 423) return LOCKED_OUT;
  return `Joining did not work: ${message}`;
}

const REMOVED = "You were removed from this room. Whoever opened it can let you in again.";
const LOCKED_OUT = "This room is locked: nobody new can come in. Ask somebody inside to have it unlocked.";

/** @typedef {{title: string, text: string}} Ending */

/** Why the call is over for us. @param {"closed" | "removed" | "locked-out"} how @param {string} about a reason, or a name @returns {Ending} */
export function endingMessage(how, about) {
  if (how === "locked-out") return { title: "You could not come back", text: LOCKED_OUT };
  if (how === "closed") return { title: "This call has ended", text: closedMessage(about) };
  const text = about ? `${about} removed you from this room and can let you in again.` : REMOVED;
  return { title: "You were removed", text };
}

/** @param {Kind} kind @param {string} name of who did it */
export function silencedMessage(kind, name) {
  return kind === "audio" ? `${name} muted your microphone` : `${name} turned your camera off`;
}

/** For somebody whom we see nowhere. */
export const ADMIN = "The admin of this room";

/** @param {string} reason as the server gave it */
function closedMessage(reason) {
  return reason ? `It was ${reason}.` : "It was closed.";
}

/** Why somebody comes badly. @param {import("./quality.js").Cause} cause @param {number} value a share, seconds, or how often */
export function qualityMessage(cause, value) {
  const ms = Math.round(value * 1_000);
  if (cause === "loss") return `Weak connection: ${Math.round(value * 100)} % of the packets are lost`;
  if (cause === "roundTrip") return `Slow connection: ${ms} ms to the server and back`;
  if (cause === "jitter") return `Uneven connection: packets come up to ${ms} ms early or late`;
  return "The picture froze just now";
}

/** @param {string} name */
export function presentingMessage(name) {
  return `${name} is presenting`;
}

/** @param {boolean} active */
export function presentLabel(active) {
  return active ? "Stop presenting (S)" : "Present your screen (S)";
}

/** Why a screen could not be shown; empty where the person chose so. @param {unknown} error */
export function presentFailure(error) {
  const { name, status, message } = /** @type {{name: string, status?: number, message: string}} */ (error);
  if (name === "NotAllowedError" || name === "AbortError") return "";
  if (status === 423) return "The room is locked: whoever opened it has to unlock it before you can present.";
  return `Your screen could not be shown: ${message}`;
}

/** @param {boolean} around the speaker is large */
export function viewMessage(around) {
  return around ? "Speaker view" : "Grid view";
}

export const NO_FULL_SCREEN = "Your browser does not let this page fill the screen.";
export const NO_PICTURE = "There is no picture that could float over other windows.";
export const OFFLINE = "This device has no network. The call goes on as soon as there is one.";
export const LINKED = "Connected again";
export const LOST = "Connection lost, reconnecting…";

/** @param {string} name @param {boolean} removed by the admin */
export function leftMessage(name, removed) {
  return removed ? `${name} was removed` : `${name} left`;
}

/** @param {string} name @param {string} text */
export function chatMessage(name, text) {
  const most = 120;
  return `${name}: ${text.length > most ? `${text.slice(0, most)}…` : text}`;
}

/** @param {number} unread */
export function chatLabel(unread) {
  return unread === 0 ? "Chat (C)" : `Chat (C), ${unread} unread`;
}

/** @param {string} name */
export function handMessage(name) {
  return `${name} raised a hand`;
}

/** @param {boolean} raised */
export function handLabel(raised) {
  return raised ? "Lower hand (H)" : "Raise hand (H)";
}

/** @param {string} name of the admin */
export function loweredMessage(name) {
  return `${name} lowered your hand`;
}

/** @param {string} name @param {string} emoji */
export function reactionMessage(name, emoji) {
  return `${name} reacts with ${emoji}`;
}

/** @param {boolean} locked */
export function lockedMessage(locked) {
  return locked ? "The room is locked: nobody new can come in" : "The room is open again";
}

/** What a button of the participant list does. @type {Record<string, (name: string) => string>} */
export const ACTIONS = {
  lower: (name) => `Lower ${name}'s hand`,
  mute: (name) => `Mute ${name}`,
  stop: (name) => `Turn ${name}'s camera off`,
  remove: (name) => `Remove ${name} from the room`,
  admit: (name) => `Let ${name} in again`,
};

/** @param {{you: boolean, admin: boolean}} role */
export function roleLabel({ you, admin }) {
  return [you ? "you" : "", admin ? "admin" : ""].filter(Boolean).join(", ");
}

/** A call about the meeting that did not succeed. @param {unknown} error */
export function meetingMessage(error) {
  const { status, message } = /** @type {{status?: number, message: string}} */ (error);
  if (status === 0) return "The server cannot be reached. Try again when the connection is back.";
  if (status === 429) return "That was too much at once. Wait a moment.";
  return message;
}
