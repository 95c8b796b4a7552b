/** Who we are in this tab and what this browser remembers between visits. */

const WORDS = {
  first: "amber azure bright calm clear coral early gentle golden happy lively mellow misty quiet silver sunny".split(" "),
  second: "bay breeze brook cloud coast dune field grove harbour island lake meadow morning ridge river valley".split(" "),
};
const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

/** @param {number} length */
function randomLetters(length) {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  return Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join("");
}

/** @param {string[]} words */
function anyOf(words) {
  return words[crypto.getRandomValues(new Uint8Array(1))[0] % words.length];
}

/** A room name that can be said on the phone and is unlikely to be in use. */
export function friendlyRoomName() {
  return `${anyOf(WORDS.first)}-${anyOf(WORDS.second)}-${randomLetters(4)}`;
}

/** What somebody typed, as an id that the server takes. @param {string} text */
export function roomIdOf(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").trim();
  return plain.replace(/[^A-Za-z0-9._~@:+=-]+/g, "-").replace(/^[-.]+|-+$/g, "").slice(0, 128);
}

/**
 * The tab's user id: kept over a reload, so that it replaces the same participant, but not shared with a duplicated tab,
 * which copies the session storage and would otherwise throw this one out.
 *
 * @returns {Promise<string>}
 */
export async function tabUserId() {
  const kept = read("sessionStorage", "user");
  if (kept && (await claim(kept))) return kept;
  const fresh = `u-${randomLetters(12)}`;
  write("sessionStorage", "user", fresh);
  await claim(fresh);
  return fresh;
}

/** Holds the id for as long as this page lives; false if another tab holds it. @param {string} id @returns {Promise<boolean>} */
function claim(id) {
  if (!navigator.locks) return Promise.resolve(true);
  return new Promise((resolve) => {
    navigator.locks.request(`bluesky-${id}`, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock ? new Promise(() => {}) : undefined;
    });
  });
}

/** @typedef {"name" | "audio" | "video" | "speaker" | "language" | "audio-on" | "video-on" | "background" | "blur"} Remembered */

/** @param {Remembered} key */
export function recall(key) {
  return read("localStorage", key);
}

/** @param {Remembered} key @param {string} value */
export function remember(key, value) {
  write("localStorage", key, value);
}

/** What shall be behind the person, if ever something was chosen; once there was a blur alone. */
export function chosenBackground() {
  const blur = recall("blur");
  return recall("background") ?? (blur && (blur === "yes" ? "blur" : "none"));
}

/** @param {"localStorage" | "sessionStorage"} storage @param {string} key */
function read(storage, key) {
  try {
    return globalThis[storage].getItem(`bluesky.${key}`);
  } catch {
    return null; // storage may be forbidden
  }
}

/** @param {"localStorage" | "sessionStorage"} storage @param {string} key @param {string} value */
function write(storage, key, value) {
  try {
    globalThis[storage].setItem(`bluesky.${key}`, value);
  } catch {
    // remembering is a comfort, not a need
  }
}
