package dev.bluesky.negotiate;

import dev.bluesky.wire.sdp.MediaLine;
import dev.bluesky.wire.sdp.MediaSection;
import dev.bluesky.wire.sdp.SdpLine;
import dev.bluesky.wire.sdp.SessionDescription;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the forwarding engine's answer (RFC 9429 section 5.3): the offer's m-lines in their order,
 * payload types and extension ids as the offer has them, ICE-lite, DTLS passive where the offer
 * allows.
 */
public final class AnswerWriter {

    /** What we act on; everything else that is offered is not answered. */
    private static final Set<String> VIDEO_FEEDBACK_FROM_PUBLISHERS =
            Set.of("nack", "nack pli", "ccm fir", "transport-cc", "goog-remb");

    private static final Set<String> AUDIO_FEEDBACK_FROM_PUBLISHERS = Set.of("transport-cc");
    private static final Set<String> VIDEO_FEEDBACK_FROM_VIEWERS =
            Set.of("nack", "nack pli", "ccm fir");

    private final Offer offer;
    private final NegotiatedMedia negotiated;
    private final LocalTransport transport;
    private final Map<String, SentTrack> sent;

    /**
     * Prepares an answer.
     *
     * @param sent what a viewer is sent, by mid; empty for a publisher
     */
    public AnswerWriter(
            Offer offer,
            NegotiatedMedia negotiated,
            LocalTransport transport,
            Map<String, SentTrack> sent) {
        this.offer = offer;
        this.negotiated = negotiated;
        this.transport = transport;
        this.sent = Map.copyOf(sent);
    }

    /** The {@code a=setup} value of our side (RFC 8842): passive where the offer lets us choose. */
    public static String setup(SessionDescription offer) {
        boolean peerIsPassive =
                Stream.concat(
                                offer.attribute("setup").stream(),
                                offer.media().stream()
                                        .flatMap(section -> section.attribute("setup").stream()))
                        .anyMatch("passive"::equals);
        return peerIsPassive ? "active" : "passive";
    }

    /**
     * The answer.
     *
     * @param sessionId of our {@code o=} line; stays the same over renegotiations
     * @param version of our {@code o=} line; grows with each answer
     */
    public SessionDescription write(long sessionId, long version) {
        Map<Integer, NegotiatedSection> byIndex =
                negotiated.sections().stream()
                        .collect(Collectors.toMap(NegotiatedSection::index, section -> section));
        List<MediaSection> sections = new ArrayList<>();
        List<MediaSection> offered = offer.description().media();
        for (int i = 0; i < offered.size(); i++) {
            NegotiatedSection section = byIndex.get(i);
            sections.add(
                    section == null ? rejected(offered.get(i)) : accepted(section, offered.get(i)));
        }
        return new SessionDescription(sessionLines(sessionId, version), sections);
    }

    private List<SdpLine> sessionLines(long sessionId, long version) {
        List<SdpLine> lines = new ArrayList<>();
        lines.add(new SdpLine('v', "0"));
        lines.add(new SdpLine('o', "- " + sessionId + " " + version + " IN IP4 127.0.0.1"));
        lines.add(new SdpLine('s', "-"));
        lines.add(new SdpLine('t', "0 0"));
        if (!bundle().isEmpty()) {
            lines.add(SdpLine.attribute("group", "BUNDLE " + String.join(" ", bundle())));
        }
        lines.add(SdpLine.attribute("ice-lite", ""));
        lines.add(SdpLine.attribute("msid-semantic", " WMS *"));
        return lines;
    }

    /**
     * The offer's order without what is rejected (RFC 8843 section 7.3); empty if none was offered.
     */
    private List<String> bundle() {
        List<String> accepted = negotiated.sections().stream().map(NegotiatedSection::mid).toList();
        return offer.description().attributes("group").stream()
                .map(group -> Arrays.asList(group.trim().split(" +")))
                .filter(group -> group.get(0).equals("BUNDLE"))
                .flatMap(List::stream)
                .filter(accepted::contains)
                .toList();
    }

    /** With a transport that nobody uses, since GStreamer's webrtcbin takes no section without. */
    private MediaSection rejected(MediaSection offered) {
        MediaLine media = offered.media();
        List<SdpLine> lines = new ArrayList<>();
        lines.add(new SdpLine('c', "IN IP4 0.0.0.0"));
        identityLines(lines);
        offered.mid().ifPresent(mid -> lines.add(SdpLine.attribute("mid", mid)));
        lines.add(SdpLine.attribute("inactive", ""));
        return new MediaSection(
                new MediaLine(media.kind(), 0, media.protocol(), media.formats()), lines);
    }

    private MediaSection accepted(NegotiatedSection section, MediaSection offered) {
        List<SdpLine> lines = new ArrayList<>();
        lines.add(new SdpLine('c', "IN IP4 0.0.0.0"));
        transportLines(lines);
        lines.add(SdpLine.attribute("mid", section.mid()));
        section.extensions()
                .forEach((e, id) -> lines.add(SdpLine.attribute("extmap", id + " " + e.uri())));
        if (section.extensions().containsKey(HeaderExtension.DEPENDENCY_DESCRIPTOR)) {
            lines.add(SdpLine.attribute(NegotiatedMedia.MIXED_FORMS, ""));
        }
        lines.add(SdpLine.attribute(direction(section), ""));
        lines.add(SdpLine.attribute("rtcp-mux", ""));
        if (offered.attribute("rtcp-rsize").isPresent()) {
            lines.add(SdpLine.attribute("rtcp-rsize", ""));
        }
        section.codecs().forEach(codec -> codecLines(lines, section, codec, offered));
        layerLines(lines, section);
        SentTrack track = sent.get(section.mid());
        if (track != null && section.flows()) {
            trackLines(lines, track, section);
        }
        MediaLine media = offered.media();
        return new MediaSection(
                new MediaLine(media.kind(), 9, media.protocol(), payloadTypes(section, media)),
                lines);
    }

