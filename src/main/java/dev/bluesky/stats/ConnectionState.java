package dev.bluesky.stats;

/** Where a peer connection is in its life; a subset of the W3C's {@code RTCPeerConnectionState}. */
public enum ConnectionState {
    /** The peer has not proved yet who it is, or is not reached at present. */
    NEW,
    /** Media flows, or could. */
    CONNECTED,
    /** It is over. */
    CLOSED
}
