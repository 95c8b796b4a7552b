package dev.bluesky.peer;

/** What passes a transport. */
public enum Traffic {
    /** Packets of media and of its control, decrypted and authentic. */
    PACKETS_IN,
    /** Their bytes, without authentication tags. */
    BYTES_IN,
    /** Packets of media and of its control, encrypted and handed to the network. */
    PACKETS_OUT,
    /** Their bytes, with authentication tags. */
    BYTES_OUT,
    /** Checks of the path (ICE) that were authentic. */
    CHECKS_IN,
    /** Datagrams of DTLS that were taken. */
    HANDSHAKE_DATAGRAMS_IN
}
