package dev.bluesky.media.congestion;

import static dev.bluesky.sim.VirtualTime.SECOND;

import dev.bluesky.sim.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Flows over one bottleneck, there and back, for some time. */
final class Scenario {
    private static final long START_NS = 7 * SECOND;

    /** A way back that is never in the way. */
    private static final long WIDE_BPS = 100_000_000;

    /** More than any path here carries, so that more is always wanted. */
    private static final long MOST_BPS = 20_000_000;

    final VirtualTime time = new VirtualTime(START_NS);
    final SplittableRandom random;
    final Bottleneck there;
    final Bottleneck back;
    final double seconds;
    final List<Trace> media = new ArrayList<>();
    final List<Trace> others = new ArrayList<>();

    /** What the path carries, and how long its queue is, in each bin. */
    final long[] capacityBps;

    Scenario(long seed, double thereBps, double seconds) {
        this(seed, thereBps, WIDE_BPS, seconds);
    }

    Scenario(long seed, double thereBps, double backBps, double seconds) {
        random = new SplittableRandom(seed);
        there = new Bottleneck(time, random.split(), (long) thereBps);
        back = new Bottleneck(time, random.split(), (long) backBps);
        this.seconds = seconds;
        capacityBps = new long[Trace.bin(seconds) + 1];
    }

    /** A flow that takes what it gets. */
    MediaFlow elastic(double startSeconds, long oneWayMs) {
        return flow(startSeconds, oneWayMs, Source.elastic(random.split(), MOST_BPS));
    }

    /** A flow of one publisher's simulcast. */
    MediaFlow layers(double startSeconds, long oneWayMs, long... ascendingBps) {
        return flow(startSeconds, oneWayMs, Source.layers(random.split(), ascendingBps));
    }

    private MediaFlow flow(double startSeconds, long oneWayMs, Source source) {
        media.add(new Trace(START_NS, seconds));
        return new MediaFlow(time, there, back, oneWayMs, source, media.get(media.size() - 1))
                .start(startSeconds);
    }

    /** A flow on the way back, whose feedback comes on the way there. */
    MediaFlow backward(double startSeconds, long oneWayMs) {
        others.add(new Trace(START_NS, seconds));
        Source source = Source.elastic(random.split(), MOST_BPS);
        return new MediaFlow(time, back, there, oneWayMs, source, others.get(others.size() - 1))
                .start(startSeconds);
    }

    TcpFlow tcp(long oneWayMs) {
        others.add(new Trace(START_NS, seconds));
        return new TcpFlow(time, there, oneWayMs, others.get(others.size() - 1));
    }

    Scenario run() {
        time.every(
                Trace.BIN_NS,
                () -> {
                    int bin = (int) ((time.nowNs() - START_NS) / Trace.BIN_NS) - 1;
                    capacityBps[Math.min(bin, capacityBps.length - 1)] = there.rateBps();
                    return true;
                });
        time.pass((long) (seconds * 1e9));
        return this;
    }

    double capacityBps(double fromSeconds, double toSeconds) {
        long sum = 0;
        for (int bin = Trace.bin(fromSeconds); bin < Trace.bin(toSeconds); bin++) {
            sum += capacityBps[bin];
        }
        return (double) sum / (Trace.bin(toSeconds) - Trace.bin(fromSeconds));
    }

    /** Of all media flows together. */
    double utilization(double fromSeconds, double toSeconds) {
        double received =
                media.stream().mapToDouble(t -> t.receivedBps(fromSeconds, toSeconds)).sum();
        return received / capacityBps(fromSeconds, toSeconds);
    }

    /** Jain's index: 1 if all get the same, one part in n if one gets all. */
    double fairness(double fromSeconds, double toSeconds) {
        double sum = 0;
        double squares = 0;
        for (Trace trace : media) {
            double bps = trace.receivedBps(fromSeconds, toSeconds);
            sum += bps;
            squares += bps * bps;
        }
        return sum * sum / (media.size() * squares);
    }
}
