package dev.bluesky.peer;

import dev.bluesky.media.send.DropReason;
import dev.bluesky.media.send.FirstNumbers;
import dev.bluesky.media.send.TransportStamp;
import dev.bluesky.negotiate.CongestionFeedback;
import dev.bluesky.negotiate.NegotiatedMedia;
import dev.bluesky.negotiate.NegotiatedSection;
import dev.bluesky.stats.Counters;
import dev.bluesky.stats.TrackStatistics;
import dev.bluesky.wire.rtcp.FullIntraRequest;
import dev.bluesky.wire.rtcp.GenericNack;
import dev.bluesky.wire.rtcp.PictureLossIndication;
import dev.bluesky.wire.rtcp.ReceiverEstimatedMaximumBitrate;
import dev.bluesky.wire.rtcp.ReceiverReport;
import dev.bluesky.wire.rtcp.ReportBlock;
import dev.bluesky.wire.rtcp.RtcpCompound;
import dev.bluesky.wire.rtcp.RtcpPacket;
import dev.bluesky.wire.rtcp.RtcpWriter;
import dev.bluesky.wire.rtcp.SenderReport;
import dev.bluesky.wire.rtcp.SourceDescription;
import dev.bluesky.wire.rtcp.TransportFeedback;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The media of a peer that receives: a track for each section, and what the viewer says of it. */
public final class Viewer implements MediaSide {
    /** The group of what is counted of the way to it, in reports. */
    private static final String SENDING = "sending";

    /** Each fourth tick of the loop: there are many viewers, and nothing of theirs is urgent. */
    private static final long TICK_NS = 36_000_000L;

    private final PeerTransport transport;
    private final MediaContext context;
    private final Function<NegotiatedSection, String> cname;
    private final RandomGenerator random;
    private final List<ViewerTrack> tracks = new ArrayList<>();
    private final Outflow outflow;
    private final Counters<SendingCounter> sending = new Counters<>(SendingCounter.class);
    private final Counters<InboundDrop> drops = new Counters<>(InboundDrop.class);
    private final Counters<DropReason> dropsBefore = new Counters<>(DropReason.class);
    private final RtcpCompound compound = new RtcpCompound();
    private BandwidthListener listener = (track, starved, nowNs) -> {};
    private CongestionFeedback congestionFeedback = CongestionFeedback.NONE;
    private @Nullable ViewerBandwidth bandwidth;
    private boolean connected;

    /**
     * @param cname of a section's stream, the same for those that play in step
     * @param random for SSRCs and first numbers, unpredictable
     */
    public Viewer(
            PeerTransport transport,
            NegotiatedMedia negotiated,
            MediaContext context,
            Function<NegotiatedSection, String> cname,
            RandomGenerator random,
            long nowNs) {
        this.transport = transport;
        this.context = context;
        this.cname = cname;
        this.random = random;
        outflow = new Outflow(transport, context, tracks, this::left, sending);
        negotiated(negotiated, nowNs);
    }

    /** A further offer: sections come, go and change. */
    public void negotiated(NegotiatedMedia again, long nowNs) {
        List<ViewerTrack> before = List.copyOf(tracks);
        tracks.clear();
        for (NegotiatedSection section : again.sections()) {
            if (section.flows()) {
                tracks.add(track(section, before, nowNs));
            }
        }
        before.stream()
                .filter(track -> !tracks.contains(track))
                .forEach(track -> end(track, nowNs));
        controlled(again.congestionFeedback(), nowNs);
    }

    private void controlled(CongestionFeedback by, long nowNs) {
        ViewerBandwidth known = bandwidth;
        if (by == CongestionFeedback.NONE && known != null) {
            known.close(nowNs);
            bandwidth = null;
        } else if (by != CongestionFeedback.NONE && known == null) {
            bandwidth =
                    new ViewerBandwidth(
                            outflow,
                            tracks,
                            (track, starved, now) -> listener.starved(track, starved, now),
                            sending,
                            context.bitrates(),
                            nowNs);
        }
        congestionFeedback = by;
        if (by != CongestionFeedback.NONE) {
            tracks.forEach(track -> track.awaitGrant(nowNs));
        }
    }

