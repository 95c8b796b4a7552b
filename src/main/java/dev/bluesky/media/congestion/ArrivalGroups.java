package dev.bluesky.media.congestion;

/**
 * Puts packets that were sent together into groups, and tells how much longer each group took than
 * the one before (draft-ietf-rmcat-gcc-02 sections 5.2 and 5.3). Single packets would mostly tell
 * of the sender's own bursts.
 */
final class ArrivalGroups {
    /** What is sent within so long is one group. */
    static final long BURST_NS = 5_000_000L;

    /** A burst that waited somewhere and is let go at once is one group too, up to so long. */
    static final long LONGEST_NS = 100_000_000L;

    /** The receiver's clock jumped, or a group was late beyond all measure: begin anew. */
    static final long JUMP_NS = 3_000_000_000L;

    /** Takes what was measured. */
    interface Deltas {
        /**
         * One group took longer by so much than the group before.
         *
         * @param deltaNs negative if it took less
         * @param arrivalNs of its last packet, by the receiver's clock
         */
        void delta(long deltaNs, long arrivalNs);
    }

    private final Deltas deltas;
    private boolean hasCurrent;
    private boolean hasPrevious;
    private long firstSentNs;
    private long lastSentNs;
    private long firstArrivalNs;
    private long lastArrivalNs;
    private long previousSentNs;
    private long previousArrivalNs;

    ArrivalGroups(Deltas deltas) {
        this.deltas = deltas;
    }

    /** A packet arrived; those before it in order of sending have been told already. */
    void packet(long sentNs, long arrivalNs) {
        if (hasCurrent && sentNs < firstSentNs) {
            return;
        }
        if (hasCurrent && Math.abs(arrivalNs - lastArrivalNs) > JUMP_NS + sentNs - lastSentNs) {
            restart();
        }
        if (!hasCurrent) {
            begin(sentNs, arrivalNs);
        } else if (!belongs(sentNs, arrivalNs)) {
            complete();
            begin(sentNs, arrivalNs);
        }
        lastSentNs = Math.max(lastSentNs, sentNs);
        lastArrivalNs = Math.max(lastArrivalNs, arrivalNs);
    }

    /** Nothing that comes is compared with what came before. */
    void restart() {
        hasCurrent = false;
        hasPrevious = false;
    }

    private boolean belongs(long sentNs, long arrivalNs) {
        if (sentNs - firstSentNs <= BURST_NS) {
            return true;
        }
        long spacingNs = arrivalNs - lastArrivalNs;
        return spacingNs <= BURST_NS
                && spacingNs < sentNs - lastSentNs
                && arrivalNs - firstArrivalNs < LONGEST_NS;
    }

    private void begin(long sentNs, long arrivalNs) {
        hasCurrent = true;
        firstSentNs = sentNs;
        lastSentNs = sentNs;
        firstArrivalNs = arrivalNs;
        lastArrivalNs = arrivalNs;
    }

    private void complete() {
        if (hasPrevious) {
            long deltaNs = (lastArrivalNs - previousArrivalNs) - (lastSentNs - previousSentNs);
            deltas.delta(deltaNs, lastArrivalNs);
        }
        hasPrevious = true;
        previousSentNs = lastSentNs;
        previousArrivalNs = lastArrivalNs;
    }
}
