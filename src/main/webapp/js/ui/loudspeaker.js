import { recall, remember } from "../identity.js";

/** What sound comes out of. Dispatches `change` after another one was chosen. */
class Speakers extends EventTarget {
  /** Its id; empty: the one that the system uses. */
  #device = recall("speaker") ?? "";

  /** Whether the browser lets a page choose at all. */
  get selectable() {
    return "setSinkId" in HTMLMediaElement.prototype;
  }

  get deviceId() {
    return this.#device;
  }

  /** @param {string} deviceId */
  choose(deviceId) {
    this.#device = deviceId;
    remember("speaker", deviceId);
    this.dispatchEvent(new Event("change"));
  }
}

export const speakers = new Speakers();

/** Lets an element be heard where the person wants it; by the system's speakers if those have been unplugged. @param {HTMLMediaElement} element */
export async function playThrough(element) {
  if (!speakers.selectable || element.sinkId === speakers.deviceId) return;
  await element.setSinkId(speakers.deviceId).catch(() => element.setSinkId("").catch(() => {}));
}
