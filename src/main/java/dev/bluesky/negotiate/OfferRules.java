package dev.bluesky.negotiate;

import dev.bluesky.wire.sdp.MalformedSdpException;
import dev.bluesky.wire.sdp.MediaSection;
import dev.bluesky.wire.sdp.SessionDescription;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The checks an offer passes before anybody acts on it. */
final class OfferRules {

    /** Older hash functions can be forged (RFC 8122 section 5). */
    private static final Set<String> HASHES = Set.of("sha-256", "sha-384", "sha-512");

    private static final int LARGEST_PAYLOAD_TYPE = 127;

    private OfferRules() {}

    static void check(SessionDescription offer) {
        Set<String> mids = requireDistinctMids(offer);
        Set<String> bundled = requireBundleOfKnownMids(offer, mids);
        List<MediaSection> active =
                offer.media().stream().filter(section -> !section.isRejected()).toList();
        if (active.isEmpty()) {
            throw new UnservableOfferException("the offer has no active m= line");
        }
        active.forEach(OfferRules::requirePayloadTypes);
        active.forEach(section -> requireTransport(offer, section));
        requireOneBundle(active, bundled);
        requireFingerprint(offer);
    }

    private static Set<String> requireDistinctMids(SessionDescription offer) {
        Set<String> mids = new HashSet<>();
        for (MediaSection section : offer.media()) {
            section.mid().filter(mid -> !mids.add(mid)).ifPresent(OfferRules::duplicateMid);
        }
        return mids;
    }

    private static void duplicateMid(String mid) {
        throw new MalformedSdpException("two m= lines have the same mid");
    }

    private static Set<String> requireBundleOfKnownMids(
            SessionDescription offer, Set<String> mids) {
        Set<String> bundled = new HashSet<>();
        for (String group : offer.attributes("group")) {
            List<String> fields = Arrays.asList(group.trim().split(" +"));
            if (fields.get(0).equals("BUNDLE")) {
                bundled.addAll(fields.subList(1, fields.size()));
            }
        }
        if (!mids.containsAll(bundled)) {
            throw new MalformedSdpException("the BUNDLE group names a mid that no m= line has");
        }
        return bundled;
    }

    private static void requirePayloadTypes(MediaSection section) {
        if (!section.media().isRtp()) {
            return;
        }
        for (String format : section.media().formats()) {
            if (!format.matches("[0-9]{1,3}") || Integer.parseInt(format) > LARGEST_PAYLOAD_TYPE) {
                throw new MalformedSdpException("a payload type is not a number from 0 to 127");
            }
        }
    }

    private static void requireTransport(SessionDescription offer, MediaSection section) {
        String name = "the " + section.media().kind() + " m= line";
        if (section.mid().isEmpty()) {
            throw new UnservableOfferException(name + " has no mid");
        }
        if (credential(offer, section, "ice-ufrag").isEmpty()
                || credential(offer, section, "ice-pwd").isEmpty()) {
            throw new UnservableOfferException(name + " has no ICE user name or password");
        }
        if (section.media().isRtp() && section.attribute("rtcp-mux").isEmpty()) {
            throw new UnservableOfferException(name + " does not offer rtcp-mux");
        }
    }

    private static Optional<String> credential(
            SessionDescription offer, MediaSection section, String attribute) {
        return section.attribute(attribute)
                .or(() -> offer.attribute(attribute))
                .filter(value -> !value.isBlank());
    }

    private static void requireOneBundle(List<MediaSection> active, Set<String> bundled) {
        boolean allBundled =
                active.stream()
                        .allMatch(section -> section.mid().filter(bundled::contains).isPresent());
        if (active.size() > 1 && !allBundled) {
            throw new UnservableOfferException("the m= lines are not all in one BUNDLE group");
        }
    }

    private static void requireFingerprint(SessionDescription offer) {
        List<String> fingerprints = fingerprints(offer);
        if (fingerprints.isEmpty()) {
            throw new UnservableOfferException("the offer has no DTLS fingerprint");
        }
        if (fingerprints.stream().noneMatch(OfferRules::isStrong)) {
            throw new UnservableOfferException("no DTLS fingerprint is of sha-256 or better");
        }
    }

    private static boolean isStrong(String fingerprint) {
        return HASHES.contains(fingerprint.split(" ", 2)[0].toLowerCase(Locale.ROOT));
    }

    /** All fingerprints, the session's before the sections'. */
    static List<String> fingerprints(SessionDescription offer) {
        return Stream.concat(
                        offer.attributes("fingerprint").stream(),
                        offer.media().stream()
                                .flatMap(section -> section.attributes("fingerprint").stream()))
                .toList();
    }
}
