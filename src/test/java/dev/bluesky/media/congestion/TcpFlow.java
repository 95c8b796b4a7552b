package dev.bluesky.media.congestion;

import static dev.bluesky.sim.VirtualTime.MS;
import static dev.bluesky.sim.VirtualTime.SECOND;

import dev.bluesky.sim.VirtualTime;

/**
 * A transfer that fills the queue until it loses: slow start, then one packet more in each round
 * trip, and half at a loss, as NewReno does (RFC 6582); without delayed acknowledgements.
 */
final class TcpFlow {
    static final int PACKET_BYTES = 1500;

    private final VirtualTime time;
    private final Bottleneck path;
    private final long oneWayNs;
    private final Trace trace;
    private double window = 10;
    private double threshold = Double.MAX_VALUE;
    private long next;
    private long expected;
    private long recoverUntil;
    private long left;
    private long lastAckNs;
    private boolean running;

    TcpFlow(VirtualTime time, Bottleneck path, long oneWayMs, Trace trace) {
        this.time = time;
        this.path = path;
        this.oneWayNs = oneWayMs * MS;
        this.trace = trace;
    }

    /** So many bytes are to be sent from then on. */
    TcpFlow start(double seconds, long bytes) {
        time.after(
                (long) (seconds * 1e9),
                () -> {
                    left = bytes / PACKET_BYTES;
                    window = 10;
                    threshold = Double.MAX_VALUE;
                    lastAckNs = time.nowNs();
                    if (!running) {
                        running = true;
                        time.every(200 * MS, this::timeout);
                    }
                    fill();
                });
        return this;
    }

    private void fill() {
        while (left > 0 && (double) (next - expected) < window) {
            long number = next++;
            long sentNs = time.nowNs();
            left--;
            trace.sent(PACKET_BYTES, sentNs);
            path.offer(
                    PACKET_BYTES,
                    oneWayNs,
                    () -> arrived(number, sentNs),
                    () -> trace.lost(sentNs));
        }
    }

    private void arrived(long number, long sentNs) {
        trace.received(PACKET_BYTES, time.nowNs() - sentNs - oneWayNs, false, time.nowNs());
        time.after(oneWayNs, () -> acknowledged(number));
    }

    /** The path reorders nothing, so what is skipped is lost; it is sent again as something new. */
    private void acknowledged(long number) {
        lastAckNs = time.nowNs();
        if (number > expected) {
            left += number - expected;
            if (expected >= recoverUntil) {
                recoverUntil = next;
                threshold = Math.max(2, window / 2);
                window = threshold;
            }
        }
        expected = Math.max(expected, number + 1);
        window += window < threshold ? 1 : 1 / window;
        fill();
    }

    private boolean timeout() {
        if (next > expected && time.nowNs() - lastAckNs > SECOND) {
            left += next - expected;
            expected = next;
            threshold = Math.max(2, window / 2);
            window = 2;
            lastAckNs = time.nowNs();
            fill();
        }
        return true;
    }
}
