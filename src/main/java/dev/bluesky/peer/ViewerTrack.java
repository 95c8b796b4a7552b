package dev.bluesky.peer;

import dev.bluesky.media.forward.PacketSink;
import dev.bluesky.media.forward.Router;
import dev.bluesky.media.forward.Subscription;
import dev.bluesky.media.send.DropReason;
import dev.bluesky.media.send.FirstNumbers;
import dev.bluesky.media.send.OutboundFormat;
import dev.bluesky.media.send.OwnExtensions;
import dev.bluesky.media.send.Pacer;
import dev.bluesky.media.send.ResendLimits;
import dev.bluesky.media.send.SendStream;
import dev.bluesky.media.send.SenderReporter;
import dev.bluesky.negotiate.HeaderExtension;
import dev.bluesky.negotiate.NegotiatedSection;
import dev.bluesky.stats.Counters;
import dev.bluesky.stats.PacketStatistics;
import dev.bluesky.stats.TrackStatistics;
import dev.bluesky.wire.rtcp.GenericNack;
import dev.bluesky.wire.rtcp.ReportBlock;
import dev.bluesky.wire.rtcp.RtcpWriter;
import dev.bluesky.wire.rtp.RtpView;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/** One media section that a viewer receives in, and the subscription that feeds it. */
public final class ViewerTrack {
    /** Their group in reports. */
    static final String DROPS = "send-drop";

    /** Some two seconds of a large picture, and as much again as such a picture has. */
    private static final ResendLimits VIDEO_RESENDS = new ResendLimits(1024, 500_000);

    private static final long SHORTEST_ROUND_TRIP_NS = 10_000_000L;
    private static final long UNKNOWN_ROUND_TRIP_NS = 50_000_000L;

    private final PeerTransport transport;
    private final Outflow outflow;
    private final MediaContext context;
    private final int ssrc;
    private final int rtxSsrc;
    private final SendStream stream;
    private final Subscription subscription;
    private final Pacer.Priority priority;
    private final SenderReporter reporter;
    private final Counters<DropReason> drops = new Counters<>(DropReason.class);
    private final RenditionChoice choice = new RenditionChoice();
    private final Set<Hold> holds = EnumSet.noneOf(Hold.class);
    private final RtpView discarded = new RtpView();
    private NegotiatedSection section;
    private boolean foremost;
    private boolean changed = true;
    private @Nullable PublishedTrack followed;
    private @Nullable Rendition rendition;
    private long roundTripNs = UNKNOWN_ROUND_TRIP_NS;
    private OptionalDouble roundTripMs = OptionalDouble.empty();
    private OptionalDouble jitterMs = OptionalDouble.empty();
    private long reportedLost;
    private long bytes;
    private long resent;
    private long keyFramesRequested;
    private long unservable;

    /**
     * @param numbers where the stream's numbers begin
     * @param cname the same for all tracks of a publisher
     */
    ViewerTrack(
            PeerTransport transport,
            Outflow outflow,
            MediaContext context,
            NegotiatedSection section,
            int ssrc,
            int rtxSsrc,
            FirstNumbers numbers,
            String cname) {
        this.transport = transport;
        this.outflow = outflow;
        this.context = context;
        this.section = section;
        this.ssrc = ssrc;
        this.rtxSsrc = rtxSsrc;
        stream =
                new SendStream(
                        ViewerNames.identity(section, ssrc, rtxSsrc),
                        numbers,
                        section.isVideo() ? VIDEO_RESENDS : ResendLimits.NOTHING);
        priority = section.isVideo() ? Pacer.Priority.VIDEO : Pacer.Priority.AUDIO;
        section.codecs().stream()
                .flatMapToInt(codec -> codec.rtxPayloadType().stream())
                .findFirst()
                .ifPresent(stream::probeWith);
        subscription = new Subscription(stream, new Sink(), context.keyFrames());
        reporter = new SenderReporter(stream, cname);
    }

    /** Hands on to the one way out. */
    private final class Sink implements PacketSink {
        @Override
        public byte[] buffer() {
            return context.buffer();
        }

        @Override
        public int offset() {
            return 0;
        }

        @Override
        public void send(int length, long nowNs) {
            bytes += length;
            outflow.send(ViewerTrack.this, priority, false, length, nowNs);
        }

        @Override
        public void drop(DropReason reason) {
            drops.count(reason);
        }
    }

    /** The section was negotiated anew; what feeds it must be selected again. */
    void negotiated(NegotiatedSection again) {
        boolean other =
                !again.codecs().equals(section.codecs())
                        || !again.extensions().equals(section.extensions());
        section = again;
        if (other) {
            subscription.unselect();
        }
    }

    /** Is fed from this track from now on, as soon as the track has something. */
    public void follow(PublishedTrack track, long nowNs) {
        if (followed != track) {
            unfollow();
            followed = track;
            track.follow(this);
            changed = true;
        }
        rendition = null;
        renditionsChanged(nowNs);
    }

    private void unfollow() {
        if (followed != null) {
            followed.unfollow(this);
            followed = null;
        }
        rendition = null;
    }

