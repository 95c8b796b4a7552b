package dev.bluesky.negotiate;

import java.util.Locale;
import java.util.Optional;

/**
 * The profiles of H.264 by what their {@code profile-level-id} begins with (RFC 6184 section 8.1).
 */
enum H264Profile {
    CONSTRAINED_BASELINE,
    BASELINE,
    MAIN,
    CONSTRAINED_HIGH,
    HIGH,
    UNKNOWN;

    private static final int CONSTRAINT_SET0 = 0x80;
    private static final int CONSTRAINT_SET1 = 0x40;
    private static final int CONSTRAINT_SETS_4_AND_5 = 0x0c;

    /**
     * The profile of six hexadecimal digits: profile_idc, profile-iop, level_idc.
     *
     * @param profileLevelId as written; anything else is UNKNOWN
     */
    static H264Profile of(String profileLevelId) {
        return bytes(profileLevelId).map(H264Profile::of).orElse(UNKNOWN);
    }

    private static Optional<Integer> bytes(String text) {
        return text.toLowerCase(Locale.ROOT).matches("[0-9a-f]{6}")
                ? Optional.of(Integer.parseInt(text, 16))
                : Optional.empty();
    }

    private static H264Profile of(int profileLevelId) {
        int idc = profileLevelId >> 16;
        int constraints = (profileLevelId >> 8) & 0xff;
        return switch (idc) {
            case 0x42 -> (constraints & CONSTRAINT_SET1) != 0 ? CONSTRAINED_BASELINE : BASELINE;
            case 0x4d -> (constraints & CONSTRAINT_SET0) != 0 ? CONSTRAINED_BASELINE : MAIN;
            case 0x58 ->
                    (constraints & (CONSTRAINT_SET0 | CONSTRAINT_SET1)) != 0
                            ? CONSTRAINED_BASELINE
                            : UNKNOWN;
            case 0x64 ->
                    (constraints & CONSTRAINT_SETS_4_AND_5) == CONSTRAINT_SETS_4_AND_5
                            ? CONSTRAINED_HIGH
                            : HIGH;
            default -> UNKNOWN;
        };
    }
}
