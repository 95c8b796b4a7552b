package dev.bluesky.srtp;

/** Why a packet was not protected or unprotected. Results carry it as a negative number. */
public enum SrtpDrop {
    /** Shorter than its header, tag and index need, or its header lies about its own length. */
    TOO_SHORT(-1),
    /** The version is not 2. */
    WRONG_VERSION(-2),
    /** Seen already; when sending: the number was used already, and GCM would lose its secret. */
    REPLAYED(-3),
    /** So far behind the newest packet that nobody can tell whether it was seen. */
    TOO_OLD(-4),
    /** Not from the peer, damaged, or of another roll-over count. */
    BAD_TAG(-5),
    /** The peer uses as many SSRCs as it may have. */
    TOO_MANY_SSRCS(-6),
    /** All packet numbers of this key are used up (RFC 3711 section 9.2). */
    KEY_EXHAUSTED(-7);

    private static final SrtpDrop[] VALUES = values();

    private final int code;

    SrtpDrop(int code) {
        this.code = code;
    }

    /** As a result of the packet path: always negative. */
    public int code() {
        return code;
    }

    /**
     * The reason in a negative result.
     *
     * @throws IllegalArgumentException if the result is a length
     */
    public static SrtpDrop of(int code) {
        for (SrtpDrop drop : VALUES) {
            if (drop.code == code) {
                return drop;
            }
        }
        throw new IllegalArgumentException(code + " is no reason for a drop");
    }
}
