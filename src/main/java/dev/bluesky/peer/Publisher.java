package dev.bluesky.peer;

import dev.bluesky.media.forward.Router;
import dev.bluesky.media.receive.Arrival;
import dev.bluesky.media.receive.NackGenerator;
import dev.bluesky.media.receive.ReceiveStreams;
import dev.bluesky.media.send.PublisherClock;
import dev.bluesky.media.send.SourceTiming;
import dev.bluesky.negotiate.HeaderExtension;
import dev.bluesky.negotiate.MediaCodec;
import dev.bluesky.negotiate.NegotiatedMedia;
import dev.bluesky.negotiate.NegotiatedSection;
import dev.bluesky.stats.Counters;
import dev.bluesky.stats.TrackStatistics;
import dev.bluesky.wire.rtcp.Goodbye;
import dev.bluesky.wire.rtcp.RtcpCompound;
import dev.bluesky.wire.rtcp.RtcpPacket;
import dev.bluesky.wire.rtcp.RtcpWriter;
import dev.bluesky.wire.rtcp.SenderReport;
import dev.bluesky.wire.rtcp.SourceDescription;
import dev.bluesky.wire.rtp.RtpView;
import dev.bluesky.wire.rtp.Rtx;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The media of a peer that publishes: {@link #rtp} is the path of its packets, from the decrypted
 * packet to the router that hands it to the viewers.
 */
public final class Publisher implements MediaSide {

    /** Hears that a track's viewers must look again at what they are fed from. */
    @FunctionalInterface
    public interface Listener {
        /** Another stream, or the same with another codec, is what viewers get. */
        void sourceChanged(PublishedTrack track, long nowNs);
    }

    private static final long CHOICE_INTERVAL_NS = 500_000_000L;

    private final PeerTransport transport;
    private final MediaContext context;
    private final Listener listener;
    private final int streamsMax;
    private final SsrcTable<InboundStream> streams = new SsrcTable<>();
    private final List<InboundStream.Media> media = new ArrayList<>();
    private final ReceiveStreams reported;
    private final PublisherFeedback feedback;
    private final PublisherClock clock = new PublisherClock();
    private final Counters<InboundDrop> drops = new Counters<>(InboundDrop.class);
    private final Map<String, PublishedTrack> tracks = new LinkedHashMap<>();
    private final StreamAdmission admission = new StreamAdmission(tracks.values());
    private final RtpView view = new RtpView();
    private final RtcpCompound compound = new RtcpCompound();
    private long choiceDueNs;

    /**
     * @param streamsMax how many SSRCs the peer may send with
     * @param localSsrc under which it is sent feedback
     */
    public Publisher(
            PeerTransport transport,
            NegotiatedMedia negotiated,
            MediaContext context,
            int streamsMax,
            boolean reducedSize,
            int localSsrc,
            Listener listener,
            long nowNs) {
        this.transport = transport;
        this.context = context;
        this.listener = listener;
        this.streamsMax = streamsMax;
        reported = new ReceiveStreams(streamsMax);
        feedback =
                new PublisherFeedback(
                        localSsrc,
                        reducedSize,
                        reported,
                        streamsMax,
                        negotiated.takesRemb(),
                        nowNs);
        choiceDueNs = nowNs + CHOICE_INTERVAL_NS;
        negotiated(negotiated);
    }

    /** A further offer: sections come, go and change. */
    public void negotiated(NegotiatedMedia again) {
        Map<String, PublishedTrack> before = new LinkedHashMap<>(tracks);
        tracks.clear();
        for (NegotiatedSection section : again.sections()) {
            if (section.flows()) {
                PublishedTrack track = before.remove(section.mid());
                if (track == null) {
                    track = new PublishedTrack(section);
                } else {
                    track.negotiated(section);
                }
                tracks.put(section.mid(), track);
            }
        }
        before.values().forEach(this::end);
    }

    private void end(PublishedTrack track) {
        for (InboundStream stream : List.copyOf(streams.all())) {
            if (stream.track() == track) {
                forget(stream);
            }
        }
        track.close();
    }

    /** What it publishes, in the order of its sections. */
    public List<PublishedTrack> tracks() {
        return List.copyOf(tracks.values());
    }

    @Override
    public void rtp(byte[] buffer, int offset, int length, long nowNs) {
        if (!view.wrap(buffer, offset, length)) {
            drops.count(InboundDrop.MALFORMED_RTP);
            return;
        }
        InboundStream stream = streams.find(view.ssrc());
        if (stream == null) {
            stream = admit(nowNs);
        }
        if (stream == null) {
            return;
        }
        stream.touched(nowNs);
        feedback.arrived(view, stream.track().transportSequenceId(), nowNs);
        if (stream instanceof InboundStream.Repair repair) {
            repair(repair, nowNs);
        } else if (stream instanceof InboundStream.Media direct) {
            direct(direct, nowNs);
        }
    }

    private @Nullable InboundStream admit(long nowNs) {
        PublishedTrack track = admission.trackOf(view);
        if (track == null) {
            drops.count(InboundDrop.UNKNOWN_SECTION);
            return null;
        }
        MediaCodec codec = track.codec(view.payloadType());
        if (!track.knows(view.payloadType())) {
            drop(track, InboundDrop.UNKNOWN_PAYLOAD_TYPE);
            return null;
        }
        if (!hasRoom(nowNs)) {
            drop(track, InboundDrop.TOO_MANY_STREAMS);
            return null;
        }
        int ssrc = view.ssrc();
        InboundStream stream =
                codec == null ? repairOf(track, nowNs) : add(track, ssrc, codec, nowNs);
        streams.put(ssrc, stream);
        return stream;
    }

    private InboundStream repairOf(PublishedTrack track, long nowNs) {
        long ssrc = Integer.toUnsignedLong(view.ssrc());
        Long original = track.section().groups().originals().get(ssrc);
        String layer = StreamAdmission.layerOf(view, track, HeaderExtension.REPAIRED_RID);
        return new InboundStream.Repair(track, original, layer, nowNs);
    }

    private InboundStream add(PublishedTrack track, int ssrc, MediaCodec codec, long nowNs) {
        String layer = StreamAdmission.layerOf(view, track, HeaderExtension.RID);
        SourceTiming timing = new SourceTiming(codec.clockRate(), clock);
        InboundStream.Media stream =
                new InboundStream.Media(track, ssrc, layer, codec, timing, nowNs);
        media.add(stream);
        reported.add(stream.receive());
        context.keyFrames().add(stream);
        track.add(stream);
        choose(track, nowNs);
        return stream;
    }

    private void choose(PublishedTrack track, long nowNs) {
        if (track.choose(nowNs)) {
            listener.sourceChanged(track, nowNs);
        }
    }

    /** Streams that are silent make room. */
    private boolean hasRoom(long nowNs) {
        if (streams.size() < streamsMax) {
            return true;
        }
        Optional<InboundStream> silent = admission.silent(streams.all(), nowNs);
        silent.ifPresent(this::forget);
        return silent.isPresent();
    }

    private void forget(InboundStream stream) {
        if (stream instanceof InboundStream.Media gone) {
            media.remove(gone);
            reported.remove(gone.ssrc());
            context.keyFrames().remove(gone);
            gone.track().remove(gone);
            streams.remove(gone.ssrc());
        } else {
            streams.remove(stream);
        }
    }

    private void repair(InboundStream.Repair repair, long nowNs) {
        MediaCodec codec = repair.track().repaired(view.payloadType());
        if (codec == null) {
            drop(repair.track(), InboundDrop.UNKNOWN_PAYLOAD_TYPE);
            return;
        }
        InboundStream.Media original = repair.original();
        if (original == null) {
            drop(repair.track(), InboundDrop.RTX_OF_UNKNOWN);
        } else if (!Rtx.unwrap(view, original.ssrc(), codec.payloadType())) {
            drop(repair.track(), InboundDrop.RTX_PROBE);
        } else {
            route(original, codec, original.receive().recovered(view.sequenceNumber()), nowNs);
        }
    }

    private void direct(InboundStream.Media stream, long nowNs) {
        MediaCodec codec = stream.track().codec(view.payloadType());
        if (codec == null) {
            drop(stream.track(), InboundDrop.UNKNOWN_PAYLOAD_TYPE);
            return;
        }
        Arrival arrival =
                stream.receive()
                        .packet(view.sequenceNumber(), view.timestamp(), view.length(), nowNs);
        route(stream, codec, arrival, nowNs);
    }

    private void route(InboundStream.Media stream, MediaCodec codec, Arrival arrival, long nowNs) {
        switch (arrival) {
            case DUPLICATE -> drop(stream.track(), InboundDrop.DUPLICATE);
            case TOO_OLD -> drop(stream.track(), InboundDrop.TOO_OLD);
            case SEQUENCE_JUMP -> drop(stream.track(), InboundDrop.SEQUENCE_JUMP);
            case LATE -> late(stream, codec, nowNs);
            case NEWEST, RESTART -> newest(stream, codec, nowNs);
        }
    }

    /** Counts it for the section and for the peer, which has others beside it. */
    private void drop(PublishedTrack track, InboundDrop reason) {
        track.drops().count(reason);
        drops.count(reason);
    }

    private void newest(InboundStream.Media stream, MediaCodec codec, long nowNs) {
        if (!stream.has(codec)) {
            stream.use(codec);
            listener.sourceChanged(stream.track(), nowNs);
        }
        forward(stream, nowNs);
    }

    /** What was overtaken by a change of codec would change it back. */
    private void late(InboundStream.Media stream, MediaCodec codec, long nowNs) {
        if (stream.has(codec)) {
            forward(stream, nowNs);
        } else {
            drop(stream.track(), InboundDrop.CODEC_BEFORE);
        }
    }

    private void forward(InboundStream.Media stream, long nowNs) {
        if (stream.track().source() != stream && stream.router().subscriptions() == 0) {
            drop(stream.track(), InboundDrop.LAYER_NOT_FORWARDED);
        }
        stream.route(view, nowNs);
        Optional<NackGenerator> nack = stream.receive().nack();
        if (nack.isPresent() && nack.get().takeUnrecoverable() && isMissedBySomebody(stream)) {
            stream.keyFrames().request();
        }
    }

    private static boolean isMissedBySomebody(InboundStream.Media stream) {
        Router router = stream.router();
        return router.codec().needsKeyFrame() && router.subscriptions() > 0;
    }

    @Override
    public void rtcp(byte[] buffer, int offset, int length, long nowNs) {
        if (!compound.wrap(buffer, offset, length).isSound()) {
            drops.count(InboundDrop.MALFORMED_RTCP);
            return;
        }
        while (compound.next()) {
            RtcpPacket packet = compound.packet();
            if (packet instanceof SenderReport report) {
                senderReport(report, nowNs);
            } else if (packet instanceof Goodbye goodbye) {
                goodbye(goodbye, nowNs);
            } else if (!(packet instanceof SourceDescription)) {
                drops.count(InboundDrop.IGNORED_RTCP);
            }
        }
    }

    private void senderReport(SenderReport report, long nowNs) {
        if (streams.find(report.ssrc()) instanceof InboundStream.Media stream) {
            stream.receive().senderReport(report.ntpTime(), report.rtpTimestamp(), nowNs);
            stream.timing()
                    .report(report.ntpTime(), report.rtpTimestamp(), context.clock().time(nowNs));
        } else if (streams.find(report.ssrc()) == null) {
            drops.count(InboundDrop.FOREIGN_RTCP);
        }
    }

    private void goodbye(Goodbye goodbye, long nowNs) {
        for (int i = 0; i < goodbye.sources().size(); i++) {
            InboundStream stream = streams.find(goodbye.sources().ssrc(i));
            if (stream == null) {
                drops.count(InboundDrop.FOREIGN_RTCP);
            } else {
                forget(stream);
                choose(stream.track(), nowNs);
            }
        }
    }

    @Override
    public void connected(long nowNs) {}

    @Override
    public void tick(long nowNs) {
        RtcpWriter writer = context.beginRtcp();
        feedback.drain(writer, media, nowNs);
        if (writer.length() > 0) {
            transport.sendRtcp(context.buffer(), 0, writer.length());
        }
        if (nowNs - choiceDueNs >= 0) {
            choiceDueNs = nowNs + CHOICE_INTERVAL_NS;
            tracks.values().forEach(track -> choose(track, nowNs));
        }
    }

    /** Its viewers keep their streams. */
    @Override
    public void close(long nowNs) {
        List.copyOf(media).forEach(this::forget);
        tracks.values().forEach(PublishedTrack::close);
    }

    @Override
    public void report(ObjLongConsumer<String> to) {
        reportDrops(to);
        for (InboundStream.Media stream : media) {
            String group =
                    stream.track().section().kind() + "." + Integer.toUnsignedString(stream.ssrc());
            InboundCounter.report(stream, group, to);
        }
    }

    @Override
    public void reportDrops(ObjLongConsumer<String> to) {
        drops.report(PublishedTrack.DROPS, to);
    }

    @Override
    public List<TrackStatistics> trackStatistics() {
        return tracks.values().stream().map(PublishedTrack::statistics).toList();
    }
}
