package dev.bluesky.dtls;

/** Who begins (RFC 5763 section 5, the attribute {@code setup} of RFC 8842). */
public enum DtlsRole {
    /** This side is the DTLS client and sends the ClientHello. */
    ACTIVE,
    /** This side is the DTLS server and waits for one. */
    PASSIVE
}
