package dev.bluesky.negotiate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.wire.sdp.RecordedOffers;
import org.junit.jupiter.api.Test;

class SessionIdentityTest {
    @Test
    void anIceRestartIsOfTheSameSession() {
        assertThat(recorded("webrtc-java-publish-ice-restart"))
                .isEqualTo(recorded("webrtc-java-publish"));
    }

    @Test
    void anotherConnectionIsAnotherSession() {
        assertThat(recorded("webrtc-java-receive")).isNotEqualTo(recorded("webrtc-java-publish"));
        assertThat(recorded("chromium-receive")).isNotEqualTo(recorded("chromium-publish"));
    }

    @Test
    void theVersionOfTheOriginDoesNotMatterAndTheSessionIdDoes() {
        OfferText offer = OfferText.publishing();
        assertThat(identity(offer.with("4711 2 IN", "4711 3 IN"))).isEqualTo(identity(offer));
        assertThat(identity(offer.ofSession("4712"))).isNotEqualTo(identity(offer));
    }

    @Test
    void theCertificateMattersHoweverItIsWritten() {
        OfferText offer = OfferText.publishing();
        assertThat(identity(offer.with("AA:BB", "aa:bb"))).isEqualTo(identity(offer));
        assertThat(identity(offer.with("AA:BB", "AA:BC"))).isNotEqualTo(identity(offer));
    }

    private static SessionIdentity identity(OfferText offer) {
        return offer.parse().identity();
    }

    private static SessionIdentity recorded(String name) {
        return Offer.parse(RecordedOffers.text(name)).identity();
    }
}
