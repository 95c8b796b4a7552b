package dev.bluesky.sfu;

/** How often somebody may do something: some at once, then so many a second (a token bucket). */
final class Allowance {

    private static final long SECOND_NS = 1_000_000_000L;

    private final long priceNs;
    private final long creditMaxNs;
    private long creditNs;
    private long countedNs;

    /**
     * Full to begin with.
     *
     * @param atOnce what may come in one moment
     * @param perSecond what may come in the long run
     */
    Allowance(int atOnce, int perSecond, long nowNs) {
        priceNs = SECOND_NS / perSecond;
        creditMaxNs = atOnce * priceNs;
        creditNs = creditMaxNs;
        countedNs = nowNs;
    }

    /**
     * Uses one up.
     *
     * @throws SfuException TOO_MANY if none is left
     */
    void take(long nowNs) {
        long earnedNs = Math.min(Math.max(0, nowNs - countedNs), creditMaxNs);
        creditNs = Math.min(creditNs + earnedNs, creditMaxNs);
        countedNs = nowNs;
        if (creditNs < priceNs) {
            throw new SfuException(
                    Refusal.TOO_MANY, "That is more than the room takes at once; wait a moment.");
        }
        creditNs -= priceNs;
    }
}
