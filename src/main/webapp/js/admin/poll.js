import { t } from "../language.js";

/** The server keeps its answer for a second; and a glance does not need more. */
const EVERY_MS = 2_000;
const AT_MOST_MS = 10_000;
const TIMEOUT_MS = 8_000;

/** An answer that is none: what a person should know of it. */
export class Refusal extends Error {
  /** @param {number} status 0 if no server answered @param {string} text */
  constructor(status, text) {
    super(text);
    this.status = status;
  }
}

/**
 * Asks an address again and again, less often while it does not answer, and not at all while nobody looks.
 *
 * Dispatches `answer` with the parsed JSON, and `trouble` with the Refusal, once for each attempt.
 */
export class Poll extends /** @type {new () => import("../protocol/events.js").Tells<{answer: any, trouble: Refusal}>} */ (EventTarget) {
  #url;
  #waitMs = EVERY_MS;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #stop = new AbortController();

  /** @param {URL} url */
  constructor(url) {
    super();
    this.#url = url;
  }

  start() {
    const { signal } = this.#stop;
    document.addEventListener("visibilitychange", () => document.hidden || this.#now(), { signal });
    addEventListener("online", () => this.#now(), { signal });
    this.#now();
  }

  stop() {
    this.#stop.abort();
    clearTimeout(this.#timer);
  }

  #now() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), 0);
  }

  async #ask() {
    try {
      const answer = await fetchJson(this.#url);
      this.#waitMs = EVERY_MS;
      this.#tell("answer", answer);
    } catch (error) {
      this.#waitMs = Math.min(AT_MOST_MS, this.#waitMs * 1.5);
      this.#tell("trouble", error);
    }
    clearTimeout(this.#timer);
    if (!document.hidden && !this.#stop.signal.aborted) this.#timer = setTimeout(() => this.#ask(), this.#waitMs);
  }

  /** @param {string} type @param {unknown} detail */
  #tell(type, detail) {
    if (!this.#stop.signal.aborted) this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** @param {URL} url @returns {Promise<unknown>} */
async function fetchJson(url) {
  const response = await fetch(url, { cache: "no-store", signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(() => undefined);
  if (!response) throw new Refusal(0, t("admin.unreachable"));
  if (response.ok) return response.json().catch(() => Promise.reject(new Refusal(response.status, t("admin.unreadable"))));
  throw new Refusal(response.status, refusal(response.status));
}

/** @param {number} status */
function refusal(status) {
  if (status === 401 || status === 403) return t("admin.forbidden", { status });
  if (status === 404) return t("admin.not-found");
  if (status >= 500) return t("admin.not-ready", { status });
  return t("admin.refused", { status });
}
