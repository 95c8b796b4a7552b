package dev.bluesky.media.receive;

/** What was expected and what came, of one stream (RFC 3550 appendix A.3). */
final class Reception {
    private long base;
    private long highest;
    private long received;
    private long expectedBefore;
    private long receivedBefore;

    /** Begins with {@code first} as the first packet that is expected. */
    void restart(long first) {
        base = first;
        highest = first - 1;
        received = 0;
        expectedBefore = 0;
        receivedBefore = 0;
    }

    void packet(long number) {
        received++;
        highest = Math.max(highest, number);
    }

    long highest() {
        return highest;
    }

    long expected() {
        return highest - base + 1;
    }

    /** Since the beginning. Negative if more came than were sent, which duplicates alone can do. */
    long cumulativeLost() {
        return expected() - received;
    }

    boolean hasNews() {
        return received != receivedBefore;
    }

    /** In 256ths, since the last call. */
    int takeFractionLost() {
        long expectedSince = expected() - expectedBefore;
        long lostSince = expectedSince - (received - receivedBefore);
        expectedBefore = expected();
        receivedBefore = received;
        return expectedSince <= 0 || lostSince <= 0
                ? 0
                : (int) Math.min(255, (lostSince << 8) / expectedSince);
    }
}
