package dev.bluesky.negotiate;

import dev.bluesky.wire.sdp.SessionDescription;
import java.util.Locale;

/**
 * What stays the same in all offers of one peer connection: the session id of the {@code o=} line
 * (RFC 9429 section 5.2.1) and the certificate's fingerprint (RFC 8122). An ICE restart keeps both;
 * a new peer connection has neither.
 *
 * @param sessionId user name and session id of the {@code o=} line
 * @param fingerprint hash function and value, as first written in the offer
 */
public record SessionIdentity(String sessionId, String fingerprint) {

    static SessionIdentity of(SessionDescription description, String fingerprint) {
        String[] origin = description.origin().split(" ", -1);
        return new SessionIdentity(
                origin[0] + " " + origin[1], fingerprint.toLowerCase(Locale.ROOT));
    }
}
