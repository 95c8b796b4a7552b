package dev.bluesky.media.send;

/** Why a packet did not go to a viewer. */
public enum DropReason {
    /** It did go. */
    NONE,
    /** Another source feeds the viewer's stream. */
    NOT_SELECTED,
    /** The viewer wants nothing at present. */
    PAUSED,
    /** Nothing of a source can be decoded before its key frame. */
    WAITING_FOR_KEY_FRAME,
    /**
     * A key frame began, but later packets of it had come and gone before: the next one is asked.
     */
    REORDERED_KEY_FRAME,
    /** It precedes the packet at which the stream switched to its source. */
    BEFORE_SWITCH,
    /** It is so late that its place is forgotten. */
    TOO_LATE,
    /** It went out before, or was left out before. */
    DUPLICATE,
    /** The payload descriptor is cut short or lies. */
    MALFORMED_PAYLOAD,
    /** A bandwidth probe between the publisher and us. */
    PADDING_ONLY,
    /** A layer above those that the viewer wants. */
    LAYER_NOT_WANTED,
    /** The rewritten packet does not fit into the buffer. */
    NO_ROOM,
    /** A packet to send again that is no longer kept, or was never sent. */
    NOT_CACHED,
    /** A packet to send again that was sent again less than a round trip ago. */
    RESENT_RECENTLY,
    /** Sending again has used up its share of the bandwidth. */
    OVER_BUDGET,
    /** It would have waited too long until the viewer's path could take it: begun anew instead. */
    CONGESTED,
    /**
     * Sending it again could not repeat the same bytes, which encryption with the same IV needs.
     */
    NOT_REPEATABLE
}
