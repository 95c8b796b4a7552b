package dev.bluesky.wire.stun;

/**
 * The errors a binding request can meet (RFC 8489 section 14.8, RFC 8445 section 16.2). The phrases
 * are short, so that an error is no longer than the request it answers.
 */
public enum StunError {
    BAD_REQUEST(400, "Bad Request"),
    UNAUTHENTICATED(401, "Unauthenticated"),
    UNKNOWN_ATTRIBUTE(420, "Unknown"),
    ROLE_CONFLICT(487, "Role Conflict");

    private final int code;
    private final String phrase;

    StunError(int code, String phrase) {
        this.code = code;
        this.phrase = phrase;
    }

    public int code() {
        return code;
    }

    int phraseBytes() {
        return phrase.length();
    }

    void copyPhrase(byte[] buffer, int offset) {
        for (int i = 0; i < phrase.length(); i++) {
            buffer[offset + i] = (byte) phrase.charAt(i);
        }
    }
}