    /** What it is fed from has something else to offer, or something else is wanted of it. */
    void renditionsChanged(long nowNs) {
        PublishedTrack track = followed;
        if (track == null) {
            return;
        }
        changed = true;
        Rendition before = rendition;
        Optional<Rendition> best = choice.of(usable(track));
        if (best.isPresent()) {
            rendition = best.get();
            select(track, best.get(), before, nowNs);
        }
    }

    /** Decoders of AV1 make out spatial layers by the dependency descriptor alone. */
    private List<Rendition> usable(PublishedTrack track) {
        List<Rendition> all = track.renditions();
        return all.size() <= 1 // Then it has no layers.
                        || section.extensions().containsKey(HeaderExtension.DEPENDENCY_DESCRIPTOR)
                ? all
                : all.stream().filter(Rendition::isDecodableUndescribed).toList();
    }

    private void select(
            PublishedTrack track, Rendition wanted, @Nullable Rendition before, long nowNs) {
        if (before == null || before.source() != wanted.source()) {
            selectSource(track, wanted, nowNs);
        }
        boolean allFrames = wanted.temporalId() == highestTemporalId(track, wanted);
        boolean oneSize =
                wanted.spatialId() == 0 && track.renditions().stream().noneMatch(wanted::isSmaller);
        subscription.limitLayers(
                oneSize ? Subscription.ALL_LAYERS : wanted.spatialId(),
                allFrames ? Subscription.ALL_LAYERS : wanted.temporalId());
    }

    private void selectSource(PublishedTrack track, Rendition wanted, long nowNs) {
        Optional<OutboundFormat> format = ViewerNames.format(section, wanted.codec());
        if (format.isPresent()) {
            byte[] ids = ViewerNames.extensionIds(section, track);
            subscription.select(wanted.source(), format.get(), ids, nowNs);
        } else {
            unservable++;
            subscription.unselect();
        }
    }

    private static int highestTemporalId(PublishedTrack track, Rendition of) {
        return track.renditions().stream()
                .filter(of::isSameSize)
                .mapToInt(Rendition::temporalId)
                .max()
                .orElse(0);
    }

    /**
     * The viewer has use for a picture of so many lines at most, by its shorter side: it gets the
     * largest that is no larger, or the smallest if all are.
     *
     * @param maxHeight at least 1; {@link Integer#MAX_VALUE}, as at first, if all are welcome
     */
    public void want(int maxHeight, long nowNs) {
        if (choice.want(maxHeight)) {
            renditionsChanged(nowNs);
        }
    }

    /**
     * What it may choose from, by bitrate, the least first: the renditions of the track that it
     * follows which are no larger than is wanted. Empty while nothing comes.
     */
    public List<Rendition> renditions() {
        return followed == null ? List.of() : choice.wanted(usable(followed));
    }

    /** What it gets, or gets from the next key frame on; unless it is held. */
    public Optional<Rendition> rendition() {
        return Optional.ofNullable(rendition);
    }

    /**
     * The viewer's network carries this of {@link #renditions()}: it gets it, and when it goes
     * silent the best that takes no more bits. Ends the hold for {@link Hold#BANDWIDTH}.
     */
    public void allow(Rendition limit, long nowNs) {
        choice.grant(limit);
        renditionsChanged(nowNs);
        hold(Hold.BANDWIDTH, false, nowNs);
    }

    /** What the viewer's network carries is about to be found out; until then the least will do. */
    void awaitGrant(long nowNs) {
        choice.limit(true);
        renditionsChanged(nowNs);
    }

    /** The viewer's network carries everything, as at first. */
    public void allowAll(long nowNs) {
        choice.limit(false);
        renditionsChanged(nowNs);
        hold(Hold.BANDWIDTH, false, nowNs);
    }

    /** Sends nothing for that reason, or no longer for that reason; then from a key frame on. */
    public void hold(Hold reason, boolean now, long nowNs) {
        boolean news = now ? holds.add(reason) : holds.remove(reason);
        if (news) {
            changed = true;
            subscription.pause(!holds.isEmpty(), nowNs);
        }
    }

    /** Whether it is held for that reason. */
    public boolean isHeld(Hold reason) {
        return holds.contains(reason);
    }

    /**
     * Whether it gets more of what the viewer's network carries than others: pinned, or speaking.
     */
    public void prefer(boolean beforeOthers) {
        changed |= foremost != beforeOthers;
        foremost = beforeOthers;
    }

    boolean isForemost() {
        return foremost;
    }

    /** Whether something is to be decided anew of it. */
    boolean hasChanged() {
        return changed;
    }

    /** All was decided. */
    void noteNoChange() {
        changed = false;
    }

    /** What it is fed from. */
    Optional<PublishedTrack> followed() {
        return Optional.ofNullable(followed);
    }

    /** Bits a second of what flows now, be it not yet what it was switched to. */
    long flowingBps() {
        Router source = subscription.present();
        Rendition chosen = rendition;
        if (source == null || !holds.isEmpty() || followed == null) {
            return 0;
        }
        long bps = 0;
        boolean anyLayers = isSwitchingSize();
        for (Rendition one : followed.renditions()) { // often asked: no stream
            boolean flows = anyLayers || (chosen != null && one.isSame(chosen));
            bps = flows && one.source() == source ? Math.max(bps, one.bitrateBps()) : bps;
        }
        return bps;
    }

