package dev.bluesky.it.raw;

import java.time.Instant;

/** Wall-clock time as 64 bits of NTP (RFC 5905 section 6): seconds since 1900 and a fraction. */
final class NtpClock {
    private static final long SECONDS_FROM_1900_TO_1970 = 2_208_988_800L;

    private NtpClock() {}

    static long now() {
        Instant now = Instant.now();
        long seconds = now.getEpochSecond() + SECONDS_FROM_1900_TO_1970;
        return seconds << 32 | ((long) now.getNano() << 32) / 1_000_000_000L;
    }

    /** The middle 32 bits, as reports repeat them. */
    static int middle(long ntpTime) {
        return (int) (ntpTime >>> 16);
    }
}
