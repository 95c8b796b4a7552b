package dev.bluesky.media.congestion;

import static dev.bluesky.sim.VirtualTime.MS;
import static dev.bluesky.sim.VirtualTime.SECOND;

import dev.bluesky.media.receive.TransportCcRecorder;
import dev.bluesky.sim.VirtualTime;
import dev.bluesky.wire.rtcp.RtcpCompound;
import dev.bluesky.wire.rtcp.RtcpWriter;
import dev.bluesky.wire.rtcp.TransportFeedback;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * A server and a viewer: sound and video through a simple pacer, and feedback as browsers send it,
 * every 50 to 100 ms.
 */
final class MediaFlow {
    /** 32 kbit/s of opus in 20 ms packets, and their headers. */
    static final long AUDIO_BPS = 40_000;

    static final int AUDIO_BYTES = 100;

    /** SRTP's tag, UDP and IP. */
    static final int OVERHEAD_BYTES = 44;

    private static final int PACKET_BYTES = 1150;
    private static final long AUDIO_NS = 20 * MS;

    /** A frame leaves in a part of its interval. */
    private static final double PACING = 1.5;

    private static final double BITS_NS_PER_SECOND = 8e9;

    private final VirtualTime time;
    private final Bottleneck path;
    private final Bottleneck back;
    private final long oneWayNs;
    private final Source source;
    final Trace trace;
    final BandwidthEstimator estimator;
    private final TransportCcRecorder recorder = new TransportCcRecorder();
    private final RtcpWriter writer = new RtcpWriter();
    private final byte[] rtcp = new byte[1200];
    private final ArrayDeque<Integer> video = new ArrayDeque<>();
    private int sequence = 65_500;
    private boolean pacing;
    private boolean paused;
    private boolean stopped;
    private int probeId;
    private long probeBps;
    private int probeBytes;
    private int probePackets;

    MediaFlow(
            VirtualTime time,
            Bottleneck path,
            Bottleneck back,
            long oneWayMs,
            Source source,
            Trace trace) {
        this.time = time;
        this.path = path;
        this.back = back;
        this.oneWayNs = oneWayMs * MS;
        this.source = source;
        this.trace = trace;
        estimator = new BandwidthEstimator(EstimatorSettings.DEFAULT, time.nowNs());
    }

    /** A call begins then. */
    MediaFlow start(double seconds) {
        time.after(
                (long) (seconds * 1e9),
                () -> {
                    time.every(AUDIO_NS, this::audio);
                    time.every(SECOND / Source.FRAMES_PER_SECOND, this::frame);
                    time.every(5 * MS, this::tick);
                    time.every(10 * MS, this::tell);
                });
        return this;
    }

    /** Neither sound nor video in between. */
    MediaFlow pause(double fromSeconds, double toSeconds) {
        time.after((long) (fromSeconds * 1e9), () -> paused = true);
        time.after((long) (toSeconds * 1e9), () -> paused = false);
        return this;
    }

    MediaFlow stop(double seconds) {
        time.after((long) (seconds * 1e9), () -> stopped = true);
        return this;
    }

    private boolean audio() {
        if (!paused) {
            send(AUDIO_BYTES, true, probeId);
        }
        return !stopped;
    }

    private boolean frame() {
        int left = paused ? 0 : source.frame(estimator.targetBps());
        while (left > 0) {
            video.add(Math.min(left, PACKET_BYTES));
            left -= PACKET_BYTES;
        }
        pace();
        return !stopped;
    }

    private boolean tick() {
        long nowNs = time.nowNs();
        estimator.demand(paused ? 0 : source.demandBps(), false);
        estimator.tick(nowNs);
        trace.target(estimator.targetBps(), nowNs);
        Probe probe = paused || probeId != 0 ? null : estimator.probe(nowNs);
        if (probe != null) {
            probeId = probe.id();
            probeBps = probe.rateBps();
            probeBytes = probe.bytes();
            probePackets = probe.packets();
            pace();
        }
        return !stopped;
    }

    private void pace() {
        if (!pacing) {
            pacing = true;
            next();
        }
    }

    private void next() {
        Integer media = video.poll();
        pacing = media != null || probeId != 0;
        if (!pacing) {
            return;
        }
        int bytes = media != null ? media : PACKET_BYTES;
        double bps = PACING * (double) Math.max(50_000, estimator.targetBps());
        if (probeId != 0) {
            bps = (double) probeBps;
        }
        send(bytes, false, probeId);
        time.after((long) (bytes * BITS_NS_PER_SECOND / bps), this::next);
    }

    private void send(int bytes, boolean isAudio, int probe) {
        long sentNs = time.nowNs();
        int number = sequence;
        sequence = (sequence + 1) & 0xFFFF;
        estimator.sent(number, bytes, probe, sentNs);
        if (probe != 0) {
            probeBytes -= bytes;
            probePackets--;
            probeId = probeBytes > 0 || probePackets > 0 ? probeId : 0;
        }
        trace.sent(bytes + OVERHEAD_BYTES, sentNs);
        path.offer(
                bytes + OVERHEAD_BYTES,
                oneWayNs,
                () -> arrived(number, bytes, isAudio, sentNs),
                () -> trace.lost(sentNs));
    }

    private void arrived(int number, int bytes, boolean isAudio, long sentNs) {
        long nowNs = time.nowNs();
        recorder.packet(number, 1, nowNs);
        trace.received(bytes + OVERHEAD_BYTES, nowNs - sentNs - oneWayNs, isAudio, nowNs);
    }

    private boolean tell() {
        writer.wrap(rtcp, 0, rtcp.length);
        while (recorder.drain(writer, 1, time.nowNs())) {
            byte[] bytes = Arrays.copyOf(rtcp, writer.length());
            back.offer(bytes.length + OVERHEAD_BYTES, oneWayNs, () -> told(bytes), () -> {});
            writer.wrap(rtcp, 0, rtcp.length);
        }
        return !stopped;
    }

    private void told(byte[] bytes) {
        RtcpCompound compound = new RtcpCompound();
        compound.wrap(bytes, 0, bytes.length);
        while (compound.next()) {
            if (compound.packet() instanceof TransportFeedback feedback) {
                estimator.feedback(feedback, time.nowNs());
            }
        }
    }
}
