package dev.bluesky.media.congestion;

import static dev.bluesky.sim.VirtualTime.MS;

import dev.bluesky.sim.VirtualTime;
import java.util.ArrayDeque;
import java.util.SplittableRandom;

/**
 * A link: a rate that can change, a queue of so many bytes that drops what does not fit,
 * propagation with jitter that reorders nothing, and loss at random.
 */
final class Bottleneck {
    private static final double BITS_NS_PER_SECOND = 8e9;

    private record Queued(int bytes, long delayNs, Runnable delivered, Runnable dropped) {}

    private final VirtualTime time;
    private final SplittableRandom random;
    private final ArrayDeque<Queued> queue = new ArrayDeque<>();
    private long rateBps;
    private long limitBytes;
    private long jitterNs;
    private double loss;
    private long queuedBytes;
    private boolean busy;
    private long lastDeliveryNs;

    /** The queue holds 300 ms of the first rate, as in RFC 8867 section 4.3. */
    Bottleneck(VirtualTime time, SplittableRandom random, long rateBps) {
        this.time = time;
        this.random = random;
        this.rateBps = rateBps;
        lastDeliveryNs = time.nowNs();
        queueMs(300);
    }

    /**
     * How much of the rate of now the queue holds; it stays so many bytes when the rate changes.
     */
    Bottleneck queueMs(long ms) {
        limitBytes = rateBps / 8 * ms / 1000;
        return this;
    }

    Bottleneck jitterMs(long most) {
        jitterNs = most * MS;
        return this;
    }

    Bottleneck loss(double part) {
        loss = part;
        return this;
    }

    /** From then on it carries so much. */
    Bottleneck at(double seconds, double newBps) {
        time.after((long) (seconds * 1e9), () -> rateBps = (long) newBps);
        return this;
    }

    long rateBps() {
        return rateBps;
    }

    long queueNs() {
        return (long) ((double) queuedBytes * BITS_NS_PER_SECOND / (double) rateBps);
    }

    /** One of the two happens, the delivery so much later than the packet leaves the queue. */
    void offer(int bytes, long delayNs, Runnable delivered, Runnable dropped) {
        if (random.nextDouble() < loss || queuedBytes + bytes > limitBytes) {
            dropped.run();
            return;
        }
        queue.add(new Queued(bytes, delayNs, delivered, dropped));
        queuedBytes += bytes;
        if (!busy) {
            serve();
        }
    }

    private void serve() {
        Queued next = queue.peek();
        busy = next != null;
        if (next != null) {
            long ns = (long) (next.bytes * BITS_NS_PER_SECOND / (double) rateBps);
            time.after(ns, this::leave);
        }
    }

    private void leave() {
        Queued packet = queue.remove();
        queuedBytes -= packet.bytes;
        long jitter = jitterNs == 0 ? 0 : random.nextLong(jitterNs);
        if (jitterNs == 0) {
            time.after(packet.delayNs, packet.delivered);
        } else {
            lastDeliveryNs = Math.max(lastDeliveryNs, time.nowNs() + packet.delayNs + jitter);
            time.after(lastDeliveryNs - time.nowNs(), packet.delivered);
        }
        serve();
    }
}
