import { bad, good, within } from "./outcome.js";

/** @typedef {{api: import("../protocol/api.js").Api, room: string, user: string}} Session a room of this test alone */

const EVENT_MS = 5_000;

/** Whether the server answers calls. @param {Session} session */
export async function http({ api, room, user }) {
  const before = performance.now();
  try {
    await api.ensureRoom(room, user);
    return good(`answers in ${Math.round((performance.now() - before) / 3)} ms`);
  } catch (error) {
    const { status, message } = /** @type {import("../protocol/api.js").ApiError} */ (error);
    const what = status ? `the calls under webrtc/ are refused with ${status}` : "no server answers the calls under webrtc/";
    return bad(message, `Tell the administrator: ${what}. A proxy has to let GET, PUT, POST and DELETE through.`);
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
    return good(`events come after ${Math.round(performance.now() - before)} ms`);
  } catch {
    return bad("Events do not come", "Tell the administrator: a proxy holds text/event-stream back. It must not buffer or compress it (nginx: proxy_buffering off), and must let it last.");
  } finally {
    source.close();
  }
}
