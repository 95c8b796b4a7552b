package dev.bluesky.negotiate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.wire.sdp.RecordedOffers;
import dev.bluesky.wire.sdp.SessionDescription;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CodecOrderTest {
    private static final SessionDescription OFFER = OfferText.publishing().parse().description();

    static List<String> recorded() {
        return RecordedOffers.names();
    }

    @Test
    void thePreferredCodecsComeFirstAndTheOthersKeepTheirOrder() {
        assertThat(video(new CodecOrder(List.of("vp8", "H264")).apply(OFFER)))
                .containsExactly("96", "98", "99", "97");
    }

    @Test
    void withoutAPreferenceNothingChanges() {
        assertThat(new CodecOrder(List.of()).apply(OFFER)).isEqualTo(OFFER);
        assertThat(new CodecOrder(List.of("AV1")).apply(OFFER)).isEqualTo(OFFER);
    }

    @Test
    void audioIsNeverReordered() {
        SessionDescription applied = new CodecOrder(List.of("OPUS")).apply(OFFER);
        assertThat(applied.media().get(0)).isEqualTo(OFFER.media().get(0));
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void nothingIsAddedOrLost(String name) {
        SessionDescription offer = SessionDescription.parse(RecordedOffers.text(name));
        SessionDescription applied = new CodecOrder(List.of("AV1", "VP9")).apply(offer);
        for (int i = 0; i < offer.media().size(); i++) {
            assertThat(applied.media().get(i).lines()).isEqualTo(offer.media().get(i).lines());
            assertThat(applied.media().get(i).media().formats())
                    .containsExactlyInAnyOrderElementsOf(offer.media().get(i).media().formats());
        }
    }

    private static List<String> video(SessionDescription description) {
        return description.media().get(1).media().formats();
    }
}
