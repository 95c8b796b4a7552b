package dev.bluesky.media.congestion;

import dev.bluesky.wire.rtcp.TransportFeedback;

/** The receiver's clock without wrapping: feedback counts 250 µs in 32 bits. */
final class ArrivalClock {
    private long lastTicks;
    private boolean started;

    /** In nanoseconds since some time that only the receiver knows. */
    long unwrapNs(long ticks) {
        lastTicks = started ? lastTicks + (int) (ticks - lastTicks) : ticks;
        started = true;
        return lastTicks * TransportFeedback.TICK_NS;
    }
}
