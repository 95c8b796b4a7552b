package dev.bluesky.wire.rtcp;

/** What the walk over a datagram's RTCP headers found; all but the first are reasons to drop it. */
public enum RtcpVerdict {
    SOUND,
    /** Shorter than a header, or a rest that is shorter than one. */
    TRUNCATED,
    /** Not version 2, or not an RTCP packet type (192 to 223, RFC 5761). */
    NOT_RTCP,
    /** A packet's length reaches beyond the datagram. */
    LENGTH_BEYOND_DATAGRAM,
    /** Padding of no bytes, or of more than the packet has. */
    BAD_PADDING;

    public boolean isSound() {
        return this == SOUND;
    }
}
