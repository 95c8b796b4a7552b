package dev.bluesky.negotiate;

import dev.bluesky.wire.sdp.MalformedSdpException;
import dev.bluesky.wire.sdp.MediaSection;
import dev.bluesky.wire.sdp.SessionDescription;
import java.util.ArrayList;
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
        List<List<String>> bundles = requireBundlesOfKnownMids(offer, mids);
        List<MediaSection> active =
                offer.media().stream().filter(section -> !section.isRejected()).toList();
        if (active.isEmpty()) {
            throw new UnservableOfferException("the offer has no active m= line");
        }
        active.forEach(OfferRules::requirePayloadTypes);
        active.forEach(OfferRules::requireMid);
        MediaSection tagged = requireOneBundle(active, bundles);
        active.forEach(section -> requireTransport(offer, tagged, section));
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

    private static List<List<String>> requireBundlesOfKnownMids(
            SessionDescription offer, Set<String> mids) {
        List<List<String>> bundles = new ArrayList<>();
        for (String group : offer.attributes("group")) {
            List<String> fields = Arrays.asList(group.trim().split(" +"));
            if (fields.get(0).equals("BUNDLE")) {
                bundles.add(fields.subList(1, fields.size()));
            }
        }
        if (!bundles.stream().allMatch(mids::containsAll)) {
            throw new MalformedSdpException("the BUNDLE group names a mid that no m= line has");
        }
        return bundles;
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

    private static void requireMid(MediaSection section) {
        if (section.mid().isEmpty()) {
            throw new UnservableOfferException(name(section) + " has no mid");
        }
    }

    private static String name(MediaSection section) {
        return "the " + section.media().kind() + " m= line";
    }

    /** Returns the section that the bundle's transport is written in (RFC 8843 section 2). */
    private static MediaSection requireOneBundle(
            List<MediaSection> active, List<List<String>> bundles) {
        if (active.size() == 1) {
            return active.get(0);
        }
        List<String> mids = active.stream().map(section -> section.mid().orElseThrow()).toList();
        List<String> bundle =
                bundles.stream()
                        .filter(one -> one.containsAll(mids))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new UnservableOfferException(
                                                "the m= lines are not all in one BUNDLE group"));
        return active.stream()
                .filter(section -> section.mid().equals(Optional.of(bundle.get(0))))
                .findFirst()
                .orElse(active.get(0));
    }

    /** All but the tagged section may leave the ICE credentials out (RFC 9429 section 5.2.1). */
    private static void requireTransport(
            SessionDescription offer, MediaSection tagged, MediaSection section) {
        if (credential(offer, tagged, section, "ice-ufrag").isEmpty()
                || credential(offer, tagged, section, "ice-pwd").isEmpty()) {
            throw new UnservableOfferException(name(section) + " has no ICE user name or password");
        }
        if (section.media().isRtp() && section.attribute("rtcp-mux").isEmpty()) {
            throw new UnservableOfferException(name(section) + " does not offer rtcp-mux");
        }
    }

    private static Optional<String> credential(
            SessionDescription offer, MediaSection tagged, MediaSection section, String attribute) {
        return section.attribute(attribute)
                .or(() -> tagged.attribute(attribute))
                .or(() -> offer.attribute(attribute))
                .filter(value -> !value.isBlank());
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
