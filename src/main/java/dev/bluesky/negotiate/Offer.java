package dev.bluesky.negotiate;

import dev.bluesky.wire.sdp.MalformedSdpException;
import dev.bluesky.wire.sdp.MediaSection;
import dev.bluesky.wire.sdp.SessionDescription;
import java.util.List;

/**
 * A checked offer.
 *
 * @param description the offer as it was sent
 * @param identity which peer connection it belongs to
 * @param tracks the sections that send audio or video, in order
 */
public record Offer(
        SessionDescription description, SessionIdentity identity, List<OfferedTrack> tracks) {

    /** Keeps a copy of the tracks. */
    public Offer {
        tracks = List.copyOf(tracks);
    }

    /**
     * Reads and checks an offer.
     *
     * @throws MalformedSdpException if the text is no session description or contradicts itself
     * @throws UnservableOfferException if ICE, DTLS, BUNDLE or rtcp-mux, which every WebRTC
     *     endpoint offers (RFC 8834, RFC 9429), are missing
     */
    public static Offer parse(String sdp) {
        SessionDescription description = SessionDescription.parse(sdp);
        OfferRules.check(description);
        String fingerprint = OfferRules.fingerprints(description).get(0);
        return new Offer(
                description, SessionIdentity.of(description, fingerprint), tracks(description));
    }

    private static List<OfferedTrack> tracks(SessionDescription description) {
        return description.media().stream()
                .filter(Offer::isAudioOrVideo)
                .filter(section -> !section.isRejected() && section.direction().sends())
                .map(s -> new OfferedTrack(s.mid().orElseThrow(), s.media().kind()))
                .toList();
    }

    static boolean isAudioOrVideo(MediaSection section) {
        String kind = section.media().kind();
        return kind.equals("audio") || kind.equals("video");
    }
}
