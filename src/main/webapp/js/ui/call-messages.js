import { t } from "../language.js";

/** What we say to people when something happens in a call. */

/** @param {import("../protocol/local-media.js").Kind} kind @param {string} name of who did it */
export function silencedMessage(kind, name) {
  return t(`device.${kind}.silenced`, { name });
}

/** Why somebody comes badly. @param {import("./quality.js").Cause} cause @param {number} value a share, seconds, or how often */
export function qualityMessage(cause, value) {
  return t(`quality.${cause}`, { percent: Math.round(value * 100), ms: Math.round(value * 1_000) });
}

/** @param {string} name */
export function presentingMessage(name) {
  return t("present.presenting", { name });
}

/** @param {boolean} active */
export function presentLabel(active) {
  return active ? t("present.stop") : t("present.start");
}

/** Why a screen could not be shown; empty where the person chose so. @param {unknown} error */
export function presentFailure(error) {
  const { name, status, message } = /** @type {{name: string, status?: number, message: string}} */ (error);
  if (name === "NotAllowedError" || name === "AbortError") return "";
  return status === 403 ? t("present.forbidden") : t("present.failed", { reason: message });
}

/** What the admin has done to our screen. @param {"silenced" | "ended"} what @param {string} name of the admin, empty if not here */
export function presentStopped(what, name) {
  return t(`present.${what}`, { name: name || t("call.admin") });
}

/** @param {string} name of who shows it */
export function screenLabel(name) {
  return t("people.screen-of", { name });
}

/** @param {boolean} around the speaker is large */
export function viewMessage(around) {
  return around ? t("view.speaker") : t("view.grid");
}

/** @param {string} name @param {boolean} removed by the admin */
export function leftMessage(name, removed) {
  return removed ? t("call.removed", { name }) : t("call.left", { name });
}

/** @param {string} name @param {string} text */
export function chatMessage(name, text) {
  const most = 120;
  return `${name}: ${text.length > most ? `${text.slice(0, most)}…` : text}`;
}

/** @param {number} unread */
export function chatLabel(unread) {
  return unread === 0 ? t("chat.title") : t("chat.unread", { count: unread });
}

/** @param {string} name */
export function handMessage(name) {
  return t("hand.raised-by", { name });
}

/** @param {boolean} raised */
export function handLabel(raised) {
  return raised ? t("hand.lower") : t("hand.raise");
}

/** @param {string} name of the admin */
export function loweredMessage(name) {
  return t("hand.lowered-by", { name });
}

/** @param {string} name @param {string} emoji */
export function reactionMessage(name, emoji) {
  return t("react.reacted", { name, emoji });
}

/** @param {boolean} locked */
export function lockedMessage(locked) {
  return locked ? t("people.now-locked") : t("people.now-open");
}

/** What a button of the participant list does. @param {string} action inspect, lower, mute, stop, remove or admit @param {string} name */
export function actionLabel(action, name) {
  return action === "inspect" ? t("nerds.of", { name }) : t(`people.do-${action}`, { name });
}

/** @param {{you: boolean, admin: boolean}} role */
export function roleLabel({ you, admin }) {
  return [you ? t("people.you") : "", admin ? t("people.admin") : ""].filter(Boolean).join(", ");
}

/** A call about the meeting that did not succeed. @param {unknown} error */
export function meetingMessage(error) {
  const { status, message } = /** @type {{status?: number, message: string}} */ (error);
  if (status === 0) return t("meeting.unreachable");
  return status === 429 ? t("meeting.too-much") : message;
}
