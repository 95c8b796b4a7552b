package dev.bluesky.peer;

import dev.bluesky.media.receive.Arrival;
import dev.bluesky.media.receive.NackGenerator;
import dev.bluesky.negotiate.MediaCodec;
import dev.bluesky.negotiate.NegotiatedMedia;
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
import java.util.List;
import java.util.Optional;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The media of a peer that publishes: {@link #rtp} is the path of its packets, from the decrypted
 * packet to the router that hands it to the viewers.
 */
public final class Publisher implements MediaSide, TrackSource {

    /** Hears that a track's viewers must look again at what they are fed from. */
    @FunctionalInterface
    public interface Listener {
        /** Another stream, or the same with another codec, is what viewers get. */
        void sourceChanged(PublishedTrack track, long nowNs);
    }

    static final long CHOICE_INTERVAL_NS = 100_000_000L;

    private final PeerTransport transport;
    private final MediaContext context;
    private final Listener listener;
    private final InboundStreams streams;
    private final PublisherFeedback feedback;
    private final Counters<InboundDrop> drops = new Counters<>(InboundDrop.class);
    private final RtpView view = new RtpView();
    private final RtcpCompound compound = new RtcpCompound();
    private final ObjLongConsumer<PublishedTrack> choice = this::choose;
    private final PublisherReplica.Needs needs = new NeedsElsewhere();
    private NegotiatedMedia negotiated;
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
        this.negotiated = negotiated;
        streams = new InboundStreams(streamsMax, context.keyFrames(), this::drop);
        feedback =
                new PublisherFeedback(
                        localSsrc,
                        reducedSize,
                        streams.reported(),
                        streamsMax,
                        negotiated.takesRemb(),
                        nowNs);
        choiceDueNs = nowNs + CHOICE_INTERVAL_NS;
        streams.negotiated(negotiated);
    }

    /** Of viewers on other loops. */
    private final class NeedsElsewhere implements PublisherReplica.Needs {
        @Override
        public void needsKeyFrame(int ssrc, long nowNs) {
            if (streams.find(ssrc) instanceof InboundStream.Media stream) {
                stream.requestKeyFrame(nowNs);
            }
        }

        @Override
        public void watched(PublisherReplica by, int ssrc, boolean now) {
            streams.relays().watched(by, ssrc, now);
        }
    }

    /** A further offer: sections come, go and change. */
    public void negotiated(NegotiatedMedia again) {
        negotiated = again;
        streams.negotiated(again);
    }

    @Override
    public List<PublishedTrack> tracks() {
        return streams.tracks();
    }

    /**
     * From now on everything goes to another loop, too, for the viewers there. On that loop the
     * replica is to be opened.
     *
     * @param there hears on that loop
     */
    public PublisherReplica replicate(ReplicaPath path, Listener there) {
        PublisherReplica replica =
                new PublisherReplica(path, needs, there, negotiated, streams.copyOfClock());
        PublisherRelay relay = new PublisherRelay(path, replica);
        streams.relays().add(relay);
        relay.begin(streams.media());
        return replica;
    }

    /** Nothing goes there any more. */
    public void endReplica(PublisherReplica replica) {
        streams.relays().remove(replica);
    }

    @Override
    public void rtp(byte[] buffer, int offset, int length, long nowNs) {
        if (!view.wrap(buffer, offset, length)) {
            drops.count(InboundDrop.MALFORMED_RTP);
            return;
        }
        InboundStream stream = streams.find(view.ssrc());
        if (stream == null) {
            stream = streams.admit(view, nowNs);
            if (stream == null) {
                return;
            }
        }
        stream.touched(nowNs);
        feedback.arrived(view, stream.track().transportSequenceId(), nowNs);
        if (stream instanceof InboundStream.Repair repair) {
            repair(repair, nowNs);
        } else if (stream instanceof InboundStream.Media direct) {
            direct(direct, nowNs);
        }
    }

    private void choose(PublishedTrack track, long nowNs) {
        if (track.choose(nowNs)) {
            listener.sourceChanged(track, nowNs);
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

    /** Counts it for the section, if it is known, and for the peer, which has others beside it. */
    private void drop(@Nullable PublishedTrack track, InboundDrop reason) {
        if (track != null) {
            track.drops().count(reason);
        }
        drops.count(reason);
    }

    private void newest(InboundStream.Media stream, MediaCodec codec, long nowNs) {
        stream.track().heard(view);
        if (!stream.has(codec)) {
            context.batch().flush(nowNs);
            stream.use(codec);
            choose(stream.track(), nowNs);
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
        streams.relays().pass(stream, view);
        stream.forward(view, context.batch(), choice, nowNs);
        if (stream.track().source() != stream && !isWatched(stream)) {
            drop(stream.track(), InboundDrop.LAYER_NOT_FORWARDED);
        }
        Optional<NackGenerator> nack = stream.receive().nack();
        if (nack.isPresent()
                && nack.get().takeUnrecoverable()
                && stream.router().codec().needsKeyFrame()
                && isWatched(stream)) {
            stream.keyFrames().request();
        }
    }

    private boolean isWatched(InboundStream.Media stream) {
        return stream.router().subscriptions() > 0 || streams.relays().isWatched(stream);
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
            long arrivalNtp = context.clock().time(nowNs);
            stream.timing().report(report.ntpTime(), report.rtpTimestamp(), arrivalNtp);
            streams.relays().report(report, arrivalNtp);
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
                streams.forget(stream);
                choose(stream.track(), nowNs);
            }
        }
    }

    @Override
    public void connected(long nowNs) {}

    @Override
    public void tick(long nowNs) {
        RtcpWriter writer = context.beginRtcp();
        feedback.drain(writer, streams.media(), nowNs);
        if (writer.length() > 0) {
            transport.sendRtcp(context.buffer(), 0, writer.length());
        }
        if (nowNs - choiceDueNs >= 0) {
            choiceDueNs = nowNs + CHOICE_INTERVAL_NS;
            streams.tracks().forEach(track -> choose(track, nowNs));
        }
    }

    /** At each tick of the loop: what is missing is soon asked for. */
    @Override
    public long tickIntervalNs() {
        return 0;
    }

    @Override
    public void whenWaiting(Runnable told) {
        // It is sent next to nothing.
    }

    @Override
    public boolean pace(long nowNs) {
        return false;
    }

    /** Its viewers keep their streams. */
    @Override
    public void close(long nowNs) {
        streams.close();
    }

    @Override
    public void report(ObjLongConsumer<String> to) {
        reportDrops(to);
        for (InboundStream.Media stream : streams.media()) {
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
        return streams.tracks().stream().map(PublishedTrack::statistics).toList();
    }
}
