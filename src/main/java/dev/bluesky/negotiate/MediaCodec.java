package dev.bluesky.negotiate;

import dev.bluesky.wire.sdp.MediaSection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A codec as one media section describes it, with the payload types of its retransmissions and of
 * redundant audio around it.
 *
 * @param payloadType 0 to 127, the describing side's number
 * @param name in upper case, such as {@code VP8}
 * @param clockRate Hz
 * @param encoding the {@code a=rtpmap} value behind the payload type, as written
 * @param parameters the {@code a=fmtp} parameters; names in lower case
 * @param feedback the {@code a=rtcp-fb} values of this payload type and of {@code *}
 * @param rtxPayloadType payload type of its RTX (RFC 4588), if it has one
 * @param redPayloadType payload type of RED with nothing but this codec inside (RFC 2198), if it is
 *     Opus and has one
 */
public record MediaCodec(
        int payloadType,
        String name,
        int clockRate,
        String encoding,
        Map<String, String> parameters,
        List<String> feedback,
        OptionalInt rtxPayloadType,
        OptionalInt redPayloadType) {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");
    private static final Pattern RATE = Pattern.compile("[0-9]{1,6}");
    private static final Pattern RED = Pattern.compile("(?i)red/48000(/.*)?");

    /** Keeps copies. */
    public MediaCodec {
        parameters = Map.copyOf(parameters);
        feedback = List.copyOf(feedback);
    }

    /** The codecs of a section in its order, without RTX and RED, which are part of a codec. */
    static List<MediaCodec> of(MediaSection section) {
        Map<String, String> encodings = byPayloadType(section.attributes("rtpmap"));
        Map<String, String> formats = byPayloadType(section.attributes("fmtp"));
        encodings.keySet().retainAll(section.media().formats());
        Map<String, List<String>> feedback = feedback(section);
        Map<Integer, Integer> rtx = rtxByApt(encodings, formats);
        Map<Integer, Integer> red = redByContent(encodings, formats);
        List<MediaCodec> codecs = new ArrayList<>();
        for (String format : section.media().formats()) {
            String rtpmap = encodings.getOrDefault(format, "");
            String[] encoding = rtpmap.split("/", -1);
            if (encoding.length >= 2 && RATE.matcher(encoding[1]).matches()) {
                int payloadType = Integer.parseInt(format);
                String name = encoding[0].toUpperCase(Locale.ROOT);
                codecs.add(
                        new MediaCodec(
                                payloadType,
                                name,
                                Integer.parseInt(encoding[1]),
                                rtpmap,
                                parameters(formats.getOrDefault(format, "")),
                                feedback.getOrDefault(format, List.of()),
                                optional(rtx.get(payloadType)),
                                optional(name.equals("OPUS") ? red.get(payloadType) : null)));
            }
        }
        codecs.removeIf(codec -> codec.name().equals("RTX") || codec.name().equals("RED"));
        return codecs;
    }

    private static OptionalInt optional(@Nullable Integer payloadType) {
        return payloadType == null ? OptionalInt.empty() : OptionalInt.of(payloadType);
    }

    private static Map<String, String> byPayloadType(List<String> values) {
        Map<String, String> map = new LinkedHashMap<>();
        for (String value : values) {
            int space = value.indexOf(' ');
            if (space > 0) {
                map.putIfAbsent(value.substring(0, space), value.substring(space + 1).trim());
            }
        }
        return map;
    }

    private static Map<Integer, Integer> rtxByApt(
            Map<String, String> encodings, Map<String, String> formats) {
        Map<Integer, Integer> rtx = new LinkedHashMap<>();
        encodings.forEach(
                (payloadType, encoding) -> {
                    String apt = parameters(formats.getOrDefault(payloadType, "")).get("apt");
                    boolean isRtx = encoding.toUpperCase(Locale.ROOT).startsWith("RTX/");
                    if (isRtx && isNumber(apt) && isNumber(payloadType)) {
                        rtx.putIfAbsent(Integer.parseInt(apt), Integer.parseInt(payloadType));
                    }
                });
        return rtx;
    }

    /** RED by the payload type of all its blocks, as {@code a=fmtp:63 111/111} tells it. */
    private static Map<Integer, Integer> redByContent(
            Map<String, String> encodings, Map<String, String> formats) {
        Map<Integer, Integer> red = new LinkedHashMap<>();
        encodings.forEach(
                (payloadType, encoding) -> {
                    String[] blocks = formats.getOrDefault(payloadType, "").split("/", -1);
                    boolean alike = Arrays.stream(blocks).allMatch(blocks[0]::equals);
                    boolean isRed = RED.matcher(encoding).matches();
                    if (isRed && alike && isNumber(blocks[0]) && isNumber(payloadType)) {
                        red.putIfAbsent(Integer.parseInt(blocks[0]), Integer.parseInt(payloadType));
                    }
                });
        return red;
    }

    private static boolean isNumber(@Nullable String text) {
        return text != null && NUMBER.matcher(text).matches();
    }

    private static Map<String, String> parameters(String format) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String parameter : format.split(";", -1)) {
            String[] pair = parameter.trim().split("=", 2);
            if (!pair[0].isEmpty()) {
                parameters.put(pair[0].toLowerCase(Locale.ROOT), pair.length > 1 ? pair[1] : "");
            }
        }
        return parameters;
    }

    /** By payload type, those of all of them in their places among the others. */
    private static Map<String, List<String>> feedback(MediaSection section) {
        Map<String, List<String>> feedback = new HashMap<>();
        section.media().formats().forEach(format -> feedback.put(format, new ArrayList<>()));
        for (String value : section.attributes("rtcp-fb")) {
            int space = value.indexOf(' ');
            String format = space < 0 ? "" : value.substring(0, space);
            String kind = value.substring(space + 1).trim();
            feedback.forEach(
                    (payloadType, all) -> {
                        if (format.equals("*") || format.equals(payloadType)) {
                            all.add(kind);
                        }
                    });
        }
        return feedback;
    }

    /**
     * What two peers' descriptions of a codec have in common exactly when one can decode what the
     * other encodes: the name and the parameters that name a bitstream profile (RFC 6184 section
     * 8.2.2, RFC 9628 section 6, RFC 7798 section 7.2.2, the AV1 RTP payload format).
     */
    public String bitstream() {
        return switch (name) {
            case "H264" ->
                    name
                            + "/"
                            + H264Profile.of(parameters.getOrDefault("profile-level-id", "42000a"))
                            + "/"
                            + parameters.getOrDefault("packetization-mode", "0");
            case "VP9" -> name + "/" + parameters.getOrDefault("profile-id", "0");
            case "AV1" -> name + "/" + parameters.getOrDefault("profile", "0");
            case "H265" ->
                    name
                            + "/"
                            + parameters.getOrDefault("profile-id", "1")
                            + "/"
                            + parameters.getOrDefault("tier-flag", "0");
            default -> name + "/" + clockRate;
        };
    }
}
