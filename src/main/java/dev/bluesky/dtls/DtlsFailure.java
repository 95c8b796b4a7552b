package dev.bluesky.dtls;

/** Why a handshake did not complete. */
public enum DtlsFailure {
    /** The peer showed no certificate. */
    NO_CERTIFICATE,
    /** The peer's certificate is not the one its session description names. */
    WRONG_FINGERPRINT,
    /** The peer offers no SRTP profile that is accepted here. */
    NO_SRTP_PROFILE,
    /** It took too long, or its thread was free too late. */
    DEADLINE,
    /** The peer ended it with an alert. */
    REFUSED_BY_PEER,
    /** The peer broke the protocol, or has nothing in common with this side. */
    PROTOCOL_ERROR,
    /** The peer sent more than a handshake needs. */
    BUDGET_EXHAUSTED,
    /** No thread takes the handshake. */
    NO_THREAD,
    /** The fault is on this side. */
    INTERNAL_ERROR
}
