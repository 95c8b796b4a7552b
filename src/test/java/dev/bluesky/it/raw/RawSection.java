package dev.bluesky.it.raw;

import dev.bluesky.wire.rtp.AbsSendTime;
import dev.bluesky.wire.rtp.AudioLevel;
import dev.bluesky.wire.rtp.SdesText;
import dev.bluesky.wire.rtp.TransportSequenceNumber;
import dev.bluesky.wire.sdp.MediaDirection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An m-line of an offer.
 *
 * @param kind {@code audio} or {@code video}
 * @param mid its name
 * @param direction as we see it
 * @param codecs the best first
 * @param extensions URI by id
 * @param layers the streams that we send: one, or the sizes of one picture
 * @param more lines at the end, such as {@code a=rid:h send}
 */
public record RawSection(
        String kind,
        String mid,
        MediaDirection direction,
        List<RawCodec> codecs,
        Map<Integer, String> extensions,
        List<RawLayer> layers,
        List<String> more) {

    private static final int AUDIO_LEVEL_ID = 1;
    private static final int ABS_SEND_TIME_ID = 2;
    private static final int TRANSPORT_CC_ID = 3;
    private static final int MID_ID = 4;
    private static final int RID_ID = 5;
    private static final int REPAIRED_RID_ID = 6;

    public RawSection {
        codecs = List.copyOf(codecs);
        extensions = Map.copyOf(extensions);
        layers = List.copyOf(layers);
        more = List.copyOf(more);
    }

    /** Of what we send; the first of several sizes. */
    public int ssrc() {
        return layers.get(0).ssrc();
    }

    /** Of our retransmissions; those of the first of several sizes. */
    public int rtxSsrc() {
        return layers.get(0).rtxSsrc();
    }

    /** Opus, with the extensions of browsers; the mid is {@code 0}. */
    public static RawSection audio(MediaDirection direction) {
        return new RawSection(
                "audio",
                "0",
                direction,
                List.of(RawCodec.OPUS),
                Map.of(
                        AUDIO_LEVEL_ID, AudioLevel.URI,
                        ABS_SEND_TIME_ID, AbsSendTime.URI,
                        TRANSPORT_CC_ID, TransportSequenceNumber.URI,
                        MID_ID, SdesText.MID_URI),
                List.of(randomLayer("")),
                List.of());
    }

    /** VP8 with retransmissions and the extensions of browsers; the mid is {@code 1}. */
    public static RawSection video(MediaDirection direction) {
        return new RawSection(
                "video",
                "1",
                direction,
                List.of(RawCodec.VP8),
                Map.of(
                        ABS_SEND_TIME_ID, AbsSendTime.URI,
                        TRANSPORT_CC_ID, TransportSequenceNumber.URI,
                        MID_ID, SdesText.MID_URI),
                List.of(randomLayer("")),
                List.of());
    }

    private static RawLayer randomLayer(String rid) {
        return new RawLayer(rid, randomSsrc(), randomSsrc());
    }

    private static int randomSsrc() {
        return ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
    }

    public RawSection withMid(String other) {
        return new RawSection(kind, other, direction, codecs, extensions, layers, more);
    }

    public RawSection withDirection(MediaDirection other) {
        return new RawSection(kind, mid, other, codecs, extensions, layers, more);
    }

    public RawSection withCodecs(RawCodec... others) {
        return new RawSection(kind, mid, direction, List.of(others), extensions, layers, more);
    }

    public RawSection withExtensions(Map<Integer, String> others) {
        return new RawSection(kind, mid, direction, codecs, others, layers, more);
    }

    public RawSection withSsrcs(int other, int otherRtx) {
        List<RawLayer> only = List.of(new RawLayer("", other, otherRtx));
        return new RawSection(kind, mid, direction, codecs, extensions, only, more);
    }

    /**
     * One picture in several sizes (RFC 8853), the smallest first; as in browsers only their rids
     * tell the streams apart.
     */
    public RawSection withSimulcast(String... rids) {
        Map<Integer, String> known = new TreeMap<>(extensions);
        known.put(RID_ID, SdesText.RID_URI);
        known.put(REPAIRED_RID_ID, SdesText.REPAIRED_RID_URI);
        List<RawLayer> sizes = Stream.of(rids).map(RawSection::randomLayer).toList();
        return new RawSection(kind, mid, direction, codecs, known, sizes, more);
    }

    private boolean isSimulcast() {
        return !layers.get(0).rid().isEmpty();
    }

    public RawSection withMore(String... lines) {
        return new RawSection(kind, mid, direction, codecs, extensions, layers, List.of(lines));
    }

    boolean hasRtx() {
        return codecs.stream().anyMatch(codec -> codec.rtxPayloadType() != RawCodec.NO_RTX);
    }

    String mLine() {
        return codecs.stream()
                .flatMap(codec -> codec.formats().stream())
                .collect(Collectors.joining(" ", "m=" + kind + " 9 UDP/TLS/RTP/SAVPF ", ""));
    }

    /** What follows the m-line and the transport's lines. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("a=mid:" + mid);
        new TreeMap<>(extensions).forEach((id, uri) -> lines.add("a=extmap:" + id + " " + uri));
        lines.add("a=" + direction.name().toLowerCase(java.util.Locale.ROOT));
        lines.add("a=rtcp-mux");
        lines.add("a=rtcp-rsize");
        codecs.forEach(codec -> lines.addAll(codec.lines()));
        if (direction.sends() && isSimulcast()) {
            lines.addAll(simulcastLines());
        } else if (direction.sends() && ssrc() != 0) {
            lines.addAll(ssrcLines());
        }
        lines.addAll(more);
        return lines;
    }

    private String msidLine() {
        return "a=msid:raw raw-" + kind + "-" + mid;
    }

    private List<String> simulcastLines() {
        List<String> lines = new ArrayList<>();
        lines.add(msidLine());
        layers.forEach(layer -> lines.add("a=rid:" + layer.rid() + " send"));
        lines.add(
                layers.stream()
                        .map(RawLayer::rid)
                        .collect(Collectors.joining(";", "a=simulcast:send ", "")));
        return lines;
    }

    private List<String> ssrcLines() {
        List<String> lines = new ArrayList<>();
        lines.add(msidLine());
        if (hasRtx()) {
            lines.add("a=ssrc-group:FID " + unsigned(ssrc()) + " " + unsigned(rtxSsrc()));
        }
        lines.add("a=ssrc:" + unsigned(ssrc()) + " cname:" + RawOffer.CNAME);
        if (hasRtx()) {
            lines.add("a=ssrc:" + unsigned(rtxSsrc()) + " cname:" + RawOffer.CNAME);
        }
        return lines;
    }

    private static String unsigned(int ssrc) {
        return Integer.toUnsignedString(ssrc);
    }
}