    /** RFC 8853 section 5.3.2: all sizes that are offered. */
    private static void layerLines(List<SdpLine> lines, NegotiatedSection section) {
        if (section.flows() && !section.rids().isEmpty()) {
            section.rids().forEach(rid -> lines.add(SdpLine.attribute("rid", rid + " recv")));
            String all = String.join(";", section.rids());
            lines.add(SdpLine.attribute("simulcast", "recv " + all));
        }
    }

    private void identityLines(List<SdpLine> lines) {
        lines.add(SdpLine.attribute("ice-ufrag", transport.ufrag()));
        lines.add(SdpLine.attribute("ice-pwd", transport.password()));
        lines.add(SdpLine.attribute("fingerprint", transport.fingerprint()));
        lines.add(SdpLine.attribute("setup", setup(offer.description())));
    }

    private void transportLines(List<SdpLine> lines) {
        identityLines(lines);
        transport
                .candidates()
                .forEach(candidate -> lines.add(SdpLine.attribute("candidate", candidate)));
        lines.add(SdpLine.attribute("end-of-candidates", ""));
    }

    private String direction(NegotiatedSection section) {
        if (!section.flows()) {
            return "inactive";
        }
        return negotiated.publishes() ? "recvonly" : "sendonly";
    }

    /** In the offer's order, by which the peer tells what it would rather have. */
    private static List<String> payloadTypes(NegotiatedSection section, MediaLine offered) {
        Set<String> accepted = new HashSet<>();
        for (MediaCodec codec : section.codecs()) {
            accepted.add(Integer.toString(codec.payloadType()));
            codec.rtxPayloadType().ifPresent(rtx -> accepted.add(Integer.toString(rtx)));
            codec.redPayloadType().ifPresent(red -> accepted.add(Integer.toString(red)));
        }
        return offered.formats().stream().filter(accepted::contains).distinct().toList();
    }

    private void codecLines(
            List<SdpLine> lines,
            NegotiatedSection section,
            MediaCodec codec,
            MediaSection offered) {
        String payloadType = Integer.toString(codec.payloadType());
        lines.add(SdpLine.attribute("rtpmap", payloadType + " " + codec.encoding()));
        codec.feedback().stream()
                .filter(feedback(section)::contains)
                .forEach(fb -> lines.add(SdpLine.attribute("rtcp-fb", payloadType + " " + fb)));
        repeat(lines, "fmtp", payloadType, offered);
        codec.rtxPayloadType()
                .ifPresent(
                        rtx -> {
                            lines.add(
                                    SdpLine.attribute("rtpmap", rtx + " rtx/" + codec.clockRate()));
                            lines.add(SdpLine.attribute("fmtp", rtx + " apt=" + payloadType));
                        });
        codec.redPayloadType()
                .ifPresent(
                        red -> {
                            repeat(lines, "rtpmap", Integer.toString(red), offered);
                            repeat(lines, "fmtp", Integer.toString(red), offered);
                        });
    }

    private static void repeat(
            List<SdpLine> lines, String attribute, String payloadType, MediaSection offered) {
        offered.attributes(attribute).stream()
                .filter(value -> value.startsWith(payloadType + " "))
                .forEach(value -> lines.add(SdpLine.attribute(attribute, value)));
    }

    private Set<String> feedback(NegotiatedSection section) {
        if (!negotiated.publishes()) {
            return feedbackFromViewers(section);
        }
        return section.isVideo() ? VIDEO_FEEDBACK_FROM_PUBLISHERS : AUDIO_FEEDBACK_FROM_PUBLISHERS;
    }

    /** REMB comes for all sections together, and is offered with video. */
    private Set<String> feedbackFromViewers(NegotiatedSection section) {
        Set<String> feedback = new HashSet<>();
        if (section.isVideo()) {
            feedback.addAll(VIDEO_FEEDBACK_FROM_VIEWERS);
        }
        CongestionFeedback congestion = negotiated.congestionFeedback();
        boolean numbered = section.extensions().containsKey(HeaderExtension.TRANSPORT_CC);
        if (congestion != CongestionFeedback.TRANSPORT_CC || numbered) {
            feedback.add(congestion.rtcpFeedback());
        }
        return feedback;
    }

    private static void trackLines(
            List<SdpLine> lines, SentTrack track, NegotiatedSection section) {
        lines.add(SdpLine.attribute("msid", track.streamId() + " " + track.trackId()));
        boolean hasRtx =
                section.codecs().stream().anyMatch(codec -> codec.rtxPayloadType().isPresent());
        if (hasRtx) {
            lines.add(
                    SdpLine.attribute("ssrc-group", "FID " + track.ssrc() + " " + track.rtxSsrc()));
        }
        lines.add(SdpLine.attribute("ssrc", track.ssrc() + " cname:" + track.cname()));
        if (hasRtx) {
            lines.add(SdpLine.attribute("ssrc", track.rtxSsrc() + " cname:" + track.cname()));
        }
    }
}
