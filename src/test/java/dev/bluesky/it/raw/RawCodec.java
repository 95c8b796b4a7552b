package dev.bluesky.it.raw;

import java.util.ArrayList;
import java.util.List;

/**
 * A codec of an offer.
 *
 * @param payloadType 0 to 127
 * @param encoding as in {@code a=rtpmap}: {@code VP8/90000}, {@code opus/48000/2}
 * @param parameters of {@code a=fmtp}; "" for none
 * @param feedback values of {@code a=rtcp-fb}
 * @param rtxPayloadType of its retransmissions, {@link #NO_RTX} for none
 */
public record RawCodec(
        int payloadType,
        String encoding,
        String parameters,
        List<String> feedback,
        int rtxPayloadType) {

    public static final int NO_RTX = -1;

    public static final RawCodec OPUS =
            new RawCodec(
                    111,
                    "opus/48000/2",
                    "minptime=10;useinbandfec=1",
                    List.of("transport-cc"),
                    NO_RTX);

    public static final RawCodec VP8 = video(96, "VP8/90000", "");

    public static final RawCodec VP9 = video(98, "VP9/90000", "profile-id=0");

    public static final RawCodec H264 =
            video(
                    102,
                    "H264/90000",
                    "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f");

    public static final RawCodec AV1 = video(45, "AV1/90000", "");

    public RawCodec {
        feedback = List.copyOf(feedback);
    }

    /** With everything that browsers offer; retransmissions get the next payload type. */
    public static RawCodec video(int payloadType, String encoding, String parameters) {
        return new RawCodec(
                payloadType,
                encoding,
                parameters,
                List.of("goog-remb", "transport-cc", "ccm fir", "nack", "nack pli"),
                payloadType + 1);
    }

    public RawCodec withoutRtx() {
        return new RawCodec(payloadType, encoding, parameters, feedback, NO_RTX);
    }

    public RawCodec withFeedback(List<String> other) {
        return new RawCodec(payloadType, encoding, parameters, other, rtxPayloadType);
    }

    /** Ticks per second. */
    public int clockRate() {
        return Integer.parseInt(encoding.split("/", -1)[1]);
    }

    List<String> formats() {
        List<String> formats = new ArrayList<>();
        formats.add(Integer.toString(payloadType));
        if (rtxPayloadType != NO_RTX) {
            formats.add(Integer.toString(rtxPayloadType));
        }
        return formats;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("a=rtpmap:" + payloadType + " " + encoding);
        feedback.forEach(value -> lines.add("a=rtcp-fb:" + payloadType + " " + value));
        if (!parameters.isEmpty()) {
            lines.add("a=fmtp:" + payloadType + " " + parameters);
        }
        if (rtxPayloadType != NO_RTX) {
            lines.add("a=rtpmap:" + rtxPayloadType + " rtx/" + clockRate());
            lines.add("a=fmtp:" + rtxPayloadType + " apt=" + payloadType);
        }
        return lines;
    }
}
