package dev.bluesky.bench.load;

import dev.bluesky.it.raw.RawAnswer;
import dev.bluesky.it.raw.RawPeer;
import dev.bluesky.srtp.SrtpKeys;
import java.util.Optional;

/**
 * What a server under load said to an offer.
 *
 * @param answer or an offer of its own that says the same
 * @param keys of SRTP where there is no DTLS
 */
public record Admission(RawAnswer answer, Optional<SrtpKeys> keys) {

    /** Of a server that speaks DTLS. */
    public static Admission answered(String sdp) {
        return new Admission(RawAnswer.parse(sdp), Optional.empty());
    }

    /** Lets the peer that made the offer go on with it. */
    void admit(RawPeer peer) {
        peer.accept(answer);
        keys.ifPresent(peer::install);
    }
}
