package dev.bluesky.engine.forward;

/** Why a datagram reached no peer. */
enum DemuxDrop {
    /** STUN that is malformed. */
    MALFORMED_STUN,
    /** A check for nobody here. */
    UNKNOWN_UFRAG,
    /** From an address that no peer has made an authenticated check from. */
    UNKNOWN_SOURCE,
    /** Its peer connection failed on it, and was closed: a defect of ours. */
    FAILED
}