    /** Is told of tracks that the viewer's network does not carry. */
    public void listen(BandwidthListener toBandwidth) {
        listener = toBandwidth;
    }

    private void left(int number, int bytes, int probeId, long nowNs) {
        ViewerBandwidth control = bandwidth;
        if (control == null) {
            return;
        }
        if (number != TransportStamp.NONE) {
            control.sent(number, bytes, probeId, nowNs);
        } else if (congestionFeedback == CongestionFeedback.REMB) {
            control.sentUnnumbered(bytes, nowNs);
        }
    }

    private void end(ViewerTrack track, long nowNs) {
        outflow.forget(nowNs);
        track.end();
        dropsBefore.add(track.drops());
    }

    private ViewerTrack track(NegotiatedSection section, List<ViewerTrack> before, long nowNs) {
        Optional<ViewerTrack> same =
                before.stream()
                        .filter(track -> track.section().mid().equals(section.mid()))
                        .findFirst();
        same.ifPresent(track -> track.negotiated(section));
        return same.orElseGet(() -> created(section, nowNs));
    }

    private ViewerTrack created(NegotiatedSection section, long nowNs) {
        int ssrc = newSsrc();
        ViewerTrack track =
                new ViewerTrack(
                        transport,
                        outflow,
                        context,
                        section,
                        ssrc,
                        newSsrcBeside(ssrc),
                        FirstNumbers.random(random),
                        cname.apply(section));
        track.hold(Hold.NOT_CONNECTED, !connected, nowNs);
        return track;
    }

    private int newSsrc() {
        int ssrc = random.nextInt();
        return ssrc == 0 || track(ssrc) != null ? newSsrc() : ssrc;
    }

    private int newSsrcBeside(int taken) {
        int ssrc = newSsrc();
        return ssrc == taken ? newSsrcBeside(taken) : ssrc;
    }

    private @Nullable ViewerTrack track(int ssrc) {
        for (ViewerTrack track : tracks) {
            if (track.ssrc() == ssrc || track.rtxSsrc() == ssrc) {
                return track;
            }
        }
        return null;
    }

    /** What it receives, in the order of its sections. */
    public List<ViewerTrack> tracks() {
        return List.copyOf(tracks);
    }

    @Override
    public void rtp(byte[] buffer, int offset, int length, long nowNs) {
        drops.count(InboundDrop.NOT_A_PUBLISHER);
    }

    @Override
    public void rtcp(byte[] buffer, int offset, int length, long nowNs) {
        if (!compound.wrap(buffer, offset, length).isSound()) {
            drops.count(InboundDrop.MALFORMED_RTCP);
            return;
        }
        while (compound.next()) {
            take(compound.packet(), nowNs);
        }
    }

    private void take(RtcpPacket packet, long nowNs) {
        if (packet instanceof ReceiverReport report) {
            reported(report.blocks(), nowNs);
        } else if (packet instanceof SenderReport report) {
            reported(report.blocks(), nowNs);
        } else if (packet instanceof GenericNack nack) {
            ViewerTrack track = own(nack.mediaSsrc());
            if (track != null) {
                track.missing(nack, nowNs);
            }
        } else if (packet instanceof PictureLossIndication loss) {
            requestKeyFrame(loss.mediaSsrc(), nowNs);
        } else if (packet instanceof FullIntraRequest request) {
            request.entries().forEach(entry -> requestKeyFrame(entry.ssrc(), nowNs));
        } else if (packet instanceof TransportFeedback feedback) {
            arrived(feedback, nowNs);
        } else if (packet instanceof ReceiverEstimatedMaximumBitrate remb) {
            estimated(remb, nowNs);
        } else if (!(packet instanceof SourceDescription)) {
            drops.count(InboundDrop.IGNORED_RTCP);
        }
    }

