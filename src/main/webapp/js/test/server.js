import { t } from "../language.js";
import { bad, good, within } from "./outcome.js";

/** @typedef {{api: import("../protocol/api.js").Api, room: string, user: string}} Session a room of this test alone */

const EVENT_MS = 5_000;

/** Whether the server answers calls. @param {Session} session */
export async function http({ api, room, user }) {
  const before = performance.now();
  try {
    await api.ensureRoom(room, user);
    return good(t("test.answers", { ms: Math.round((performance.now() - before) / 3) }));
  } catch (error) {
    const { status, message } = /** @type {import("../protocol/api.js").ApiError} */ (error);
    return status ? bad(message, t("test.calls-refused", { status })) : bad(t("test.no-answer"), t("test.calls-unanswered"));
  }
}

/** Whether events come when they happen, and not later in a heap. @param {Session} session */
export async function events({ api, room, user }) {
  const source = new EventSource(api.eventsUrl(room, user));
  /** @param {string} name */
  const event = (name) => within(new Promise((resolve) => source.addEventListener(name, resolve, { once: true })), EVENT_MS);
  try {
    await event("snapshot");
    const before = performance.now();
    const told = event("locked");
    await Promise.all([told, api.lock(room, user, true)]);
    await api.lock(room, user, false);
    return good(t("test.events-come", { ms: Math.round(performance.now() - before) }));
  } catch {
    return bad(t("test.no-events"), t("test.events-advice"));
  } finally {
    source.close();
  }
}
