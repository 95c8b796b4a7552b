package dev.bluesky.peer;

import dev.bluesky.media.select.LevelMeter;
import dev.bluesky.negotiate.HeaderExtension;
import dev.bluesky.negotiate.MediaCodec;
import dev.bluesky.negotiate.NegotiatedSection;
import dev.bluesky.stats.Counters;
import dev.bluesky.stats.TrackStatistics;
import dev.bluesky.wire.rtp.RtpView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher sends in one media section. Several streams may come in it, one after the other
 * or as sizes of one picture, and a stream may have layers: each viewer gets one {@link Rendition}.
 */
public final class PublishedTrack {
    /** Their group in reports. */
    static final String DROPS = "inbound-drop";

    private static final int PAYLOAD_TYPES = 128;

    private final List<InboundStream.Media> streams = new ArrayList<>();
    private final @Nullable MediaCodec[] codecs = new MediaCodec[PAYLOAD_TYPES];
    private final @Nullable MediaCodec[] repaired = new MediaCodec[PAYLOAD_TYPES];
    private final InboundTotals ended = new InboundTotals();
    private final Counters<InboundDrop> drops = new Counters<>(InboundDrop.class);
    private NegotiatedSection section;
    private final LevelMeter meter = new LevelMeter();
    private int transportSequenceId;
    private int audioLevelId;
    private InboundStream.@Nullable Media source;
    private final List<ViewerTrack> followers = new ArrayList<>();
    private List<Rendition> renditions = List.of();

    PublishedTrack(NegotiatedSection section) {
        this.section = section;
        negotiated(section);
    }

    /** The section was negotiated anew. */
    void negotiated(NegotiatedSection again) {
        section = again;
        Arrays.fill(codecs, null);
        Arrays.fill(repaired, null);
        for (MediaCodec codec : again.codecs()) {
            codecs[codec.payloadType()] = codec;
            codec.redPayloadType().ifPresent(red -> codecs[red] = codec);
            codec.rtxPayloadType().ifPresent(rtx -> repaired[rtx] = codec);
        }
        transportSequenceId = extensionId(HeaderExtension.TRANSPORT_CC);
        audioLevelId = extensionId(HeaderExtension.AUDIO_LEVEL);
    }

    /** The id of a header extension, 0 if it is not negotiated. */
    int extensionId(HeaderExtension extension) {
        return section.extensions().getOrDefault(extension, 0);
    }

    /** A packet in order; of audio it may say how loud it is. */
    void heard(RtpView packet) {
        if (!section.isVideo()) {
            meter.packet(packet.extensions(), audioLevelId);
        }
    }

    /** How loud it was since this was last asked, as of {@link LevelMeter#take}. */
    public int level(long nowNs) {
        return meter.take(nowNs);
    }

    int transportSequenceId() {
        return transportSequenceId;
    }

    /** The codec of a payload type, which may stand for redundant audio around it. */
    @Nullable MediaCodec codec(int payloadType) {
        return codecs[payloadType];
    }

    /** The codec whose retransmissions have that payload type. */
    @Nullable MediaCodec repaired(int payloadType) {
        return repaired[payloadType];
    }

    /** Whether media or retransmissions may have that payload type. */
    boolean knows(int payloadType) {
        return codecs[payloadType] != null || repaired[payloadType] != null;
    }

    void add(InboundStream.Media stream) {
        streams.add(stream);
    }

    void remove(InboundStream.Media stream) {
        if (streams.remove(stream)) {
            ended.add(stream);
        }
        stream.router().close();
        if (source == stream) {
            source = null;
        }
    }

    InboundStream.@Nullable Media stream(int ssrc) {
        for (InboundStream.Media stream : streams) {
            if (stream.ssrc() == ssrc) {
                return stream;
            }
        }
        return null;
    }

    /** The stream of that rid. */
    InboundStream.@Nullable Media layer(String rid) {
        for (InboundStream.Media stream : streams) {
            if (stream.layer().equals(rid)) {
                return stream;
            }
        }
        return null;
    }

    /** What retransmissions repeat that do not say: of several sizes nobody could tell. */
    InboundStream.@Nullable Media only() {
        return hasLayers() ? null : source;
    }