    private void arrived(TransportFeedback feedback, long nowNs) {
        ViewerBandwidth control = bandwidth;
        if (control != null && congestionFeedback == CongestionFeedback.TRANSPORT_CC) {
            control.feedback(feedback, nowNs);
        } else {
            drops.count(InboundDrop.IGNORED_RTCP);
        }
    }

    private void estimated(ReceiverEstimatedMaximumBitrate remb, long nowNs) {
        ViewerBandwidth control = bandwidth;
        if (control != null && congestionFeedback == CongestionFeedback.REMB) {
            control.remb(remb.bitrateBps(), nowNs);
        } else {
            drops.count(InboundDrop.IGNORED_RTCP);
        }
    }

    private void reported(List<ReportBlock> blocks, long nowNs) {
        int worst = -1;
        long roundTripNs = 0;
        for (ReportBlock block : blocks) {
            ViewerTrack track = own(block.ssrc());
            if (track != null && track.ssrc() == block.ssrc()) {
                long ntpNow = context.clock().time(nowNs);
                track.reported(block, ntpNow);
                worst = Math.max(worst, block.fractionLost());
                roundTripNs = Math.max(roundTripNs, block.roundTripNs(ntpNow));
            }
        }
        if (bandwidth != null && worst >= 0) {
            bandwidth.report(worst, roundTripNs, nowNs);
        }
    }

    private void requestKeyFrame(int ssrc, long nowNs) {
        ViewerTrack track = own(ssrc);
        if (track != null) {
            track.requestKeyFrame(nowNs);
        }
    }

    /** The track of that SSRC; counts that there is none. */
    private @Nullable ViewerTrack own(int ssrc) {
        ViewerTrack track = track(ssrc);
        if (track == null) {
            drops.count(InboundDrop.FOREIGN_RTCP);
        }
        return track;
    }

    @Override
    public void connected(long nowNs) {
        connected = true;
        if (bandwidth != null) {
            bandwidth.allocate(nowNs);
        }
        tracks.forEach(track -> track.hold(Hold.NOT_CONNECTED, false, nowNs));
    }

    @Override
    public void tick(long nowNs) {
        if (bandwidth != null) {
            bandwidth.tick(nowNs);
        }
        RtcpWriter writer = context.beginRtcp();
        for (ViewerTrack track : tracks) {
            track.drainReport(writer, nowNs);
        }
        flush(writer);
    }

    @Override
    public long tickIntervalNs() {
        return TICK_NS;
    }

    @Override
    public void whenWaiting(Runnable told) {
        outflow.whenWaiting(told);
    }

    @Override
    public boolean pace(long nowNs) {
        return outflow.pace(nowNs);
    }

    private void flush(RtcpWriter writer) {
        if (writer.length() > 0) {
            transport.sendRtcp(context.buffer(), 0, writer.length());
        }
    }

    @Override
    public void close(long nowNs) {
        for (ViewerTrack track : tracks) {
            RtcpWriter writer = context.beginRtcp();
            track.drainGoodbye(writer);
            flush(writer);
            track.leave();
        }
    }

    @Override
    public void report(ObjLongConsumer<String> to) {
        reportDrops(to);
        sending.report(SENDING, to);
        if (bandwidth != null) {
            bandwidth.report(SENDING, to);
        }
        tracks.forEach(track -> track.report(to));
    }

    @Override
    public void reportDrops(ObjLongConsumer<String> to) {
        drops.report(PublishedTrack.DROPS, to);
        Counters<DropReason> all = new Counters<>(DropReason.class);
        all.add(dropsBefore);
        tracks.forEach(track -> all.add(track.drops()));
        all.report(ViewerTrack.DROPS, to);
    }

    @Override
    public List<TrackStatistics> trackStatistics() {
        return tracks.stream().map(ViewerTrack::statistics).toList();
    }
}
