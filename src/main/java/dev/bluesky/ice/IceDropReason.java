package dev.bluesky.ice;

/** Why a STUN message to an agent changed nothing. Only the authenticated get an answer. */
public enum IceDropReason {
    /** Not dropped. */
    NONE,
    /** No well-formed STUN message ({@link dev.bluesky.wire.stun.StunFault} says what is wrong). */
    MALFORMED,
    /** An indication, a response (a lite agent asks nothing) or another method than Binding. */
    NOT_A_BINDING_REQUEST,
    /** Port 0, a multicast or wildcard address, or a name in place of an address. */
    UNUSABLE_SOURCE,
    /** No USERNAME. */
    NO_USERNAME,
    /** No MESSAGE-INTEGRITY, or only attributes that follow it. */
    NO_INTEGRITY,
    /** No FINGERPRINT, which a check must have (RFC 8445 section 7.1). */
    NO_FINGERPRINT,
    /** The FINGERPRINT is not that of the message. */
    WRONG_FINGERPRINT,
    /** The USERNAME is not ours and the peer's. */
    WRONG_USERNAME,
    /** The MESSAGE-INTEGRITY was not made with our password. */
    WRONG_INTEGRITY,
    /** The answer would be longer than the request. */
    WOULD_AMPLIFY,
    /** Answered with 420: an attribute must be understood and is not. */
    UNKNOWN_ATTRIBUTE,
    /** Answered with 487: the peer takes itself for controlled, which we are. */
    ROLE_CONFLICT,
    /** Answered with 400: no PRIORITY. */
    NO_PRIORITY
}
