package dev.bluesky.engine.rehearsal;

import dev.bluesky.ice.IceCredentials;
import dev.bluesky.wire.rtp.AudioLevel;
import dev.bluesky.wire.rtp.SdesText;
import dev.bluesky.wire.rtp.TransportSequenceNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The text of an offer as browsers write it, as far as servers read it. */
final class SdpOffer {
    static final int AUDIO_LEVEL_ID = 1;
    static final int TRANSPORT_CC_ID = 3;
    static final int MID_ID = 4;
    static final int OPUS = 111;
    static final int VP8 = 96;
    static final int VP8_RTX = 97;
    private static final int H264 = 102;
    private static final int H264_RTX = 103;
    private static final List<String> FEEDBACK =
            List.of("goog-remb", "transport-cc", "ccm fir", "nack", "nack pli");

    private final List<String> transport;
    private final List<String> mids = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();

    /**
     * @param fingerprint of the certificate, as in the attribute
     */
    SdpOffer(IceCredentials local, String fingerprint) {
        transport =
                List.of(
                        "c=IN IP4 0.0.0.0",
                        "a=rtcp:9 IN IP4 0.0.0.0",
                        "a=ice-ufrag:" + local.ufrag(),
                        "a=ice-pwd:" + local.password(),
                        "a=ice-options:trickle",
                        "a=fingerprint:" + fingerprint,
                        "a=setup:actpass");
    }

    /**
     * An m-line for sound.
     *
     * @param ssrcs of what is sent; none to receive
     */
    void audio(String mid, int... ssrcs) {
        section("audio", mid, "%d 0 8".formatted(OPUS), ssrcs.length == 0);
        lines.add("a=extmap:%d %s".formatted(AUDIO_LEVEL_ID, AudioLevel.URI));
        lines.add("a=rtpmap:%d opus/48000/2".formatted(OPUS));
        lines.add("a=rtcp-fb:%d transport-cc".formatted(OPUS));
        lines.add("a=fmtp:%d minptime=10;useinbandfec=1".formatted(OPUS));
        lines.add("a=rtpmap:0 PCMU/8000");
        lines.add("a=rtpmap:8 PCMA/8000");
        sources(ssrcs);
    }

    /**
     * An m-line for a picture.
     *
     * @param ssrcs of what is sent, of each size and its retransmissions in turns; none to receive
     */
    void video(String mid, int... ssrcs) {
        String types = "%d %d %d %d".formatted(VP8, VP8_RTX, H264, H264_RTX);
        section("video", mid, types, ssrcs.length == 0);
        codec(VP8, "VP8", VP8_RTX);
        codec(H264, "H264", H264_RTX);
        lines.add(
                "a=fmtp:%d level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f"
                        .formatted(H264));
        if (ssrcs.length > 2) {
            int[] sizes = IntStream.range(0, ssrcs.length / 2).map(i -> ssrcs[2 * i]).toArray();
            lines.add("a=ssrc-group:SIM " + joined(sizes));
        }
        for (int i = 0; i < ssrcs.length; i += 2) {
            lines.add("a=ssrc-group:FID " + joined(ssrcs[i], ssrcs[i + 1]));
        }
        sources(ssrcs);
    }

    private void section(String kind, String mid, String types, boolean receives) {
        mids.add(mid);
        lines.add("m=%s 9 UDP/TLS/RTP/SAVPF %s".formatted(kind, types));
        lines.addAll(transport);
        lines.add("a=mid:" + mid);
        lines.add("a=extmap:%d %s".formatted(TRANSPORT_CC_ID, TransportSequenceNumber.URI));
        lines.add("a=extmap:%d %s".formatted(MID_ID, SdesText.MID_URI));
        lines.add(receives ? "a=recvonly" : "a=sendonly");
        lines.add("a=rtcp-mux");
        lines.add("a=rtcp-rsize");
    }

    private void codec(int payloadType, String name, int rtx) {
        lines.add("a=rtpmap:%d %s/90000".formatted(payloadType, name));
        FEEDBACK.forEach(value -> lines.add("a=rtcp-fb:%d %s".formatted(payloadType, value)));
        lines.add("a=rtpmap:%d rtx/90000".formatted(rtx));
        lines.add("a=fmtp:%d apt=%d".formatted(rtx, payloadType));
    }

    private void sources(int... ssrcs) {
        for (int ssrc : ssrcs) {
            lines.add("a=ssrc:%s cname:rehearsal".formatted(Integer.toUnsignedString(ssrc)));
            lines.add("a=ssrc:%s msid:rehearsal track".formatted(Integer.toUnsignedString(ssrc)));
        }
    }

    private static String joined(int... ssrcs) {
        return IntStream.of(ssrcs)
                .mapToObj(Integer::toUnsignedString)
                .collect(Collectors.joining(" "));
    }

    String text() {
        List<String> all = new ArrayList<>();
        all.add("v=0");
        all.add("o=- 4611732543 2 IN IP4 127.0.0.1");
        all.add("s=-");
        all.add("t=0 0");
        all.add("a=group:BUNDLE " + String.join(" ", mids));
        all.add("a=extmap-allow-mixed");
        all.add("a=msid-semantic: WMS rehearsal");
        all.addAll(lines);
        return all.stream().collect(Collectors.joining("\r\n", "", "\r\n"));
    }
}
