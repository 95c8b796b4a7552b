package dev.bluesky.negotiate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RemoteTransportTest {

    private static RemoteTransport of(OfferText offer) {
        return RemoteTransport.of(offer.parse());
    }

    @Test
    void theTransportIsReadFromTheFirstSectionThatHasOne() {
        OfferText offer = OfferText.publishing();

        assertThat(of(offer).ufrag()).isEqualTo("abcd");
        assertThat(of(offer.withLast("a=ice-ufrag:abcd\r\n", "")).ufrag()).isEqualTo("abcd");
    }

    @Test
    void sectionsThatAreRejectedSayNothing() {
        OfferText offer =
                OfferText.publishing()
                        .withLast("a=ice-ufrag:abcd", "a=ice-ufrag:efgh")
                        .with("m=audio 9", "m=audio 0")
                        .with("BUNDLE 0 1", "BUNDLE 1");

        assertThat(of(offer).ufrag()).isEqualTo("efgh");
    }

    @Test
    void everyFingerprintIsKeptForOneMustMatch() {
        OfferText offer =
                OfferText.publishing()
                        .withLast("sha-256 AA:BB", "sha-512 CC:DD")
                        .with("t=0 0", "t=0 0\r\na=fingerprint:sha-384 EE:FF");

        assertThat(of(offer).fingerprints())
                .containsExactly("sha-384 EE:FF", "sha-256 AA:BB", "sha-512 CC:DD");
    }

    @Test
    void aPeerThatWaitsForTheHandshakeIsPassive() {
        assertThat(of(OfferText.publishing()).isPassive()).isFalse();
        assertThat(of(OfferText.publishing().with("actpass", "active")).isPassive()).isFalse();
        assertThat(of(OfferText.publishing().with("actpass", "passive")).isPassive()).isTrue();
    }

    @Test
    void reducedSizeIsTakenOnlyIfEverySectionOffersIt() {
        OfferText offer = OfferText.publishing();

        assertThat(of(offer).reducedSize()).isFalse();
        assertThat(of(offer.with("a=rtcp-mux", "a=rtcp-mux\r\na=rtcp-rsize")).reducedSize())
                .isTrue();
        assertThat(of(offer.withLast("a=rtcp-mux", "a=rtcp-mux\r\na=rtcp-rsize")).reducedSize())
                .isFalse();
    }

    @Test
    void withoutAnIceUserNameNothingCanBeServed() {
        assertThatThrownBy(() -> of(OfferText.publishing().without("a=ice-ufrag")))
                .isInstanceOf(UnservableOfferException.class);
    }
}
