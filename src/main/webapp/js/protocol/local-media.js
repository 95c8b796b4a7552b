/**
 * @typedef {"audio" | "video"} Kind
 * @typedef {"denied" | "missing" | "busy" | "insecure" | "lost"} Trouble why there is no track of a kind
 * @typedef {{change: {}, trouble: {kind: Kind, trouble: Trouble}, replaced: {kind: Kind, label: string}}} MediaEvents
 */

/** Viewers get it smaller where their window is; a machine of two cores has enough to do with less. */
const LINES = navigator.hardwareConcurrency > 2 ? 720 : 360;
const PICTURE = { width: { ideal: (LINES * 16) / 9 }, height: { ideal: LINES }, frameRate: { ideal: 30 } };
const SOUND = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

/** @type {Record<string, Trouble>} */
const TROUBLES = {
  NotAllowedError: "denied",
  SecurityError: "denied",
  NotFoundError: "missing",
  OverconstrainedError: "missing",
  NotReadableError: "busy",
  AbortError: "busy",
};

/**
 * Our microphone and camera. A muted microphone keeps its device (unmuting must be instant); a camera that is off gives
 * its device back, so that its light goes off.
 *
 * A device that goes away in the middle is replaced by another one; when none is left, by the first that comes.
 *
 * Dispatches `change` after any property changed, `trouble` with `{kind, trouble}` when a device could not be had, and
 * `replaced` with `{kind, label}` when another device than before came into use by itself.
 */
export class LocalMedia extends /** @type {new () => import("./events.js").Tells<MediaEvents>} */ (EventTarget) {
  /** @type {Record<Kind, MediaStreamTrack | null>} */
  tracks = { audio: null, video: null };
  /** What the person asked for. @type {Record<Kind, boolean>} */
  wanted = { audio: true, video: true };
  /** @type {Record<Kind, Trouble | null>} */
  troubles = { audio: null, video: null };

  #devices;
  /** Kinds whose device was asked for and has not come yet. @type {Set<Kind>} */
  #coming = new Set();
  /** Kinds whose device is wanted as soon as there is one. @type {Set<Kind>} */
  #awaited = new Set();
  /** @type {{track: MediaStreamTrack | null} | null} */
  #veil = null;

