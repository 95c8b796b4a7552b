package dev.bluesky.peer;

import dev.bluesky.media.congestion.Allocator;
import dev.bluesky.media.congestion.BandwidthEstimator;
import dev.bluesky.media.congestion.EstimatorSettings;
import dev.bluesky.media.congestion.Probe;
import dev.bluesky.media.send.Pacer;
import dev.bluesky.stats.Counters;
import dev.bluesky.wire.rtcp.TransportFeedback;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjLongConsumer;

/**
 * Congestion control toward one viewer: estimates what its path carries, shares that over its
 * tracks, and sets the pace. Only for viewers who tell enough of what arrives.
 */
final class ViewerBandwidth {
    private static final long INTERVAL_NS = 200_000_000L;

    /** A drop of so much is not waited with. */
    private static final int DROP_PART = 16;

    /** Wanted beside media, for retransmissions. */
    private static final int RESERVE_PART = 16;

    /**
     * An estimate swings about what the path carries. So little too much is lived with until it has
     * risen again; what is new must fit with something to spare.
     */
    private static final int TOLERANCE_PART = 20;

    /** What flows swings about what was granted, and there are retransmissions. */
    private static final int SWING_PART = 6;

    /** What has shown no limit yet most likely carries far more than was tried. */
    private static final int UNTRIED = 2;

    /** A key frame that is too much for a slow path to leave soon may leave so much faster. */
    private static final int HURRY = 2;

    private final Outflow outflow;
    private final List<ViewerTrack> tracks;
    private final BandwidthListener listener;
    private final Counters<SendingCounter> counters;
    private final BandwidthEstimator estimator;
    private final Allocator allocator = new Allocator();
    private final List<TrackShare> shares = new ArrayList<>();
    private boolean hasFeedback;
    private int unnumbered;
    private long allocatedNs;
    private long allocatedBps;
    private long demandBps;
    private long leastBps;

    /**
     * @param tracks of the viewer, as they come and go
     */
    ViewerBandwidth(
            Outflow outflow,
            List<ViewerTrack> tracks,
            BandwidthListener listener,
            Counters<SendingCounter> counters,
            EstimatorSettings settings,
            long nowNs) {
        this.outflow = outflow;
        this.tracks = tracks;
        this.listener = listener;
        this.counters = counters;
        estimator = new BandwidthEstimator(settings, nowNs);
    }

    /** A packet of which the viewer will tell by its transport-wide number. */
    void sent(int number, int bytes, int probeId, long nowNs) {
        estimator.sent(number, bytes, probeId, nowNs);
    }

    /** A packet of which the viewer tells nothing by itself. */
    void sentUnnumbered(int bytes, long nowNs) {
        unnumbered = unnumbered + 1 & 0xFFFF;
        estimator.sent(unnumbered, bytes, 0, nowNs);
    }

    /** The viewer tells which packets arrived, and when. */
    void feedback(TransportFeedback feedback, long nowNs) {
        hasFeedback = true;
        counters.count(SendingCounter.FEEDBACK);
        estimator.feedback(feedback, nowNs);
    }

    /** The viewer tells how much it thinks it can take. */
    void remb(long bps, long nowNs) {
        counters.count(SendingCounter.REMB);
        estimator.remb(bps, nowNs);
    }

    /** The viewer reports what it lost lately. */
    void report(int fractionLost256, long roundTripNs, long nowNs) {
        estimator.report(fractionLost256, roundTripNs, nowNs);
    }

    /** Decides what is due. */
    void tick(long nowNs) {
        estimator.tick(nowNs);
        long targetBps = budgetBps();
        boolean dropped = targetBps < allocatedBps - allocatedBps / DROP_PART;
        boolean changed = false;
        for (ViewerTrack track : tracks) {
            changed |= track.hasChanged();
        }
        if (changed || dropped || nowNs - allocatedNs >= INTERVAL_NS) {
            allocate(nowNs);
        }
        probe(nowNs);
    }

    /**
     * What the path is known to carry; and as long as nothing speaks against it, the least of each
     * picture: whoever comes should see everybody at once, not when that was proved.
     */
    private long budgetBps() {
        long provenBps = estimator.targetBps();
        return estimator.hasMetLimit() ? provenBps : Math.max(provenBps, leastBps);
    }

    private void probe(long nowNs) {
        if (!hasFeedback || outflow.isProbing() || demandBps == 0) {
            return;
        }
        Probe probe = estimator.probe(nowNs);
        if (probe != null) {
            outflow.begin(probe, nowNs);
        }
    }

