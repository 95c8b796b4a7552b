package dev.bluesky.media.receive;

import dev.bluesky.wire.rtp.RtpTimestamp;

/** Interarrival jitter (RFC 3550 appendix A.8), in ticks of the stream's clock. */
final class Jitter {
    /** A larger step is a new timestamp base or a suspended publisher, not jitter. */
    private static final int MAX_STEP_SECONDS = 5;

    private final int clockRate;
    private int transit;
    private boolean hasTransit;

    /** Times sixteen, so that the mean keeps its fraction. */
    private long scaled;

    Jitter(int clockRate) {
        this.clockRate = clockRate;
    }

    void restart() {
        hasTransit = false;
        scaled = 0;
    }

    void packet(int rtpTimestamp, long nowNs) {
        int newTransit = (int) RtpTimestamp.ticks(nowNs, clockRate) - rtpTimestamp;
        long step = Math.abs((long) (newTransit - transit));
        transit = newTransit;
        if (hasTransit && step < (long) MAX_STEP_SECONDS * clockRate) {
            scaled += step - ((scaled + 8) >> 4);
        }
        hasTransit = true;
    }

    int ticks() {
        return (int) (scaled >> 4);
    }
}
