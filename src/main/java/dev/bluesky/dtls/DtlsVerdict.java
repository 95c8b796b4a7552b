package dev.bluesky.dtls;

/** What became of a datagram: taken, or the reason for its drop. */
public enum DtlsVerdict {
    ACCEPTED,
    /** Shorter than a record's header. */
    TOO_SHORT,
    /** Longer than anything a network carries in one piece. */
    TOO_LONG,
    /** Not a content type or a version of DTLS 1.0 or 1.2. */
    NOT_A_RECORD,
    /** A record claims more bytes than there are, none, or more than its type has. */
    LYING_RECORD_LENGTH,
    /** An epoch that this handshake does not reach: there is no renegotiation. */
    FUTURE_EPOCH,
    /** Application data or heartbeats, which nobody negotiated. */
    UNEXPECTED_CONTENT,
    /** A handshake message that this peer does not send, or not now. */
    UNEXPECTED_MESSAGE,
    /** A fragment lies outside its message or its record. */
    LYING_FRAGMENT,
    /** A message, or all messages together, would take more memory than a handshake needs. */
    MESSAGE_TOO_LONG,
    /** A fragment contradicts an earlier one of the same message. */
    CONFLICTING_FRAGMENT,
    /**
     * A change of cipher before the whole proof of the certificate: BouncyCastle would never see
     * the proof. The peer sends its flight again.
     */
    EARLY_CHANGE_CIPHER,
    /** The handshake used up its records, fragments or bytes. */
    BUDGET_EXHAUSTED,
    /** The handshake's thread does not keep up; the peer sends it again. */
    QUEUE_FULL,
    /** The endpoint has failed or was closed. */
    CLOSED
}
