package dev.bluesky.peer;

import dev.bluesky.negotiate.HeaderExtension;
import dev.bluesky.negotiate.MediaCodec;
import dev.bluesky.negotiate.NegotiatedSection;
import dev.bluesky.stats.Counters;
import dev.bluesky.stats.TrackStatistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher sends in one media section. Several streams may come in it, one after the other
 * or as layers of one picture; one of them at a time is what viewers get.
 */
public final class PublishedTrack {
    /** Their group in reports. */
    static final String DROPS = "inbound-drop";

    private static final int PAYLOAD_TYPES = 128;

    /** A stream that is silent for so long gives way to another. */
    private static final long SILENCE_NS = 2_000_000_000L;

    private final List<InboundStream.Media> streams = new ArrayList<>();
    private final @Nullable MediaCodec[] codecs = new MediaCodec[PAYLOAD_TYPES];
    private final @Nullable MediaCodec[] repaired = new MediaCodec[PAYLOAD_TYPES];
    private final InboundTotals ended = new InboundTotals();
    private final Counters<InboundDrop> drops = new Counters<>(InboundDrop.class);
    private NegotiatedSection section;
    private int transportSequenceId;
    private InboundStream.@Nullable Media source;

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
    }

    /** The id of a header extension, 0 if it is not negotiated. */
    int extensionId(HeaderExtension extension) {
        return section.extensions().getOrDefault(extension, 0);
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

    /** What viewers get; nothing before the first packet. */
    InboundStream.@Nullable Media source() {
        return source;
    }

    /**
     * Chooses what viewers get: the largest picture that comes, and of equals the newest.
     *
     * @return whether that is another stream than before
     */
    boolean choose(long nowNs) {
        InboundStream.Media best = source;
        for (InboundStream.Media stream : streams) {
            boolean silent = nowNs - stream.lastPacketNs() > SILENCE_NS;
            boolean gone = best == null || nowNs - best.lastPacketNs() > SILENCE_NS;
            if (!silent && (gone || best == null || isNoSmaller(stream, best))) {
                best = stream;
            }
        }
        boolean changed = best != source;
        source = best;
        return changed;
    }

    /** By what their key frames tell of several sizes, else by their order in the offer. */
    private boolean isNoSmaller(InboundStream.Media stream, InboundStream.Media other) {
        boolean told = hasLayers() && stream.pixels() > 0 && other.pixels() > 0;
        if (told && stream.pixels() != other.pixels()) {
            return stream.pixels() > other.pixels();
        }
        return rank(stream) >= rank(other);
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

    /** What was negotiated. */
    public NegotiatedSection section() {
        return section;
    }

    /** What the publisher sends now, or as far as is known will send first. */
    public MediaCodec presentCodec() {
        return source == null ? section.codecs().get(0) : source.codec();
    }
}
