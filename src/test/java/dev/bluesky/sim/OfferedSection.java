package dev.bluesky.sim;

import java.util.ArrayList;
import java.util.List;

/** A media section of an offer in the making. */
final class OfferedSection {
    static final String TRANSPORT_CC =
            "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01";
    static final String MID = "urn:ietf:params:rtp-hdrext:sdes:mid";
    static final String AUDIO_LEVEL = "urn:ietf:params:rtp-hdrext:ssrc-audio-level";
    static final List<String> VIDEO_FEEDBACK = List.of("nack", "nack pli", "ccm fir");

    private final String kind;
    private final String mid;
    private final List<String> payloadTypes = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private String direction;

    private OfferedSection(String kind, String mid, String direction) {
        this.kind = kind;
        this.mid = mid;
        this.direction = direction;
    }

    static OfferedSection sending(String kind, String mid) {
        return new OfferedSection(kind, mid, "sendonly");
    }

    static OfferedSection receiving(String kind, String mid) {
        return new OfferedSection(kind, mid, "recvonly");
    }

    String mid() {
        return mid;
    }

    String kind() {
        return kind;
    }

    OfferedSection direction(String now) {
        direction = now;
        return this;
    }

    /** A codec such as {@code VP8/90000}. */
    OfferedSection codec(int payloadType, String encoding, List<String> feedback) {
        payloadTypes.add(Integer.toString(payloadType));
        lines.add("rtpmap:" + payloadType + " " + encoding);
        feedback.forEach(value -> lines.add("rtcp-fb:" + payloadType + " " + value));
        return this;
    }

    OfferedSection format(int payloadType, String parameters) {
        lines.add("fmtp:" + payloadType + " " + parameters);
        return this;
    }

    OfferedSection rtx(int payloadType, int of) {
        codec(payloadType, "rtx/90000", List.of());
        return format(payloadType, "apt=" + of);
    }

    OfferedSection extension(int id, String uri) {
        lines.add("extmap:" + id + " " + uri);
        return this;
    }

    OfferedSection ssrc(int ssrc) {
        lines.add("ssrc:" + Integer.toUnsignedString(ssrc) + " cname:simulated");
        return this;
    }

    OfferedSection group(String semantics, int... ssrcs) {
        StringBuilder line = new StringBuilder("ssrc-group:" + semantics);
        for (int ssrc : ssrcs) {
            line.append(' ').append(Integer.toUnsignedString(ssrc));
        }
        lines.add(line.toString());
        return this;
    }

    /** Any other attribute. */
    OfferedSection with(String attribute) {
        lines.add(attribute);
        return this;
    }

    void write(StringBuilder out, String ufrag, String password, String setup) {
        out.append(
                        "m=%s 9 UDP/TLS/RTP/SAVPF %s\r\n"
                                .formatted(kind, String.join(" ", payloadTypes)))
                .append("c=IN IP4 0.0.0.0\r\n");
        List<String> all = new ArrayList<>();
        all.add("ice-ufrag:" + ufrag);
        all.add("ice-pwd:" + password);
        all.add("fingerprint:sha-256 " + "AB:".repeat(31) + "CD");
        all.add("setup:" + setup);
        all.add("mid:" + mid);
        all.add(direction);
        all.add("rtcp-mux");
        all.addAll(lines);
        all.forEach(line -> out.append("a=").append(line).append("\r\n"));
    }
}