    /** The best that comes, or that came last; nothing before the first packet. */
    InboundStream.@Nullable Media source() {
        return source;
    }

    /**
     * Lists anew what viewers can get, and tells those who follow if it is something else.
     *
     * @return whether the best of it is another stream than before
     */
    boolean choose(long nowNs) {
        List<InboundStream.Media> live = live(nowNs);
        InboundStream.Media before = source;
        if (!live.isEmpty()) {
            source = live.get(live.size() - 1);
        }
        List<Rendition> known = renditions;
        renditions = RenditionList.of(live, nowNs);
        streams.forEach(stream -> stream.listed(live.contains(stream)));
        if (!RenditionList.isSame(known, renditions)) {
            List.copyOf(followers).forEach(viewer -> viewer.renditionsChanged(nowNs));
        }
        return before != source;
    }

    /** Streams that come, the best last: of several sizes all, else the newest alone. */
    private List<InboundStream.Media> live(long nowNs) {
        List<InboundStream.Media> live = new ArrayList<>(streams);
        live.removeIf(stream -> stream.isSilent(streams, nowNs));
        if (!hasLayers()) {
            return live.isEmpty() ? live : List.of(live.get(live.size() - 1));
        }
        live.sort(byQuality(live));
        return live;
    }

    /** By what key frames tell of their sizes if all do, else by their order in the offer. */
    private Comparator<InboundStream.Media> byQuality(List<InboundStream.Media> all) {
        Comparator<InboundStream.Media> byOffer = Comparator.comparingInt(this::rank);
        boolean told = all.stream().allMatch(stream -> stream.pixels() > 0);
        return told
                ? Comparator.comparingInt(InboundStream.Media::pixels).thenComparing(byOffer)
                : byOffer;
    }

    private boolean hasLayers() {
        return !section.rids().isEmpty() || !section.groups().layers().isEmpty();
    }

    private int rank(InboundStream.Media stream) {
        int byRid = section.rids().indexOf(stream.layer());
        long ssrc = Integer.toUnsignedLong(stream.ssrc());
        return byRid < 0 ? section.groups().layers().indexOf(ssrc) : byRid;
    }

    /** The publisher has gone, or sends nothing in this section any more. */
    void close() {
        List.copyOf(streams).forEach(this::remove);
    }

    /** Why packets of this section were not routed. */
    Counters<InboundDrop> drops() {
        return drops;
    }

    /** What was counted so far. */
    TrackStatistics statistics() {
        InboundTotals all = new InboundTotals();
        all.add(ended);
        streams.forEach(all::add);
        Optional<InboundStream.Media> now = Optional.ofNullable(source);
        Map<String, Long> dropped = new LinkedHashMap<>();
        drops.report(DROPS, dropped::put);
        return new TrackStatistics(
                section.mid(),
                section.kind(),
                TrackStatistics.Direction.INBOUND,
                now.map(stream -> stream.router().codec().encodingName()),
                now.map(stream -> OptionalLong.of(Integer.toUnsignedLong(stream.ssrc())))
                        .orElse(OptionalLong.empty()),
                all.packets(),
                section.isVideo() ? OptionalLong.of(all.keyFrames()) : OptionalLong.empty(),
                all.keyFramesRequested(),
                now.map(stream -> OptionalDouble.of(stream.jitterMs()))
                        .orElse(OptionalDouble.empty()),
                OptionalDouble.empty(),
                dropped);
    }

    /**
     * What a viewer can get of it at present, by bitrate, the least first: every size that comes,
     * and each with its layers. Empty while nothing comes.
     */
    public List<Rendition> renditions() {
        return renditions;
    }

    /** From now on it hears of changes of the renditions. */
    void follow(ViewerTrack viewer) {
        if (!followers.contains(viewer)) {
            followers.add(viewer);
        }
    }

    void unfollow(ViewerTrack viewer) {
        followers.remove(viewer);
    }

    /** What was negotiated. */
    public NegotiatedSection section() {
        return section;
    }

    /** What the publisher sends now, or as far as is known will send first. */
    public MediaCodec presentCodec() {
        return source == null ? section.codecs().get(0) : source.codec();
    }
}
