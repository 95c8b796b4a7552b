package dev.bluesky.sim;

import dev.bluesky.wire.NetworkOrder;
import dev.bluesky.wire.rtp.PacketKind;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** One direction of a network path. Datagrams are copied where they enter. */
final class Wire {
    private static final long OVERTAKEN_BY_NS = 15_000_000L;
    private static final long LONGEST_QUEUE_NS = 500_000_000L;
    private static final int HEADERS_BYTES = 28;
    private static final int SSRC_OFFSET = 8;

    private final VirtualTime time;
    private final SplittableRandom random;
    private final Consumer<byte[]> receiver;
    private final List<Consumer<byte[]>> taps = new ArrayList<>();
    private Conditions conditions;
    private long queueNs = LONGEST_QUEUE_NS;
    private Predicate<byte[]> loser = datagram -> false;
    private Predicate<byte[]> held = datagram -> false;
    private long holdNs;
    private long burstEndNs;
    private long newestArrivalNs;
    private long freeAtNs;
    private long sent;
    private long lost;

    Wire(
            VirtualTime time,
            SplittableRandom random,
            Conditions conditions,
            Consumer<byte[]> receiver) {
        this.time = time;
        this.random = random;
        this.conditions = conditions;
        this.receiver = receiver;
        burstEndNs = time.nowNs();
        newestArrivalNs = time.nowNs();
        freeAtNs = time.nowNs();
    }

    /** Whether that is a protected RTP packet of this SSRC. */
    static boolean isRtpOf(byte[] datagram, int ssrc) {
        return PacketKind.of(datagram, 0, datagram.length) == PacketKind.RTP
                && NetworkOrder.int32(datagram, SSRC_OFFSET) == ssrc;
    }

    void conditions(Conditions now) {
        conditions = now;
        burstEndNs = time.nowNs();
    }

    /** No more than so much may wait before the narrowest place. */
    void queue(long ns) {
        queueNs = ns;
    }

    /** How long what enters now waits before the narrowest place. */
    long waitNs() {
        return Math.max(0, freeAtNs - time.nowNs());
    }

    /** Loses what the test chooses, besides what the conditions lose. */
    void lose(Predicate<byte[]> chosen) {
        loser = chosen;
    }

    /** Lets those be overtaken that the test chooses. */
    void hold(Predicate<byte[]> chosen, long ns) {
        held = chosen;
        holdNs = ns;
    }

    /** Sees every datagram as it enters, also those that get lost. */
    void tap(Consumer<byte[]> tap) {
        taps.add(tap);
    }

    /** How many entered. */
    long sent() {
        return sent;
    }

    /** How many of them never arrive. */
    long lost() {
        return lost;
    }

    void send(byte[] buffer, int offset, int length) {
        byte[] datagram = new byte[length];
        System.arraycopy(buffer, offset, datagram, 0, length);
        sent++;
        taps.forEach(tap -> tap.accept(datagram));
        long waitNs = queued(length);
        if (loser.test(datagram) || isLost() || waitNs > queueNs) {
            lost++;
            return;
        }
        deliver(datagram, waitNs);
        if (random.nextDouble() < conditions.duplication()) {
            deliver(datagram.clone(), waitNs);
        }
    }

    private boolean isLost() {
        if (random.nextDouble() < conditions.bursts()) {
            burstEndNs = time.nowNs() + Conditions.BURST_NS;
        }
        return random.nextDouble() < conditions.loss() || burstEndNs - time.nowNs() > 0;
    }

    /** How long until it has passed the narrowest place. */
    private long queued(int length) {
        if (conditions.bitsPerSecond() == 0) {
            return 0;
        }
        long now = time.nowNs();
        long begin = freeAtNs - now > 0 ? freeAtNs : now;
        long endNs =
                begin + 8L * (length + HEADERS_BYTES) * 1_000_000_000L / conditions.bitsPerSecond();
        if (endNs - now <= queueNs) {
            freeAtNs = endNs;
        }
        return endNs - now;
    }

    private void deliver(byte[] datagram, long waitNs) {
        long jitterNs = conditions.jitterNs() == 0 ? 0 : random.nextLong(conditions.jitterNs());
        long delayNs = conditions.delayNs() + waitNs + jitterNs;
        if (held.test(datagram)) {
            delayNs += holdNs;
        } else if (random.nextDouble() < conditions.reordering()) {
            delayNs += 1 + random.nextLong(OVERTAKEN_BY_NS);
        } else {
            delayNs = Math.max(delayNs, newestArrivalNs - time.nowNs());
            newestArrivalNs = time.nowNs() + delayNs;
        }
        time.after(delayNs, () -> receiver.accept(datagram));
    }
}
