package dev.bluesky.ice;

import java.time.Duration;

/**
 * How long an agent waits and how much it remembers.
 *
 * @param firstCheckTimeout from the agent's making to its peer's first authenticated check
 * @param consentTimeout how long a check vouches for its address (RFC 7675 section 5.1: 30 s)
 * @param validatedAddressesMax addresses of the peer remembered at a time, 2 or more
 */
public record IceLimits(
        Duration firstCheckTimeout, Duration consentTimeout, int validatedAddressesMax) {

    public static final IceLimits DEFAULT =
            new IceLimits(Duration.ofSeconds(30), Duration.ofSeconds(30), 16);

    /**
     * Checked limits.
     *
     * @throws IllegalArgumentException if a duration is not positive, or fewer than two addresses
     *     are allowed: the path and one to switch to
     */
    public IceLimits {
        if (!isPositive(firstCheckTimeout) || !isPositive(consentTimeout)) {
            throw new IllegalArgumentException("an ICE timeout that is not positive");
        }
        if (validatedAddressesMax < 2) {
            throw new IllegalArgumentException("fewer than two validated addresses");
        }
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isZero() && !duration.isNegative();
    }
}
