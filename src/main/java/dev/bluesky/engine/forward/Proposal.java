package dev.bluesky.engine.forward;

import dev.bluesky.dtls.DtlsFingerprint;
import dev.bluesky.dtls.DtlsRole;
import dev.bluesky.ice.IceCredentials;
import dev.bluesky.negotiate.NegotiatedMedia;
import dev.bluesky.negotiate.Offer;
import dev.bluesky.negotiate.RemoteTransport;
import dev.bluesky.negotiate.UnservableOfferException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/**
 * What an offer comes to, before any state is looked at: made on a worker.
 *
 * @param fingerprints those of {@code remote} that are strong enough
 * @param local credentials in case that they are needed
 */
record Proposal(
        Offer offer,
        NegotiatedMedia media,
        RemoteTransport remote,
        List<DtlsFingerprint> fingerprints,
        IceCredentials local) {

    /**
     * Reads the offer.
     *
     * @throws UnservableOfferException if nothing can be answered
     */
    static Proposal of(Offer offer, boolean publishes, SecureRandom random) {
        RemoteTransport remote = RemoteTransport.of(offer);
        if (!IceCredentials.isUfrag(remote.ufrag())) {
            throw new UnservableOfferException("the offer's ICE user name is malformed");
        }
        List<DtlsFingerprint> fingerprints =
                remote.fingerprints().stream()
                        .map(DtlsFingerprint::parse)
                        .flatMap(Optional::stream)
                        .toList();
        if (fingerprints.isEmpty()) {
            throw new UnservableOfferException("the offer's DTLS fingerprints are malformed");
        }
        return new Proposal(
                offer,
                NegotiatedMedia.of(offer, publishes),
                remote,
                fingerprints,
                IceCredentials.random(random));
    }

    /** Ours: passive where the offer lets us choose. */
    DtlsRole role() {
        return remote.isPassive() ? DtlsRole.ACTIVE : DtlsRole.PASSIVE;
    }
}
