package dev.bluesky.peer;

import dev.bluesky.media.congestion.Probe;
import dev.bluesky.media.send.DropReason;
import dev.bluesky.media.send.Pacer;
import dev.bluesky.media.send.TransportStamp;
import dev.bluesky.stats.Counters;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one way by which every RTP packet of a viewer leaves: in the pacer's time, stamped,
 * encrypted, and told to whoever estimates the path. What passes at once is not copied.
 */
final class Outflow {

    /** Hears of each packet. */
    interface Departures {
        /**
         * A packet has left.
         *
         * @param number transport-wide, or {@link TransportStamp#NONE}
         * @param probeId of the probe that it is part of, or 0
         */
        void left(int number, int bytes, int probeId, long nowNs);
    }

    private static final long LONGEST_PROBE_NS = 200_000_000L;

    /** What waits should leave in a quarter of a second. */
    private static final int HURRIES_A_SECOND = 4;

    private final PeerTransport transport;
    private final byte[] buffer;
    private final List<ViewerTrack> tracks;
    private final Departures departures;
    private final TransportStamp stamp = new TransportStamp();
    private final Pacer<ViewerTrack> pacer = new Pacer<>();
    private final Counters<SendingCounter> counters;
    private long rateBps = Pacer.UNLIMITED;
    private long hurryBps = Pacer.UNLIMITED;
    private Pacer.Burst burst = Pacer.Burst.USUAL;
    private Runnable whenWaiting = () -> {};
    private boolean waiting;
    private boolean overflowed;
    private @Nullable Probe probe;
    private int probeBytes;
    private int probePackets;
    private long probeEndNs;

    /**
     * @param tracks whose packets they are, as they come and go
     */
    Outflow(
            PeerTransport transport,
            MediaContext context,
            List<ViewerTrack> tracks,
            Departures departures,
            Counters<SendingCounter> counters) {
        this.transport = transport;
        this.buffer = context.buffer();
        this.tracks = tracks;
        this.departures = departures;
        this.counters = counters;
    }

    /** The packet that stands at the beginning of the shared buffer. */
    void send(ViewerTrack track, Pacer.Priority priority, boolean again, int length, long nowNs) {
        if (pacer.passes(priority, nowNs)) {
            pacer.charge(length, nowNs);
            leave(track, again, length, nowNs);
        } else {
            queue(track, priority, again, length, nowNs);
        }
    }

    private void queue(
            ViewerTrack track, Pacer.Priority priority, boolean again, int length, long nowNs) {
        waits();
        if (!pacer.queue(priority, track, again, buffer, 0, length, nowNs)) {
            track.drop(DropReason.CONGESTED);
            overflowed |= priority == Pacer.Priority.VIDEO;
        }
    }

    private void leave(ViewerTrack track, boolean again, int length, long nowNs) {
        int number = stamp.stamp(track.extensions(), buffer, 0, length, nowNs);
        boolean sent =
                again
                        ? transport.sendRtpAgain(buffer, 0, length)
                        : transport.sendRtp(buffer, 0, length);
        if (!sent) {
            return;
        }
        int probeId = 0;
        if (probe != null) {
            probeId = probe.id();
            probeBytes += length;
            probePackets++;
        }
        departures.left(number, length, probeId, nowNs);
    }

    /**
     * How fast packets leave, but for sound.
     *
     * @param bps bits a second, or {@link Pacer#UNLIMITED}
     * @param mostBps while more waits than leaves at that rate in a quarter of a second
     * @param atOnce what the rate does not count for
     */
    void rate(long bps, long mostBps, Pacer.Burst atOnce) {
        rateBps = bps;
        hurryBps = mostBps;
        burst = atOnce;
        if (probe == null) {
            pacer.rate(usualBps(), burst);
        }
    }

    /** What is long in the queue of the path is no worse than what waits here as long. */
    private long usualBps() {
        if (rateBps == Pacer.UNLIMITED) {
            return Pacer.UNLIMITED;
        }
        return Math.max(rateBps, Math.min(hurryBps, pacer.queuedBytes() * 8L * HURRIES_A_SECOND));
    }

    /** Finds out whether the path carries that: what is sent, and if need be padding. */
    void begin(Probe next, long nowNs) {
        counters.count(SendingCounter.PROBES);
        probe = next;
        probeBytes = 0;
        probePackets = 0;
        probeEndNs = nowNs + LONGEST_PROBE_NS;
        pacer.rate(next.rateBps(), Pacer.Burst.NONE);
        pacer.forgive();
        waits();
    }

    boolean isProbing() {
        return probe != null;
    }

    /** Sets what is told when something begins to wait; it is paced from then on. */
    void whenWaiting(Runnable told) {
        whenWaiting = told;
    }

    private void waits() {
        if (!waiting) {
            waiting = true;
            whenWaiting.run();
        }
    }

    /**
     * Sends what is due.
     *
     * @return whether something is due soon
     */
    boolean pace(long nowNs) {
        if (overflowed || pacer.isLate(nowNs)) {
            beginAnew(nowNs);
        }
        if (probe == null) {
            pacer.rate(usualBps(), burst);
        }
        boolean sends = true;
        while (sends && pacer.hasBudget(nowNs)) {
            endProbe(nowNs);
            sends = pacer.isEmpty() ? fill(nowNs) : sendNext(nowNs);
        }
        endProbe(nowNs);
        waiting = !pacer.isEmpty() || probe != null;
        return waiting;
    }

    private boolean sendNext(long nowNs) {
        ViewerTrack track = pacer.nextOwner();
        boolean again = pacer.nextMark();
        int length = pacer.take(buffer, 0, nowNs);
        counters.count(SendingCounter.PACED);
        leave(track, again, length, nowNs);
        return true;
    }

    private boolean fill(long nowNs) {
        if (probe == null) {
            return false;
        }
        for (ViewerTrack track : tracks) {
            if (track.stream().probe(nowNs, buffer, 0)) {
                int length = track.stream().length();
                counters.count(SendingCounter.PROBE_PACKETS);
                counters.count(SendingCounter.PROBE_BYTES, length);
                pacer.charge(length, nowNs);
                leave(track, false, length, nowNs);
                return true;
            }
        }
        return false;
    }

    private void endProbe(long nowNs) {
        Probe present = probe;
        if (present == null) {
            return;
        }
        boolean complete = probeBytes >= present.bytes() && probePackets >= present.packets();
        if (complete || nowNs - probeEndNs >= 0) {
            probe = null;
            pacer.rate(usualBps(), burst);
        }
    }

    /** Pictures waited too long, or too many wait: they go on from key frames. */
    private void beginAnew(long nowNs) {
        overflowed = false;
        counters.count(SendingCounter.BEGUN_ANEW);
        Set<ViewerTrack> torn = new LinkedHashSet<>();
        pacer.discardVideo(
                buffer,
                (track, length) -> {
                    track.discarded(buffer, length);
                    torn.add(track);
                });
        torn.forEach(track -> track.interrupt(nowNs));
    }

    /** Nothing that waits must leave any more: its SSRC is not used again. */
    void forget(long nowNs) {
        if (!pacer.isEmpty()) {
            beginAnew(nowNs);
            pacer.clear();
        }
    }

    int queuedBytes() {
        return pacer.queuedBytes();
    }
}
