import { t } from "../language.js";

/**
 * @typedef {object} Outcome of one check
 * @property {"good" | "bad" | "none"} outcome none: there is nothing to test here
 * @property {string} text what was seen
 * @property {string} [advice] what to do, or to tell the administrator
 */

/** @param {string} text @returns {Outcome} */
export const good = (text) => ({ outcome: "good", text });

/** @param {string} text @param {string} advice @returns {Outcome} */
export const bad = (text, advice) => ({ outcome: "bad", text, advice });

/** @param {string} text @returns {Outcome} */
export const none = (text) => ({ outcome: "none", text });

/** Rejects when it takes longer. @template T @param {Promise<T>} promise @param {number} ms @returns {Promise<T>} */
export function within(promise, ms) {
  return Promise.race([
    promise,
    new Promise((_, reject) => setTimeout(() => reject(new Error(t("test.timeout", { seconds: ms / 1000 }))), ms)),
  ]);
}
