package dev.bluesky.web;

import dev.bluesky.sfu.Refusal;
import dev.bluesky.sfu.SfuException;
import java.util.Set;

/** Truth as Go's {@code strconv.ParseBool} reads it, since the original's clients rely on it. */
final class GoBool {

    private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");
    private static final Set<String> FALSE = Set.of("0", "f", "F", "FALSE", "false", "False");

    private GoBool() {}

    /**
     * Reads a value.
     *
     * @param what its name, for the refusal
     * @throws SfuException MALFORMED
     */
    static boolean parse(String what, String value) {
        if (TRUE.contains(value)) {
            return true;
        }
        if (FALSE.contains(value)) {
            return false;
        }
        throw new SfuException(Refusal.MALFORMED, what + " must be 'true' or 'false'.");
    }
}