    /** Whether it waits for a key frame of a stream of another size, while the one before flows. */
    boolean isSwitchingSize() {
        Router source = subscription.present();
        return source != null && rendition != null && rendition.source() != source;
    }

    /** Whether the viewer has the codec that this track is sent with. */
    public boolean canDecode(PublishedTrack track) {
        return ViewerNames.format(section, track.presentCodec()).isPresent();
    }

    /** Somebody was not let in for want of a common codec, to be counted. */
    public void refuse() {
        unservable++;
    }

    /** Nothing feeds it any more. */
    public void leave() {
        unfollow();
        subscription.unselect();
    }

    /** Its section is over, and its SSRCs are never used again. */
    void end() {
        leave();
        transport.forget(ssrc);
        transport.forget(rtxSsrc);
    }

    /** The viewer cannot go on without a key frame. */
    void requestKeyFrame(long nowNs) {
        keyFramesRequested++;
        subscription.requestKeyFrame(nowNs);
    }

    /** The viewer misses packets. */
    void missing(GenericNack nack, long nowNs) {
        long roundTrip = Math.max(SHORTEST_ROUND_TRIP_NS, roundTripNs);
        nack.forEachLost(number -> resend(number, nowNs, roundTrip));
    }

    private void resend(int sequenceNumber, long nowNs, long roundTrip) {
        DropReason reason = stream.resend(sequenceNumber, nowNs, roundTrip, context.buffer(), 0);
        if (reason != DropReason.NONE) {
            drops.count(reason);
            return;
        }
        resent++;
        boolean again = !stream.resendsByRtx();
        bytes += again ? stream.length() : 0;
        outflow.send(this, Pacer.Priority.RETRANSMISSION, again, stream.length(), nowNs);
    }

    /** What was sent lately did not get through: it goes on from a key frame. */
    void interrupt(long nowNs) {
        subscription.interrupt(nowNs);
    }

    /** A packet that waited does not leave any more; {@link #interrupt} must follow. */
    void discarded(byte[] packet, int length) {
        drop(DropReason.CONGESTED);
        if (discarded.wrap(packet, 0, length)) {
            stream.takeBack(discarded.sequenceNumber());
        }
    }

    /** A packet is not sent. */
    void drop(DropReason reason) {
        drops.count(reason);
    }

    /** Those that are written into each packet. */
    OwnExtensions extensions() {
        return stream.identity().extensions();
    }

    /** The viewer reports how it receives. */
    void reported(ReportBlock block, long ntpNow) {
        reportedLost = block.cumulativeLost();
        jitterMs = OptionalDouble.of(block.jitter() * 1000.0 / ViewerNames.clockRateHz(section));
        long measured = block.roundTripNs(ntpNow);
        if (measured >= 0) {
            roundTripNs = measured;
            roundTripMs = OptionalDouble.of(measured / 1e6);
        }
    }

    /** Writes a sender report if one is due. */
    void drainReport(RtcpWriter out, long nowNs) {
        Router source = subscription.present();
        if (source != null && reporter.isDue(source.timing(), nowNs)) {
            reporter.write(out, source.timing(), nowNs, context.clock().time(nowNs));
        }
    }

    /** Writes the farewell of its stream. */
    void drainGoodbye(RtcpWriter out) {
        if (stream.packets() > 0) {
            reporter.writeGoodbye(out);
        }
    }

    /** What was negotiated. */
    public NegotiatedSection section() {
        return section;
    }

    /** Of the media. */
    public int ssrc() {
        return ssrc;
    }

    /** Of its retransmissions. */
    public int rtxSsrc() {
        return rtxSsrc;
    }

    SendStream stream() {
        return stream;
    }

    long bytes() {
        return bytes;
    }

    long resent() {
        return resent;
    }

    long reportedLost() {
        return reportedLost;
    }

    long keyFramesRequested() {
        return keyFramesRequested;
    }

    long unservable() {
        return unservable;
    }

    /** Why packets of the publisher, or packets that the viewer missed, were not sent. */
    Counters<DropReason> drops() {
        return drops;
    }

    void report(ObjLongConsumer<String> to) {
        String group = section.kind() + "." + Integer.toUnsignedString(ssrc);
        OutboundCounter.report(this, group, to);
    }

    /** What was counted so far. */
    TrackStatistics statistics() {
        Map<String, Long> dropped = new LinkedHashMap<>();
        drops.report(DROPS, dropped::put);
        return new TrackStatistics(
                section.mid(),
                section.kind(),
                TrackStatistics.Direction.OUTBOUND,
                Optional.ofNullable(subscription.present())
                        .map(source -> source.codec().encodingName()),
                OptionalLong.of(Integer.toUnsignedLong(ssrc)),
                new PacketStatistics(stream.packets(), bytes, reportedLost, resent),
                OptionalLong.empty(),
                keyFramesRequested,
                jitterMs,
                roundTripMs,
                dropped);
    }
}
