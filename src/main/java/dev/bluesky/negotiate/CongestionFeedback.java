package dev.bluesky.negotiate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How a viewer tells what its path carries; one way for the whole connection. Transport-wide
 * feedback tells most. Whoever has neither is sent everything, and says only what was lost.
 *
 * <p>What is stamped on a packet when it leaves needs retransmissions of their own (RFC 4588) in
 * the section: a plain one would repeat a packet whose stamp is another by then, and encryption
 * with one index must never see two packets.
 */
public enum CongestionFeedback {
    /** When each packet arrived (draft-holmer-rmcat-transport-wide-cc-extensions-01). */
    TRANSPORT_CC("transport-cc"),
    /** What the viewer has estimated itself (draft-alvestrand-rmcat-remb-03). */
    REMB("goog-remb"),
    /** Reports of loss alone. */
    NONE("");

    private static final List<HeaderExtension> STAMPED =
            List.of(HeaderExtension.TRANSPORT_CC, HeaderExtension.ABSOLUTE_SEND_TIME);

    private final String rtcpFeedback;

    CongestionFeedback(String rtcpFeedback) {
        this.rtcpFeedback = rtcpFeedback;
    }

    /** The best that a viewer has in all its video sections, or in its audio if it has no video. */
    static CongestionFeedback of(List<NegotiatedSection> sections) {
        List<NegotiatedSection> video =
                sections.stream().filter(NegotiatedSection::isVideo).toList();
        List<NegotiatedSection> deciding = video.isEmpty() ? sections : video;
        if (deciding.isEmpty()) {
            return NONE;
        }
        if (deciding.stream().allMatch(TRANSPORT_CC::isNumbered)) {
            return TRANSPORT_CC;
        }
        return deciding.stream().allMatch(REMB::isOffered) ? REMB : NONE;
    }

    private boolean isOffered(NegotiatedSection section) {
        return section.codecs().stream().allMatch(codec -> codec.feedback().contains(rtcpFeedback));
    }

    private boolean isNumbered(NegotiatedSection section) {
        return isOffered(section)
                && canBeStamped(section)
                && section.extensions().containsKey(HeaderExtension.TRANSPORT_CC);
    }

    private static boolean canBeStamped(NegotiatedSection section) {
        return !section.isVideo()
                || section.codecs().stream().allMatch(codec -> codec.rtxPayloadType().isPresent());
    }

    /** The sections without stamps that would say nothing. */
    List<NegotiatedSection> without(List<NegotiatedSection> offered) {
        List<NegotiatedSection> kept = new ArrayList<>();
        for (NegotiatedSection section : offered) {
            Map<HeaderExtension, Integer> extensions = new EnumMap<>(HeaderExtension.class);
            extensions.putAll(section.extensions());
            extensions.keySet().removeIf(e -> STAMPED.contains(e) && !isStamped(section, e));
            kept.add(section.withExtensions(extensions));
        }
        return kept;
    }

    private boolean isStamped(NegotiatedSection section, HeaderExtension stamp) {
        return switch (this) {
            case TRANSPORT_CC ->
                    stamp == HeaderExtension.TRANSPORT_CC
                            && canBeStamped(section)
                            && isOffered(section);
            case REMB -> stamp == HeaderExtension.ABSOLUTE_SEND_TIME && canBeStamped(section);
            case NONE -> false;
        };
    }

    /** The value of {@code a=rtcp-fb}, empty if there is none. */
    String rtcpFeedback() {
        return rtcpFeedback;
    }
}
