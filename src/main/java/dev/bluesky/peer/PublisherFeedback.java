package dev.bluesky.peer;

import dev.bluesky.media.receive.NackGenerator;
import dev.bluesky.media.receive.ReceiveStream;
import dev.bluesky.media.receive.ReceiveStreams;
import dev.bluesky.media.receive.ReceiverReporter;
import dev.bluesky.media.receive.RembGenerator;
import dev.bluesky.media.receive.TransportCcRecorder;
import dev.bluesky.wire.rtcp.RtcpWriter;
import dev.bluesky.wire.rtp.HeaderExtensions;
import dev.bluesky.wire.rtp.RtpView;
import dev.bluesky.wire.rtp.TransportSequenceNumber;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher is told: reports, what is missing, key frames that are needed, and how much its
 * network carries (transport-wide feedback, else REMB).
 */
final class PublisherFeedback {
    private static final byte[] CNAME = "bluesky".getBytes(StandardCharsets.US_ASCII);
    private static final long START_BPS = 1_000_000;
    private static final long MINIMUM_BPS = 100_000;
    private static final long MAXIMUM_BPS = 8_000_000;
    private static final long LOSS_INTERVAL_NS = 1_000_000_000L;

    private final int localSsrc;
    private final boolean reducedSize;
    private final ReceiveStreams streams;
    private final ReceiverReporter reporter;
    private final TransportCcRecorder transportWide = new TransportCcRecorder();
    private final @Nullable RembGenerator remb;
    private final int[] ssrcs;
    private boolean hasBegun;
    private boolean isNumbered;
    private long lossDueNs;
    private long expectedBefore;
    private long lostBefore;

    /**
     * @param streams all media streams of the publisher, as they come and go
     * @param withRemb whether the publisher listens to REMB
     */
    PublisherFeedback(
            int localSsrc,
            boolean reducedSize,
            ReceiveStreams streams,
            int streamsMax,
            boolean withRemb,
            long nowNs) {
        this.localSsrc = localSsrc;
        this.reducedSize = reducedSize;
        this.streams = streams;
        this.ssrcs = new int[streamsMax];
        reporter = new ReceiverReporter(localSsrc, CNAME, streams, nowNs);
        remb = withRemb ? new RembGenerator(START_BPS, MINIMUM_BPS, MAXIMUM_BPS, nowNs) : null;
        lossDueNs = nowNs + LOSS_INTERVAL_NS;
    }

    /** A packet of any stream came, a probe or retransmission too. */
    void arrived(RtpView packet, int transportSequenceId, long nowNs) {
        if (transportSequenceId != 0) {
            int number = TransportSequenceNumber.read(packet.extensions(), transportSequenceId);
            if (number != HeaderExtensions.NONE) {
                transportWide.packet(number, packet.ssrc(), nowNs);
                isNumbered = true;
            }
        }
        hasBegun = true;
        if (remb != null) {
            remb.packet(packet.length(), nowNs);
        }
    }

    /** Writes one compound of what is due; nothing if nothing is. */
    void drain(RtcpWriter out, List<InboundStream.Media> media, long nowNs) {
        if (!isDue(media, nowNs)) {
            return;
        }
        boolean reported = reporter.drain(out, nowNs);
        if (!reported && !reducedSize) {
            // RFC 3550 section 6.1: each compound has a report and a name.
            out.receiverReport(localSsrc);
            out.canonicalName(localSsrc, CNAME);
        }
        int before = out.length();
        for (InboundStream.Media stream : media) {
            stream.keyFrames().drain(out, localSsrc, nowNs);
            stream.receive().drainNack(out, localSsrc, nowNs);
        }
        transportWide.drain(out, localSsrc, nowNs);
        drainRemb(out, media, nowNs);
        if (!reported && out.length() == before) {
            out.rewind();
        }
    }

    private boolean isDue(List<InboundStream.Media> media, long nowNs) {
        if (nowNs - reporter.nextDueNs() >= 0
                || isPast(transportWide.nextDueNs(), nowNs)
                || isRembDue(nowNs)) {
            return true;
        }
        for (InboundStream.Media stream : media) {
            if (isPast(stream.keyFrames().nextDueNs(nowNs), nowNs) || isNackDue(stream, nowNs)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whoever numbers his packets follows the feedback about them. Some clients offer that and then
     * send no numbers.
     */
    private boolean isRembDue(long nowNs) {
        return remb != null && hasBegun && !isNumbered && nowNs - remb.nextDueNs() >= 0;
    }

    private static boolean isNackDue(InboundStream.Media stream, long nowNs) {
        Optional<NackGenerator> nack = stream.receive().nack();
        return nack.isPresent() && isPast(nack.get().nextDueNs(), nowNs);
    }

    /** {@link Long#MAX_VALUE} is never. */
    private static boolean isPast(long dueNs, long nowNs) {
        return dueNs != Long.MAX_VALUE && nowNs - dueNs >= 0;
    }

    private void drainRemb(RtcpWriter out, List<InboundStream.Media> media, long nowNs) {
        RembGenerator estimate = remb;
        if (estimate == null || !hasBegun || isNumbered) {
            return;
        }
        if (nowNs - lossDueNs >= 0) {
            lossDueNs = nowNs + LOSS_INTERVAL_NS;
            estimate.loss(fractionLost());
        }
        int count = 0;
        for (InboundStream.Media stream : media) {
            if (count < ssrcs.length) {
                ssrcs[count++] = stream.ssrc();
            }
        }
        estimate.drain(out, localSsrc, ssrcs, count, nowNs);
    }

    /** Of all streams since the last call, in 256ths. */
    private int fractionLost() {
        long lost = 0;
        long expected = 0;
        for (int i = 0; i < streams.size(); i++) {
            ReceiveStream stream = streams.at(i);
            lost += stream.cumulativeLost();
            expected += stream.cumulativeLost() + stream.packets();
        }
        long lostNow = lost - lostBefore;
        long expectedNow = expected - expectedBefore;
        lostBefore = lost;
        expectedBefore = expected;
        boolean any = lostNow > 0 && expectedNow > 0;
        return any ? (int) Math.min(255, lostNow * 256 / expectedNow) : 0;
    }
}
