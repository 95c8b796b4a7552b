package dev.bluesky.negotiate;

import dev.bluesky.wire.sdp.MediaSection;
import dev.bluesky.wire.sdp.SessionDescription;
import java.util.List;

/**
 * What an offer says of the peer's side of the one bundled transport.
 *
 * @param ufrag ICE user name fragment; a new one asks for an ICE restart
 * @param fingerprints all {@code a=fingerprint} values; one of them must be the peer's
 * @param isPassive whether the peer waits for our DTLS handshake (RFC 8842)
 * @param reducedSize whether RTCP need not begin with a report (RFC 5506)
 */
public record RemoteTransport(
        String ufrag, List<String> fingerprints, boolean isPassive, boolean reducedSize) {

    /** Keeps a copy. */
    public RemoteTransport {
        fingerprints = List.copyOf(fingerprints);
    }

    /** Reads a checked offer. */
    public static RemoteTransport of(Offer offer) {
        SessionDescription description = offer.description();
        return new RemoteTransport(
                ufrag(description),
                OfferRules.fingerprints(description),
                AnswerWriter.setup(description).equals("active"),
                description.media().stream()
                        .filter(Offer::isAudioOrVideo)
                        .allMatch(section -> section.attribute("rtcp-rsize").isPresent()));
    }

    /** Of the first active section that has one: those in a bundle say the same, or nothing. */
    private static String ufrag(SessionDescription description) {
        return description.media().stream()
                .filter(section -> !section.isRejected())
                .map(RemoteTransport::sectionUfrag)
                .filter(ufrag -> !ufrag.isBlank())
                .findFirst()
                .or(() -> description.attribute("ice-ufrag"))
                .map(String::trim)
                .orElseThrow(() -> new UnservableOfferException("the offer has no ICE user name"));
    }

    private static String sectionUfrag(MediaSection section) {
        return section.attribute("ice-ufrag").orElse("");
    }
}
