package dev.bluesky.media.congestion;

/**
 * The round trip: what receiver reports say (RFC 3550 section 6.4.1) while they come; else how long
 * ago the last packet that a feedback tells of was sent, which is longer by what the viewer waited.
 */
final class RoundTrip {
    private static final long REPORT_VALID_NS = 10_000_000_000L;
    private static final int WEIGHT = 4;

    private boolean reported;
    private long reportedNs;
    private long ns;

    void report(long roundTripNs, long nowNs) {
        reported = true;
        reportedNs = nowNs;
        ns = roundTripNs;
    }

    void feedback(long sinceSentNs, long nowNs) {
        if (reported && nowNs - reportedNs < REPORT_VALID_NS) {
            return;
        }
        reported = false;
        ns += ns == 0 ? sinceSentNs : (sinceSentNs - ns) / WEIGHT;
    }

    long ns() {
        return ns;
    }
}