  /** @param {Record<Kind, string | null>} devices ids that the person chose earlier @param {Partial<Record<Kind, boolean>>} [wanted] what to begin with */
  constructor(devices, wanted) {
    super();
    this.#devices = { ...devices };
    Object.assign(this.wanted, wanted);
    navigator.mediaDevices?.addEventListener("devicechange", () => this.#devicesChanged());
  }

  /** Whether this kind is on, or about to be. @param {Kind} kind */
  on(kind) {
    return this.wanted[kind] && (this.tracks[kind] !== null || this.#coming.has(kind));
  }

  /** The track to send, or null. @param {Kind} kind */
  sent(kind) {
    const track = this.wanted[kind] ? this.tracks[kind] : null;
    return kind === "video" && track && this.#veil ? this.#veil.track : track;
  }

  get veiled() {
    return this.#veil !== null;
  }

  /** From now on sends this instead of the camera's own picture: nothing, as long as it has no track. @param {{track: MediaStreamTrack | null} | null} veil */
  veil(veil) {
    this.#veil = veil;
    this.#changed();
  }

  /** Asks for both devices in one question; if that fails, for each alone. */
  async start() {
    const video = this.wanted.video && this.#constraints("video");
    this.#coming = new Set(video ? ["audio", "video"] : ["audio"]);
    this.#changed();
    try {
      const stream = await capture({ audio: this.#constraints("audio"), video });
      this.#coming.clear();
      for (const track of stream.getTracks()) this.#take(track);
    } catch {
      this.#coming.clear();
      await this.#capture("audio");
      if (video) await this.#capture("video");
    }
    this.#changed();
  }

  /** @param {Kind} kind @param {boolean} on */
  async set(kind, on) {
    this.wanted[kind] = on;
    if (!on) this.#awaited.delete(kind);
    const track = this.tracks[kind];
    if (kind === "audio" && track) track.enabled = on;
    else if (kind === "video" && !on) this.#release(kind);
    this.#changed();
    if (!on || track || this.#coming.has(kind)) return;
    await this.#capture(kind);
    this.#changed();
  }

  /** Uses another device from now on. @param {Kind} kind @param {string} deviceId */
  async choose(kind, deviceId) {
    this.#devices[kind] = deviceId;
    if (kind === "video" && !this.wanted.video) return;
    // Many cameras, and phones always, cannot open the new device before the old one is given back.
    this.#release(kind);
    await this.#capture(kind);
    this.#changed();
  }

  /** The device in use, or the one chosen for later. @param {Kind} kind */
  deviceId(kind) {
    return this.tracks[kind]?.getSettings().deviceId ?? this.#devices[kind];
  }

  /** Those that may be chosen; none before the person has allowed them. @returns {Promise<Record<Kind | "speaker", MediaDeviceInfo[]>>} */
  async devices() {
    const all = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
    const named = all.filter(({ deviceId }) => deviceId !== "");
    return {
      audio: named.filter(({ kind }) => kind === "audioinput"),
      video: named.filter(({ kind }) => kind === "videoinput"),
      speaker: named.filter(({ kind }) => kind === "audiooutput"),
    };
  }

  stop() {
    this.#awaited.clear();
    this.#release("audio");
    this.#release("video");
  }

  /** A device came or went: some browsers say no more than that. */
  async #devicesChanged() {
    const devices = await this.devices();
    for (const kind of /** @type {const} */ (["audio", "video"])) {
      const track = this.tracks[kind];
      const gone = track && !devices[kind].some(({ deviceId }) => deviceId === track.getSettings().deviceId);
      if (gone && devices[kind].length > 0) await this.#replace(kind, track);
      else if (this.#awaited.has(kind) && devices[kind].length > 0) await this.#replace(kind, null);
    }
  }

  /** Another device for one that has gone. @param {Kind} kind @param {MediaStreamTrack | null} lost */
  async #replace(kind, lost) {
    if (this.tracks[kind] !== lost || this.#coming.has(kind)) return;
    const earlier = lost?.getSettings().deviceId;
    this.#release(kind);
    this.#awaited.add(kind);
    const others = (await this.devices())[kind].filter(({ deviceId }) => deviceId !== earlier);
    if (this.tracks[kind] || this.#coming.has(kind)) return;
    const known = others.find(({ deviceId }) => deviceId === this.#devices[kind]) ?? others[0];
    await this.#capture(kind, known?.deviceId ?? null, "lost");
    const found = /** @type {MediaStreamTrack | null} */ (this.tracks[kind]);
    if (found) this.dispatchEvent(new CustomEvent("replaced", { detail: { kind, label: found.label } }));
    this.#changed();
  }

  /** @param {Kind} kind @param {string | null} [deviceId] @param {Trouble} [missing] what it means that there is none */
  async #capture(kind, deviceId = this.#devices[kind], missing = "missing") {
    this.#coming.add(kind);
    this.#changed();
    try {
      const stream = await this.#captureAny(kind, deviceId);
      this.#coming.delete(kind);
      this.#take(stream.getTracks()[0]);
    } catch (error) {
      this.#coming.delete(kind);
      const trouble = error instanceof Insecure ? "insecure" : (TROUBLES[/** @type {Error} */ (error).name] ?? "busy");
      this.#failed(kind, trouble === "missing" ? missing : trouble);
    }
  }

  /** That device, or any if it is not there. @param {Kind} kind @param {string | null} deviceId */
  async #captureAny(kind, deviceId) {
    try {
      return await capture({ [kind]: this.#constraints(kind, deviceId) });
    } catch (error) {
      if (!deviceId || TROUBLES[/** @type {Error} */ (error).name] !== "missing") throw error;
      return capture({ [kind]: this.#constraints(kind, null) });
    }
  }

  /** @param {MediaStreamTrack} track */
  #take(track) {
    const kind = /** @type {Kind} */ (track.kind);
    this.#release(kind);
    if (kind === "video" && !this.wanted.video) return track.stop(); // turned off while the question was open
    track.enabled = this.wanted[kind];
    track.addEventListener("ended", () => {
      if (this.tracks[kind] !== track) return;
      this.#replace(kind, track);
    });
    this.tracks[kind] = track;
    this.troubles[kind] = null;
    this.#awaited.delete(kind);
  }

  /** @param {Kind} kind @param {Trouble} trouble */
  #failed(kind, trouble) {
    this.troubles[kind] = trouble;
    if (trouble === "missing" || trouble === "lost") this.#awaited.add(kind);
    this.dispatchEvent(new CustomEvent("trouble", { detail: { kind, trouble } }));
  }

  /** @param {Kind} kind */
  #release(kind) {
    const track = this.tracks[kind];
    this.tracks[kind] = null;
    track?.stop();
  }

  /** @param {Kind} kind @param {string | null} [deviceId] @returns {MediaTrackConstraints} */
  #constraints(kind, deviceId = this.#devices[kind]) {
    // An ideal device loses against another one that has the ideal size at less cost.
    return { ...(kind === "audio" ? SOUND : PICTURE), ...(deviceId ? { deviceId: { exact: deviceId } } : {}) };
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}

class Insecure extends Error {}

/** @param {MediaStreamConstraints} constraints */
function capture(constraints) {
  // Browsers take the whole interface away from pages that came over plain HTTP from another machine.
  if (!navigator.mediaDevices) throw new Insecure();
  return navigator.mediaDevices.getUserMedia(constraints);
}
