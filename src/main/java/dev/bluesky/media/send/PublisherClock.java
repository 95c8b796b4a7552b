package dev.bluesky.media.send;

/**
 * How far a publisher's NTP clock is from ours, by its sender reports; one for all streams of a
 * publisher, so that they stay in step with one another.
 *
 * <p>A report was sent at least one transit time ago; the one that took the shortest says most. The
 * smallest distance is kept, and may grow slowly as clocks drift.
 */
public final class PublisherClock {

    private static final long NTP_SECOND = 1L << 32;

    /** A clock that drifts by more than 1/4096 (244 ppm) is not followed at once. */
    private static final int DRIFT_SHIFT = 12;

    /** A correction of more than 10 ms is heard if it reaches a publisher's streams one by one. */
    private static final long CORRECTION = NTP_SECOND / 100;

    private boolean known;
    private int corrections;
    private long distance;
    private long measuredNtp;

    /** One that goes on from here by itself. */
    public PublisherClock copy() {
        PublisherClock copy = new PublisherClock();
        copy.known = known;
        copy.corrections = corrections;
        copy.distance = distance;
        copy.measuredNtp = measuredNtp;
        return copy;
    }

    /**
     * A sender report of one of the streams.
     *
     * @param senderNtp its NTP time
     * @param arrivalNtp our NTP time at its arrival
     */
    public void report(long senderNtp, long arrivalNtp) {
        long sample = arrivalNtp - senderNtp;
        long drifted = distance + Math.max(0, (arrivalNtp - measuredNtp) >> DRIFT_SHIFT);
        boolean stepped = sample - drifted > NTP_SECOND;
        if (!known || stepped || drifted - sample > CORRECTION) {
            corrections++;
        }
        distance = known && !stepped ? Math.min(sample, drifted) : sample;
        measuredNtp = arrivalNtp;
        known = true;
    }

    /** How often the distance changed by so much that all streams should be reported anew. */
    int corrections() {
        return corrections;
    }

    /** Our NTP time as the publisher's, transit included; meaningful after a report. */
    long publisherNtp(long ourNtp) {
        return ourNtp - distance;
    }
}
