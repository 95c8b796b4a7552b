/**
 * What the others' pictures and sounds come by: {@link ./slot-receiver.js} where the server forwards, {@link
 * ./pairwise-receiver.js} where it does not.
 *
 * Dispatches `media` after {@link media} of somebody may have changed, with `{participant}` as detail (none: of anybody),
 * `sounds` after {@link sounds} changed, `link` after {@link broken} may have, and `error` as PeerLink does.
 *
 * @typedef {import("./events.js").Tells<ReceivingEvents> & ReceivingCalls} Receiving
 * @typedef {{media: {participant?: string}, sounds: {}, link: {}, error: unknown}} ReceivingEvents
 *
 * @typedef {object} ReceivingCalls
 * @property {() => void} start
 * @property {() => void} renew replaces every connection
 * @property {() => void} hurry makes at once the attempts that are waited for
 * @property {() => void} abandon the server has closed all of them
 * @property {(options?: {keepalive?: boolean}) => Promise<unknown>} close
 * @property {boolean} broken whether we are waiting for a connection that all depends on
 * @property {boolean} refused whether the server will not have it
 * @property {(participant: string) => void} seen somebody is there, or publishes something else than before
 * @property {(participant: string) => void} gone
 * @property {(slots: Slot[]) => void} allSlots what every slot has
 * @property {(slot: Slot) => void} oneSlot
 * @property {(participant: string) => Media} media
 * @property {() => MediaStreamTrack[]} sounds what has to be played, whoever it is
 * @property {(participant: string) => number} level how loud somebody is right now, 0 to 1
 * @property {(participant: string) => Promise<RTCStatsReport[]>} statistics of what comes from somebody
 * @property {(look: Look) => void} look
 *
 * @typedef {import("./api.js").Slot} Slot
 *
 * @typedef {object} Media somebody's picture
 * @property {MediaStreamTrack | null} video null while there is no slot for it
 * @property {number} since when it came to be this person's, by {@link performance.now}: frames that came earlier are
 *     somebody else's
 * @property {"live" | "paused" | "bandwidth"} state
 * @property {string} link a LinkState of this person's own connection; `connected` where all share one
 *
 * @typedef {object} Look what is on the screen
 * @property {string[]} pinned who is to be seen in any case, by id
 * @property {Map<string, number>} heights how many lines of a picture there is room for, by participant; 0: out of sight
 * @property {number} usual the same for whoever is not named, because he is only about to come
 */

export {};
