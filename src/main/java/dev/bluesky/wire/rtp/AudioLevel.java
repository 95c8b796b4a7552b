package dev.bluesky.wire.rtp;

import dev.bluesky.wire.NetworkOrder;

/**
 * The client-to-mixer audio level (RFC 6464): one octet, a voice flag and the level as -dBov, 0 the
 * loudest and 127 silence.
 */
public final class AudioLevel {
    public static final String URI = "urn:ietf:params:rtp-hdrext:ssrc-audio-level";
    public static final int SILENCE = 127;

    private AudioLevel() {}

    /** The octet, or {@link HeaderExtensions#NONE}. */
    public static int read(HeaderExtensions extensions, int id) {
        int element = extensions.find(id, 1);
        return element == HeaderExtensions.NONE
                ? HeaderExtensions.NONE
                : NetworkOrder.uint8(extensions.buffer(), extensions.dataOffset(element));
    }

    /** 0 (loudest) to {@link #SILENCE}, in -dBov. */
    public static int level(int octet) {
        return octet & 0x7F;
    }

    /** Whether the sender believes it to be speech. */
    public static boolean isVoice(int octet) {
        return (octet & 0x80) != 0;
    }

    public static int octet(int level, boolean voice) {
        return (level & 0x7F) | (voice ? 0x80 : 0);
    }
}
