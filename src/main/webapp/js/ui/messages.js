import { t } from "../language.js";

/**
 * What we say to people of their devices, and when a call begins or ends. The rest is in `call-messages.js`, after the lobby.
 *
 * @typedef {import("../protocol/local-media.js").Kind} Kind
 * @typedef {import("../protocol/local-media.js").Trouble} Trouble
 */

/** @param {Kind | "both"} kind @param {Trouble} trouble */
export function deviceMessage(kind, trouble) {
  return trouble === "insecure" ? t("device.insecure", { address: secureAddress() }) : t(`device.${kind}.${trouble}`);
}

/** Another device than before is in use. @param {Kind} kind @param {string} device as the browser names it, or empty */
export function replacedMessage(kind, device) {
  return device ? t(`device.${kind}.replaced`, { device }) : t(`device.${kind}.another`);
}

/** @param {Record<Kind, Trouble | null>} troubles */
export function devicesMessage({ audio, video }) {
  if (audio === "insecure" || video === "insecure") return deviceMessage("both", "insecure");
  if (audio && audio === video) return deviceMessage("both", audio);
  if (audio) return deviceMessage("audio", audio);
  return video ? deviceMessage("video", video) : "";
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
  if (status === 0) return t("join.unreachable");
  if (status === 503 && /full|capacity/i.test(message)) return t("join.full");
  if (status === 503) return t("join.unavailable", { reason: message });
  if (status === 403) return t("join.removed");
  if (status === 423) return t("join.locked");
  return t("join.failed", { reason: message });
}

/** @typedef {{title: string, text: string}} Ending */

/** Why the call is over for us. @param {"closed" | "removed" | "locked-out"} how @param {string} about a reason, or a name @returns {Ending} */
export function endingMessage(how, about) {
  if (how === "locked-out") return { title: t("ended.locked-out"), text: t("join.locked") };
  if (how === "closed") return { title: t("ended.closed"), text: closedMessage(about) };
  return { title: t("ended.removed"), text: about ? t("ended.removed-by", { name: about }) : t("join.removed") };
}

/** @param {string} reason as the server gave it */
function closedMessage(reason) {
  return reason === "closed by its admin" ? t("ended.closed-by-admin") : t("ended.closed-text");
}
