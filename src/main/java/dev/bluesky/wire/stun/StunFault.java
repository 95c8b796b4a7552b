package dev.bluesky.wire.stun;

/** What is wrong with bytes that should be a STUN message (RFC 8489 sections 5 and 6.3). */
public enum StunFault {
    /** Nothing: the view may be read. */
    NONE,
    /** Fewer than the header's 20 bytes. */
    TOO_SHORT,
    /** The first two bits or the magic cookie are not those of STUN. */
    NOT_STUN,
    /** The header's length is not that of the datagram, or no multiple of 4. */
    WRONG_LENGTH,
    /** An attribute claims more bytes than the message has. */
    ATTRIBUTE_OVERRUN,
    /** An attribute of fixed size has another size. */
    WRONG_ATTRIBUTE_SIZE,
    /** An attribute follows FINGERPRINT, which must be the last (RFC 8489 section 14.7). */
    AFTER_FINGERPRINT
}
