package dev.bluesky.ice;

import java.security.SecureRandom;

/**
 * User name fragment and password of one side (RFC 8839 section 5.4). The password never shows in
 * {@link #toString}.
 *
 * @param ufrag 4 to 256 of the letters, digits, + and /
 * @param password 22 to 256 of them
 */
public record IceCredentials(String ufrag, String password) {
    private static final String ICE_CHARS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    /** 48 bits: the engine finds the agent by it, so two at a time must not have the same. */
    private static final int UFRAG_CHARS = 8;

    /** 144 bits; at least 128 are asked for. */
    private static final int PASSWORD_CHARS = 24;

    private static final int CHARS_MAX = 256;

    /**
     * Credentials from elsewhere.
     *
     * @throws IllegalArgumentException if either has a wrong length or alphabet
     */
    public IceCredentials {
        if (!isUfrag(ufrag)) {
            throw new IllegalArgumentException("no ICE ufrag");
        }
        if (!isIceChars(password, 22)) {
            throw new IllegalArgumentException("no ICE password");
        }
    }

    public static IceCredentials random(SecureRandom random) {
        return new IceCredentials(chars(random, UFRAG_CHARS), chars(random, PASSWORD_CHARS));
    }

    /** Whether that is a ufrag, for those that come from elsewhere. */
    public static boolean isUfrag(String text) {
        return isIceChars(text, 4);
    }

    private static boolean isIceChars(String text, int charsMin) {
        return text.length() >= charsMin
                && text.length() <= CHARS_MAX
                && text.chars().allMatch(c -> ICE_CHARS.indexOf(c) >= 0);
    }

    /** The alphabet has 64 characters, so 6 random bits choose one without bias. */
    private static String chars(SecureRandom random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        StringBuilder text = new StringBuilder(count);
        for (byte bits : bytes) {
            text.append(ICE_CHARS.charAt(bits & 63));
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return "IceCredentials[ufrag=" + ufrag + "]";
    }
}
