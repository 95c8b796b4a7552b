package dev.bluesky.peer;

import java.time.Instant;

/**
 * Our NTP time (RFC 5905 section 6: seconds since 1900 in 32.32 bits), from a clock that never
 * jumps. It is right when it is made and goes as evenly as the loop's clock afterwards, whatever
 * happens to the wall clock: receivers compare reports with one another.
 *
 * @param startNtp at {@code startNs}
 * @param startNs of the loop's clock
 */
public record NtpClock(long startNtp, long startNs) {

    private static final long SECONDS_1900_TO_1970 = 2_208_988_800L;
    private static final long NS_PER_SECOND = 1_000_000_000L;

    /** A clock that is right at this moment. */
    public static NtpClock at(Instant now, long nowNs) {
        long seconds = now.getEpochSecond() + SECONDS_1900_TO_1970;
        return new NtpClock((seconds << 32) + fraction(now.getNano()), nowNs);
    }

    /** The NTP time of a moment of the loop's clock. */
    public long time(long nowNs) {
        long elapsed = nowNs - startNs;
        long seconds = Math.floorDiv(elapsed, NS_PER_SECOND);
        return startNtp + (seconds << 32) + fraction(Math.floorMod(elapsed, NS_PER_SECOND));
    }

    private static long fraction(long ns) {
        return (ns << 32) / NS_PER_SECOND;
    }
}
