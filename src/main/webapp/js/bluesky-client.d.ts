/**
 * Blue Sky for other pages.
 *
 * ```js
 * import { join } from "https://meet.example.org/js/bluesky-client.js";
 * const call = await join({ room: "standup", name: "Alice", stream });
 * ```
 *
 * A page of another origin must be named in the server's option `cors-origins`.
 */

/** Letters, digits and `. _ ~ @ : + = -`, at most 128. */
type Id = string;
export type Kind = "audio" | "video";

export interface Track {
  id: string;
  kind: Kind;
  muted?: boolean;
}

export interface Participant {
  id: Id;
  /** What the others read; empty or absent if none was given. */
  name?: string;
  tracks?: Track[];
  /** Since when a hand is raised, in milliseconds since 1970. */
  hand?: number;
  /** Whose screen this is, if it is no person. */
  screenOf?: Id;
}

export interface ChatMessage {
  /** Counts up from 1 in a room. */
  id: number;
  participant: Id;
  /** As shown when it was said. */
  name: string;
  text: string;
  /** In milliseconds since 1970. */
  at: number;
}

export interface JoinOptions {
  /** Created unless it is there; who creates it is its admin. */
  room: Id;
  /** What the others read. */
  name?: string;
  /** Who comes with an id that is in the room replaces whoever had it. Without: a new one. */
  user?: Id;
  /** What to publish: its first track of each kind. */
  stream?: MediaStream | null;
  /** The application's root with its trailing slash. Without: where this file came from. */
  server?: string | URL;
  /** How many people there is room for to begin with (9); more by {@link Call.look}. */
  pictures?: number;
}

/** What the server refused. */
export class ApiError extends Error {
  constructor(status: number, detail: string);
  /** HTTP status; 0: no server answered. */
  status: number;
  /** Whether the same may succeed later without anybody changing anything. */
  get passing(): boolean;
}

/** Details of the events of a {@link Call}. */
export interface CallEvents {
  /** Somebody came; `initial`: was there before us, or before we came back. */
  joined: { participant: Participant; initial: boolean };
  /** Name or tracks of somebody. */
  changed: { participant: Participant; initial: boolean };
  /** Somebody went; `by`: the admin, who removed them. */
  left: { participant: Participant; initial: boolean; by?: Id };
  /** Where somebody's picture comes by has changed (without: anybody's). {@link Call.show} follows by itself. */
  media: { participant?: Id };
  /** {@link Call.speaker} changed. */
  speaker: {};
  /** {@link Call.connected} changed. */
  link: {};
  /** {@link Call.admin} may have changed. */
  admin: {};
  /** `initial`: was said before we came. */
  chat: { message: ChatMessage; initial: boolean };
  reaction: { participant: Id; emoji: string };
  /** {@link Call.hands} changed; with details if it was one hand. */
  hands: { participant?: Id; raised?: boolean; by?: Id };
  /** {@link Call.locked} changed. */
  locked: { initial: boolean };
  /** The room's admin muted us: stop sending, by `send(kind, null)`, and say so. */
  silenced: { kind: Kind; by: Id };
  /** The server does not take what we publish. */
  refused: ApiError;
  /** The room is closed: the call is over. */
  closed: { reason: string };
  /** The admin removed us: the call is over. */
  removed: { by?: Id };
  /** The room was locked before we came back: the call is over. */
  "locked-out": {};
}

export interface Call extends EventTarget {
  readonly room: Id;
  /** Our own id. */
  readonly user: Id;
  /** The others, and the screens that they show: see {@link Participant.screenOf}. */
  readonly people: Participant[];
  /** Whether the server can be heard; while it cannot, the call tries to come back. */
  readonly connected: boolean;
  /** Who speaks, where the server knows it. */
  readonly speaker: Id | undefined;
  readonly admin: Id | undefined;
  readonly isAdmin: boolean;
  readonly locked: boolean;
  /** Oldest first. */
  readonly messages: ChatMessage[];
  /** Who raised a hand, the first of them first. */
  readonly hands: Id[];

  addEventListener<K extends keyof CallEvents>(
    type: K,
    listener: (event: CustomEvent<CallEvents[K]>) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;

  /** Publishes this track from now on; null mutes, and the others are told. */
  send(kind: Kind, track: MediaStreamTrack | null): void;
  /** Shows somebody in an element, through all changes; it is transparent while there is no picture. */
  show(participant: Id, video: HTMLVideoElement): void;
  hide(video: HTMLVideoElement): void;
  /** Plays everybody. Rejects with NotAllowedError if the browser wants a click first: call it again in one. */
  playSounds(): Promise<void>;
  /** How loud somebody is right now, 0 to 1. */
  level(participant: Id): number;
  /** What comes from somebody, or goes out, if it is ourselves (W3C webrtc-stats). */
  statistics(participant: Id): Promise<RTCStatsReport[]>;
  /**
   * Says what is on the screen, so that nothing else needs to come. Without it the pictures come in full.
   *
   * @param heights how many lines there is room for, by participant; 0: out of sight
   * @param options pinned: who is to be seen in any case; usual: the lines for who is not named (360)
   */
  look(heights: Map<Id, number>, options?: { pinned?: Id[]; usual?: number }): void;

  /** Text of 1 to 2000 characters, to everybody. */
  say(text: string): Promise<void>;
  react(emoji: string): Promise<void>;
  raiseHand(raised: boolean): Promise<void>;

  /** These are the admin's; the server refuses them to others with 403. */
  lowerHand(participant: Id): Promise<void>;
  mute(participant: Id, kind: Kind): Promise<void>;
  /** Puts somebody out, until {@link admit}. */
  remove(participant: Id): Promise<void>;
  admit(participant: Id): Promise<void>;
  /** Nobody new gets in. */
  lock(locked: boolean): Promise<void>;
  endForEverybody(): Promise<void>;

  /** Goes, also by itself when the page goes. */
  leave(): Promise<void>;
}

/** Comes into a room. Rejects with an {@link ApiError} when the server does not let us in. */
export function join(options: JoinOptions): Promise<Call>;
