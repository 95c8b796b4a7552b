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

/**
 * An m-line of an offer.
 *
 * @param kind {@code audio} or {@code video}
 * @param mid its name
 * @param direction as we see it
 * @param codecs the best first
 * @param extensions URI by id
 * @param ssrc of what we send
 * @param rtxSsrc of our retransmissions
 * @param more lines at the end, such as {@code a=rid:h send}
 */
public record RawSection(
        String kind,
        String mid,
        MediaDirection direction,
        List<RawCodec> codecs,
        Map<Integer, String> extensions,
        int ssrc,
        int rtxSsrc,
        List<String> more) {

    private static final int AUDIO_LEVEL_ID = 1;
    private static final int ABS_SEND_TIME_ID = 2;
    private static final int TRANSPORT_CC_ID = 3;
    private static final int MID_ID = 4;

    public RawSection {
        codecs = List.copyOf(codecs);
        extensions = Map.copyOf(extensions);
        more = List.copyOf(more);
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
                randomSsrc(),
                randomSsrc(),
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
                randomSsrc(),
                randomSsrc(),
                List.of());
    }

    private static int randomSsrc() {
        return ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
    }

    public RawSection withMid(String other) {
        return new RawSection(kind, other, direction, codecs, extensions, ssrc, rtxSsrc, more);
    }

    public RawSection withDirection(MediaDirection other) {
        return new RawSection(kind, mid, other, codecs, extensions, ssrc, rtxSsrc, more);
    }

    public RawSection withCodecs(RawCodec... others) {
        return new RawSection(
                kind, mid, direction, List.of(others), extensions, ssrc, rtxSsrc, more);
    }

    public RawSection withExtensions(Map<Integer, String> others) {
        return new RawSection(kind, mid, direction, codecs, others, ssrc, rtxSsrc, more);
    }

    public RawSection withSsrcs(int other, int otherRtx) {
        return new RawSection(kind, mid, direction, codecs, extensions, other, otherRtx, more);
    }

    public RawSection withMore(String... lines) {
        return new RawSection(
                kind, mid, direction, codecs, extensions, ssrc, rtxSsrc, List.of(lines));
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
        if (direction.sends() && ssrc != 0) {
            lines.addAll(ssrcLines());
        }
        lines.addAll(more);
        return lines;
    }

    private List<String> ssrcLines() {
        List<String> lines = new ArrayList<>();
        lines.add("a=msid:raw raw-" + kind + "-" + mid);
        if (hasRtx()) {
            lines.add("a=ssrc-group:FID " + unsigned(ssrc) + " " + unsigned(rtxSsrc));
        }
        lines.add("a=ssrc:" + unsigned(ssrc) + " cname:" + RawOffer.CNAME);
        if (hasRtx()) {
            lines.add("a=ssrc:" + unsigned(rtxSsrc) + " cname:" + RawOffer.CNAME);
        }
        return lines;
    }

    private static String unsigned(int ssrc) {
        return Integer.toUnsignedString(ssrc);
    }
}
