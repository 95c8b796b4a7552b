package dev.bluesky.peer;

/** Why a peer's datagram ended at its transport. */
public enum TransportDrop {
    /** From an address that was the peer's, but whose consent has run out. */
    UNVALIDATED_SOURCE,
    /** Media before the DTLS handshake has given keys. */
    BEFORE_KEYS,
    /** Neither DTLS nor RTP nor RTCP. */
    UNKNOWN_PROTOCOL,
    /** To the peer, before it has a path or keys. */
    NOT_CONNECTED,
    /** To the peer: its link is backed up. */
    BACKED_UP
}