    /** Shares what there is, now. */
    void allocate(long nowNs) {
        allocatedNs = nowNs;
        long soundBps = claim();
        leastBps = allocator.leastBps() + soundBps;
        allocatedBps = budgetBps();
        allocator.allocate(
                forVideo(allocatedBps, soundBps), forVideo(estimator.provenBps(), soundBps), nowNs);
        shares.forEach(share -> apply(share, nowNs));
        tracks.forEach(ViewerTrack::noteNoChange);
        long wantedBps = soundBps;
        for (TrackShare share : shares) {
            wantedBps += share.wantedBps();
        }
        demandBps = wantedBps + wantedBps / RESERVE_PART;
        estimator.demand(demandBps, leastBps > soundBps && allocator.grantedBps() == 0);
        pace(soundBps, nowNs);
    }

    private static long forVideo(long bps, long soundBps) {
        return bps + bps / TOLERANCE_PART - soundBps;
    }

    /** What sound takes. */
    private long claim() {
        shares.removeIf(share -> isGone(share));
        long soundBps = 0;
        for (ViewerTrack track : tracks) {
            if (!track.section().isVideo()) {
                soundBps += track.flowingBps();
            } else if (!hasShare(track)) {
                shares.add(new TrackShare(track, allocator));
            }
        }
        shares.forEach(TrackShare::claim);
        return soundBps;
    }

    private boolean hasShare(ViewerTrack track) {
        for (TrackShare share : shares) {
            if (share.track() == track) {
                return true;
            }
        }
        return false;
    }

    private boolean isGone(TrackShare share) {
        boolean gone = !tracks.contains(share.track());
        if (gone) {
            share.close();
        }
        return gone;
    }

    private void apply(TrackShare share, long nowNs) {
        switch (share.apply(nowNs)) {
            case NONE -> {}
            case LOWERED -> counters.count(SendingCounter.LOWERED);
            case RAISED -> counters.count(SendingCounter.RAISED);
            case STARVED -> {
                counters.count(SendingCounter.STARVED);
                listener.starved(share.track(), true, nowNs);
            }
            case FED -> listener.starved(share.track(), false, nowNs);
        }
    }

    /**
     * The pace is what the path is thought to carry, once it has shown a limit, or bursts wait
     * there: a key frame in a burst would look like a path that got narrow. Before that no frame of
     * usual size waits, once the path has carried all that is wanted. Where it would take too long,
     * because the path carries little more than the stream, it hurries. What is far too much,
     * because what replaces it has no key frame yet, stops at once: it would only hurt the sound.
     */
    private void pace(long soundBps, long nowNs) {
        long flowingBps = soundBps;
        for (ViewerTrack track : tracks) {
            flowingBps += track.section().isVideo() ? track.flowingBps() : 0;
        }
        if (flowingBps > allocatedBps + allocatedBps / 4) {
            tracks.stream()
                    .filter(ViewerTrack::isSwitchingSize)
                    .forEach(track -> cut(track, nowNs));
        }
        long bps = estimator.isWide() ? UNTRIED * allocatedBps : allocatedBps;
        boolean fits = flowingBps <= allocatedBps + allocatedBps / SWING_PART;
        boolean provesAll = demandBps > 0 && estimator.provenBps() >= demandBps;
        outflow.rate(
                bps,
                fits ? Math.max(bps, HURRY * allocatedBps) : bps,
                provesAll && estimator.isWide() ? Pacer.Burst.LARGE : Pacer.Burst.USUAL);
    }

    private void cut(ViewerTrack track, long nowNs) {
        counters.count(SendingCounter.CUT);
        track.interrupt(nowNs);
    }

    /** The viewer stops telling what it needs to tell: it gets all. */
    void close(long nowNs) {
        outflow.rate(Pacer.UNLIMITED, Pacer.UNLIMITED, Pacer.Burst.USUAL);
        for (TrackShare share : shares) {
            boolean starved = share.track().isHeld(Hold.BANDWIDTH);
            share.close();
            share.track().allowAll(nowNs);
            if (starved) {
                listener.starved(share.track(), false, nowNs);
            }
        }
    }

    /** What is known now, by {@code group.name}. */
    void report(String group, ObjLongConsumer<String> to) {
        for (SendingGauge gauge : SendingGauge.values()) {
            to.accept(group + "." + Counters.label(gauge), value(gauge));
        }
    }

    private long value(SendingGauge gauge) {
        return switch (gauge) {
            case ESTIMATE_BPS -> estimator.targetBps();
            case DEMAND_BPS -> demandBps;
            case GRANTED_BPS -> allocator.grantedBps();
            case QUEUED_BYTES -> outflow.queuedBytes();
        };
    }
}
