/**
 * The HTTP calls of Blue Sky, as src/site/markdown/http-api.md writes them down.
 *
 * @typedef {{id: string, kind: "audio" | "video", muted?: boolean}} Track
 * @typedef {{id: string, name?: string, tracks?: Track[], hand?: number, screenOf?: string}} Participant hand: when it was raised;
 *     screenOf: who shows this screen, if it is no person
 * @typedef {{id: string, admin: string, capacity: number, engine: "forward" | "native", locked: boolean,
 *     participants: Participant[], slots?: Slot[], speaker?: string | null, chat?: ChatMessage[]}} Room
 * @typedef {{id: number, participant: string, name: string, text: string, at: number}} ChatMessage at: in milliseconds
 *     since 1970; name: as the others saw it then, maybe empty
 * @typedef {"live" | "paused" | "bandwidth"} SlotState paused by our own wish, or because the network does not carry it
 * @typedef {{mid: string, participant?: string | null, track?: Track, state?: SlotState}} Slot one m-line of our receiving
 *     connection; without a participant it is empty
 * @typedef {{pinned: string[], slots: {mid: string, height?: number, paused?: boolean}[]}} View
 * @typedef {{room: string, user: string, peer: string, sends: boolean}} LinkPath one peer connection's place
 */

const TIMEOUT_MS = 10_000;

/** A call that did not succeed; status 0 means that no server answered. */
export class ApiError extends Error {
  /**
   * @param {number} status HTTP status, or 0
   * @param {string} detail for a person, as the server put it
   */
  constructor(status, detail) {
    super(detail);
    this.name = "ApiError";
    this.status = status;
  }

  /** Whether the same call may succeed later without anybody changing anything. */
  get passing() {
    return this.status === 0 || this.status === 404 || this.status === 429 || this.status >= 500;
  }
}

export class Api {
  #base;

  /** @param {string | URL} base the application's root, with its trailing slash */
  constructor(base) {
    this.#base = new URL("webrtc/", base);
  }

  /** @param {string} room @returns {Promise<Room>} */
  async room(room) {
    return (await this.#call("GET", roomPath(room))).json();
  }

  /** @param {string} room @param {string} user who becomes its admin */
  async createRoom(room, user) {
    // The id is in the query too, where an ingress finds it: every call about a room goes to one node.
    await this.#call("PUT", `room?id=${encodeURIComponent(room)}`, { id: room, user_id: user });
  }

  /** The room, created unless it is there. @param {string} room @param {string} user @returns {Promise<Room>} */
  async ensureRoom(room, user) {
    const found = await this.#unless(404, this.room(room));
    if (found) return found;
    await this.#unless(409, this.createRoom(room, user));
    return this.room(room);
  }

  /** @param {string} room @param {string} user its admin */
  async endRoom(room, user) {
    // In the query, not in a body: Payara refuses every DELETE that has one.
    await this.#call("DELETE", `${roomPath(room)}?user_id=${encodeURIComponent(user)}`);
  }

  /** The room's events, with those of this user's slots. @param {string} room @param {string} user */
  eventsUrl(room, user) {
    return new URL(`${roomPath(room)}/events?user=${encodeURIComponent(user)}`, this.#base);
  }

  /**
   * @param {LinkPath} link
   * @param {string} sdp a complete offer
   * @param {string} name shown to the others
   * @returns {Promise<string>} the answer's SDP
   */
  async offer(link, sdp, name) {
    const response = await this.#call("POST", linkPath(link), {
      Sdp: btoa(JSON.stringify({ type: "offer", sdp })),
      name,
    });
    return JSON.parse(atob((await response.json()).Sdp)).sdp;
  }

  /** Says what of ours pauses. @param {LinkPath} link that publishes @param {{audio: boolean, video: boolean}} muted */
  async muted(link, muted) {
    await this.#call("PUT", `${linkPath(link)}/muted`, muted);
  }

  /** Says what we look at; what it does not name is wanted in full. @param {LinkPath} link that receives @param {View} view */
  async view(link, view) {
    await this.#call("PUT", `${linkPath(link)}/view`, view);
  }

  /** @param {string} room @param {string} user who writes @param {string} text of 1 to 2000 characters */
  async chat(room, user, text) {
    await this.#call("POST", `${roomPath(room)}/chat`, { user_id: user, text });
  }

  /** @param {string} room @param {string} user @param {string} emoji */
  async react(room, user, emoji) {
    await this.#call("POST", `${roomPath(room)}/reactions`, { user_id: user, emoji });
  }

  /** @param {string} room @param {string} user who acts @param {string} whom us, or for the admin anybody @param {boolean} raised */
  async hand(room, user, whom, raised) {
    await this.#call("PUT", `${personPath(room, whom)}/hand`, { user_id: user, raised });
  }

  /** @param {string} room @param {string} user its admin @param {string} whom @param {"audio" | "video"} kind what stops */
  async mute(room, user, whom, kind) {
    await this.#call("PUT", `${personPath(room, whom)}/muted`, { user_id: user, [kind]: true });
  }

  /** @param {string} room @param {string} user its admin @param {string} whom who cannot come again until admitted */
  async remove(room, user, whom) {
    await this.#call("DELETE", `${personPath(room, whom)}?user_id=${encodeURIComponent(user)}`);
  }

  /** @param {string} room @param {string} user its admin @param {string} whom who was removed, or is locked out */
  async admit(room, user, whom) {
    await this.#call("PUT", `${personPath(room, whom)}/admitted`, { user_id: user });
  }

  /** @param {string} room @param {string} user its admin @param {boolean} locked nobody new gets in */
  async lock(room, user, locked) {
    await this.#call("PUT", `${roomPath(room)}/locked`, { user_id: user, locked });
  }

  /**
   * Closes a peer connection on the server; it being gone already is as good.
   *
   * @param {LinkPath} link
   * @param {{keepalive?: boolean}} [options] keepalive: the call outlives the page
   */
  async close(link, { keepalive = false } = {}) {
    await this.#unless(404, this.#call("DELETE", linkPath(link), undefined, keepalive));
  }

  /** @param {number} status that is no error here @param {Promise<any>} call @returns {Promise<any>} */
  async #unless(status, call) {
    try {
      return (await call) ?? true;
    } catch (error) {
      if (error instanceof ApiError && error.status === status) return undefined;
      throw error;
    }
  }

  /** @param {string} method @param {string} path @param {object} [body] @param {boolean} [keepalive] */
  async #call(method, path, body, keepalive = false) {
    let response;
    try {
      response = await fetch(new URL(path, this.#base), {
        method,
        keepalive,
        cache: "no-store",
        headers: body ? { "Content-Type": "application/json" } : {},
        body: body && JSON.stringify(body),
        signal: keepalive ? null : AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch {
      throw new ApiError(0, "The server does not answer.");
    }
    if (!response.ok) throw await problem(response);
    return response;
  }
}

/** @param {Response} response @returns {Promise<ApiError>} */
async function problem(response) {
  const body = await response.json().catch(() => ({}));
  return new ApiError(response.status, body.detail ?? body.error ?? response.statusText);
}

/** @param {string} room */
function roomPath(room) {
  return `room/${encodeURIComponent(room)}`;
}

/** @param {string} room @param {string} user */
function personPath(room, user) {
  return `${roomPath(room)}/participants/${encodeURIComponent(user)}`;
}

/** @param {LinkPath} link */
function linkPath({ room, user, peer, sends }) {
  const [m, c, p] = [room, user, peer].map(encodeURIComponent);
  return `sdp/m/${m}/c/${c}/p/${p}/s/${sends}`;
}
