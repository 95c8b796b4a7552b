package dev.bluesky.srtp;

import java.util.Optional;

/**
 * The protection profiles of DTLS-SRTP (RFC 5764 section 4.1.2, RFC 7714 section 14.2), best first.
 */
public enum SrtpProfile {
    /** The fastest where the processor has AES and carry-less multiplication. */
    SRTP_AEAD_AES_128_GCM(0x0007, 16, 12, 16, true),
    SRTP_AEAD_AES_256_GCM(0x0008, 32, 12, 16, true),
    /** The one that every WebRTC endpoint has (RFC 8827 section 6.5). */
    SRTP_AES128_CM_HMAC_SHA1_80(0x0001, 16, 14, 10, false);

    private final int id;
    private final int keyBytes;
    private final int saltBytes;
    private final int tagBytes;
    private final boolean aead;

    SrtpProfile(int id, int keyBytes, int saltBytes, int tagBytes, boolean aead) {
        this.id = id;
        this.keyBytes = keyBytes;
        this.saltBytes = saltBytes;
        this.tagBytes = tagBytes;
        this.aead = aead;
    }

    /** The profile of this number in the extension {@code use_srtp}. */
    public static Optional<SrtpProfile> of(int id) {
        for (SrtpProfile profile : values()) {
            if (profile.id == id) {
                return Optional.of(profile);
            }
        }
        return Optional.empty();
    }

    /** The number in the extension {@code use_srtp}. */
    public int id() {
        return id;
    }

    /** Length of the master key and of the session's encryption key. */
    public int keyBytes() {
        return keyBytes;
    }

    /** Length of the master salt and of the session salt. */
    public int saltBytes() {
        return saltBytes;
    }

    /** Length of the authentication tag: what a packet grows by. */
    public int tagBytes() {
        return tagBytes;
    }

    /** What an RTCP packet grows by: the tag and the word with the index. */
    public int rtcpOverheadBytes() {
        return tagBytes + 4;
    }

    /** Length of what DTLS exports for both directions (RFC 5764 section 4.2). */
    public int exportedBytes() {
        return 2 * (keyBytes + saltBytes);
    }

    boolean aead() {
        return aead;
    }
}
