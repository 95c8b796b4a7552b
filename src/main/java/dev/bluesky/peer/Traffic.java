package dev.bluesky.peer;

/** What passes a transport: protected media, without ICE and DTLS. */
public enum Traffic {
    PACKETS_IN,
    /** Without authentication tags. */
    BYTES_IN,
    PACKETS_OUT,
    /** With authentication tags. */
    BYTES_OUT
}
