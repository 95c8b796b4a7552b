import { ApiError } from "./api.js";
import { Backoff, pause } from "./backoff.js";

/** The server learns our address from connectivity checks: candidates are a courtesy, not worth a longer wait. */
const GATHERING_MS = 1_000;
/** An interruption shorter than this usually mends itself. */
const DISCONNECTED_MS = 5_000;
const CONNECTING_MS = 15_000;
/** A connection that held this long starts its waiting times afresh. */
const STABLE_MS = 5_000;

/**
 * @typedef {"connecting" | "connected" | "reconnecting" | "refused" | "closed"} LinkState
 * @typedef {{state: {}, renewed: {}} & import("./receiving.js").ReceivingEvents} LinkEvents some by subclasses alone
 */

/**
 * One peer connection with the server that is renewed when it fails. Offers are serialised and coalesced: whatever
 * changes while an exchange is under way goes into one next offer.
 *
 * Dispatches `state` after {@link state} changed, `renewed` after {@link pc} was replaced, and `error` with the ApiError
 * of an exchange that failed.
 */
export class PeerLink extends /** @type {new () => import("./events.js").Tells<LinkEvents>} */ (EventTarget) {
  /** @type {RTCPeerConnection} */
  pc;
  /** @type {LinkState} */
  state = "connecting";
  /** Whether the server has answered everything that we offered. */
  settled = false;

  #api;
  #path;
  #name;
  #backoff = new Backoff(1_000, 15_000);
  #dirty = false;
  #running = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** Ends the waiting before the next attempt, while there is one. @type {(() => void) | undefined} */
  #hurry;

  /** @param {import("./api.js").Api} api @param {import("./api.js").LinkPath} path @param {string} name */
  constructor(api, path, name) {
    super();
    this.#api = api;
    this.#path = path;
    this.#name = name;
    this.pc = this.#create();
  }

  /** Whether the server will not have it, so that trying again is no use. */
  get refused() {
    return this.state === "refused";
  }

  /** Adds the transceivers of a new peer connection. @param {RTCPeerConnection} _pc */
  prepare(_pc) {}

  /** Brings the transceivers up to date before an offer. @param {RTCPeerConnection} _pc */
  async beforeOffer(_pc) {}

  /** After the server's answer has been taken. @param {RTCPeerConnection} _pc */
  afterAnswer(_pc) {}

  /** The first exchange. Rejects when it fails, and then nothing is tried again. */
  async open() {
    this.prepare(this.pc);
    this.#running = true;
    try {
      await this.#exchange(this.pc);
      this.settled = !this.#dirty;
    } finally {
      this.#running = false;
    }
    if (this.#dirty) this.negotiate();
  }

  /** As {@link open}, but keeps trying. */
  start() {
    this.prepare(this.pc);
    this.negotiate();
  }

  /** Offers the present state of the transceivers, now or after the exchange that is under way. */
  negotiate() {
    this.#dirty = true;
    this.settled = false;
    if (!this.#running) this.#run();
  }

  /** Replaces the peer connection by a new one, here and on the server. */
  renew() {
    if (this.state === "closed") return;
    clearTimeout(this.#timer);
    this.pc.close();
    this.pc = this.#create();
    this.prepare(this.pc);
    this.#become("reconnecting");
    this.dispatchEvent(new Event("renewed"));
    this.negotiate();
  }

  /** There is a reason to believe that the next attempt succeeds: if one is waited for, it is made now. */
  hurry() {
    if (this.state !== "reconnecting") return;
    this.#backoff.reset();
    if (this.#hurry) this.#hurry();
    else if (!this.#running && this.pc.connectionState !== "connecting") this.renew();
  }

  /** @param {{keepalive?: boolean}} [options] */
  async close(options) {
    if (this.state === "closed") return;
    this.abandon();
    await this.#api.close(this.#path, options).catch(() => {});
  }

  /** Closes our end alone: the server has closed its own. */
  abandon() {
    clearTimeout(this.#timer);
    this.#become("closed");
    this.pc.close();
  }

  async #run() {
    this.#running = true;
    while (this.#dirty && this.state !== "closed") {
      this.#dirty = false;
      const pc = this.pc;
      try {
        await this.#exchange(pc);
        this.settled = !this.#dirty;
      } catch (error) {
        await this.#recover(pc, error);
      }
    }
    this.#running = false;
  }

  /** @param {RTCPeerConnection} pc */
  async #exchange(pc) {
    await this.beforeOffer(pc);
    await pc.setLocalDescription(await pc.createOffer());
    await gathered(pc);
    const sdp = await this.#api.offer(this.#path, pc.localDescription?.sdp ?? "", this.#name);
    if (this.state === "closed") return this.#api.close(this.#path); // the server may have seen our DELETE first
    if (pc !== this.pc) return;
    await pc.setRemoteDescription({ type: "answer", sdp });
    if (pc === this.pc) this.afterAnswer(pc);
  }

  /**
   * A failed exchange leaves a peer connection half negotiated; a new one is simpler than a rollback.
   *
   * @param {RTCPeerConnection} pc
   * @param {unknown} error
   */
  async #recover(pc, error) {
    if (pc !== this.pc || this.state === "closed") return;
    clearTimeout(this.#timer);
    const lasting = error instanceof ApiError && !error.passing;
    this.#become(lasting ? "refused" : "reconnecting");
    this.dispatchEvent(new CustomEvent("error", { detail: error }));
    if (lasting) return;
    const hurried = new Promise((resolve) => (this.#hurry = () => resolve(undefined)));
    await Promise.race([pause(this.#backoff.next()), hurried]);
    this.#hurry = undefined;
    if (pc === this.pc) this.renew();
  }

  #create() {
    const pc = new RTCPeerConnection({ bundlePolicy: "max-bundle" });
    pc.onconnectionstatechange = () => {
      if (pc === this.pc && this.state !== "closed") this.#connectionChanged(pc.connectionState);
    };
    this.#renewAfter(CONNECTING_MS);
    return pc;
  }

  /** @param {RTCPeerConnectionState} state */
  #connectionChanged(state) {
    clearTimeout(this.#timer);
    if (state === "connected") {
      this.#become("connected");
      this.#timer = setTimeout(() => this.#backoff.reset(), STABLE_MS);
    } else if (state === "disconnected") {
      this.#become("reconnecting");
      this.#renewAfter(Math.max(DISCONNECTED_MS, this.#backoff.next()));
    } else if (state === "failed" || state === "closed") {
      this.#become("reconnecting");
      this.#renewAfter(this.#backoff.next());
    } else {
      this.#renewAfter(CONNECTING_MS + this.#backoff.next());
    }
  }

  /** @param {number} ms */
  #renewAfter(ms) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.renew(), ms);
  }

  /** @param {LinkState} state */
  #become(state) {
    if (this.state === state) return;
    this.state = state;
    this.dispatchEvent(new Event("state"));
  }
}

/** @param {RTCPeerConnection} pc */
async function gathered(pc) {
  if (pc.iceGatheringState === "complete") return;
  const complete = new Promise((resolve) => {
    pc.addEventListener("icegatheringstatechange", () => {
      if (pc.iceGatheringState === "complete") resolve(undefined);
    });
  });
  await Promise.race([complete, pause(GATHERING_MS)]);
}
