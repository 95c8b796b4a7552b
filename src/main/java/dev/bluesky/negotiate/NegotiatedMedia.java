package dev.bluesky.negotiate;

import dev.bluesky.wire.sdp.MediaSection;
import dev.bluesky.wire.sdp.SdpLine;
import dev.bluesky.wire.sdp.SessionDescription;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an offer and the forwarding engine have in common (RFC 9429 section 5.3.1).
 *
 * @param publishes whether the peer publishes, or receives
 * @param sections the audio and video sections that are not rejected
 */
public record NegotiatedMedia(boolean publishes, List<NegotiatedSection> sections) {

    /** What is forwarded as it is: everything whose key frames can be told. */
    private static final Set<String> CODECS = Set.of("OPUS", "VP8", "VP9", "H264", "AV1", "H265");

    /** The attribute that says so. */
    static final String MIXED_FORMS = "extmap-allow-mixed";

    private static final long LARGEST_SSRC = 0xffff_ffffL;

    /** Keeps a copy. */
    public NegotiatedMedia {
        sections = List.copyOf(sections);
    }

    /**
     * Negotiates.
     *
     * @param publishes whether the peer publishes, or receives
     * @throws UnservableOfferException if an active audio or video section has no codec that is
     *     forwarded
     */
    public static NegotiatedMedia of(Offer offer, boolean publishes) {
        List<MediaSection> media = offer.description().media();
        List<NegotiatedSection> sections = new ArrayList<>();
        for (int i = 0; i < media.size(); i++) {
            MediaSection section = media.get(i);
            if (Offer.isAudioOrVideo(section) && !section.isRejected()) {
                sections.add(negotiate(i, section, offer.description(), publishes));
            }
        }
        return publishes
                ? new NegotiatedMedia(true, sections)
                : new NegotiatedMedia(false, CongestionFeedback.of(sections).without(sections));
    }

    /** How a viewer tells what its path carries. */
    public CongestionFeedback congestionFeedback() {
        return CongestionFeedback.of(sections);
    }

    /** Whether the publisher takes REMB, be it beside transport-wide feedback. */
    public boolean takesRemb() {
        return sections.stream()
                .filter(NegotiatedSection::isVideo)
                .flatMap(section -> section.codecs().stream())
                .anyMatch(codec -> codec.feedback().contains("goog-remb"));
    }

    private static NegotiatedSection negotiate(
            int index, MediaSection section, SessionDescription offer, boolean publishes) {
        List<MediaCodec> codecs =
                MediaCodec.of(section).stream()
                        .filter(codec -> CODECS.contains(codec.name()))
                        .toList();
        String kind = section.media().kind();
        if (codecs.isEmpty()) {
            throw new UnservableOfferException(
                    "none of its %s codecs %s is forwarded, which are %s"
                            .formatted(kind, names(section), CODECS.stream().sorted().toList()));
        }
        boolean flows = publishes ? section.direction().sends() : section.direction().receives();
        return new NegotiatedSection(
                index,
                section.mid().orElseThrow(),
                kind,
                flows,
                codecs,
                extensions(section, offer, publishes),
                ssrcs(section),
                SsrcGroups.of(section),
                publishes ? SentLayers.of(section) : List.of());
    }

    private static List<String> names(MediaSection section) {
        return section.codecs().values().stream().distinct().toList();
    }

    private static Map<HeaderExtension, Integer> extensions(
            MediaSection section, SessionDescription offer, boolean publishes) {
        Map<HeaderExtension, Integer> ids = new EnumMap<>(HeaderExtension.class);
        List<String> values = new ArrayList<>(offer.attributes("extmap"));
        values.addAll(section.attributes("extmap"));
        for (String value : values) {
            String[] fields = value.split(" +", 3);
            String id = fields[0].split("/", 2)[0];
            if (fields.length > 1 && id.matches("[0-9]{1,3}") && isUsable(Integer.parseInt(id))) {
                HeaderExtension.of(fields[1])
                        .filter(extension -> extension.isFor(publishes))
                        .filter(extension -> isPossible(extension, section, offer))
                        .ifPresent(extension -> ids.put(extension, Integer.parseInt(id)));
            }
        }
        return ids;
    }

    /**
     * Dependencies are read of AV1, and their structure is longer than the one-byte form allows.
     */
    private static boolean isPossible(
            HeaderExtension extension, MediaSection section, SessionDescription offer) {
        return extension != HeaderExtension.DEPENDENCY_DESCRIPTOR
                || (mixesExtensionForms(section, offer)
                        && section.codecs().values().stream().anyMatch("AV1"::equalsIgnoreCase));
    }

    /** Whether both forms of header extensions may come in a stream (RFC 8285 section 6). */
    static boolean mixesExtensionForms(MediaSection section, SessionDescription offer) {
        return offer.attribute(MIXED_FORMS).isPresent()
                || section.attribute(MIXED_FORMS).isPresent();
    }

    /** RFC 8285 section 4.2: 0 is padding, 15 is reserved in the one-byte form. */
    private static boolean isUsable(int id) {
        return id > 0 && id < 256 && id != 15;
    }

    private static List<Long> ssrcs(MediaSection section) {
        return section.lines().stream()
                .map(SdpLine::value)
                .filter(value -> value.startsWith("ssrc:"))
                .map(value -> value.substring("ssrc:".length()).split(" ", 2)[0])
                .flatMap(value -> ssrcs(value).stream())
                .distinct()
                .toList();
    }

    /** What in that text is an SSRC. */
    static List<Long> ssrcs(String text) {
        return Stream.of(text.trim().split(" +"))
                .filter(ssrc -> ssrc.matches("[0-9]{1,10}"))
                .map(Long::parseLong)
                .filter(ssrc -> ssrc <= LARGEST_SSRC)
                .distinct()
                .toList();
    }
}
