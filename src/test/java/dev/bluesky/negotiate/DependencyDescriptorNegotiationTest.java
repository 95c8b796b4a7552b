package dev.bluesky.negotiate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.wire.sdp.MediaSection;
import dev.bluesky.wire.sdp.SessionDescription;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What AV1's layers need is agreed on where both sides can have it. */
class DependencyDescriptorNegotiationTest {
    private static final String EXTENSION =
            "a=extmap:13 https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension\r\n";
    private static final String MIXED = "a=extmap-allow-mixed\r\n";

    private static OfferText av1(OfferText offer) {
        return offer.with("a=rtpmap:98 H264/90000", "a=rtpmap:98 AV1/90000");
    }

    private static OfferText described(OfferText offer) {
        return offer.withLast("a=rtcp-mux\r\n", "a=rtcp-mux\r\n" + EXTENSION);
    }

    private static OfferText mixing(OfferText offer) {
        return offer.with("t=0 0\r\n", "t=0 0\r\n" + MIXED);
    }

    private static MediaSection answeredVideo(OfferText offer, boolean publishes) {
        Offer parsed = offer.parse();
        NegotiatedMedia media = NegotiatedMedia.of(parsed, publishes);
        LocalTransport transport =
                new LocalTransport("ufrag", "a-password-of-22-letters", "sha-256 AB", List.of());
        SessionDescription answer =
                new AnswerWriter(parsed, media, transport, Map.of()).write(1, 1);
        return answer.media().get(1);
    }

    private static boolean isAgreed(MediaSection section) {
        boolean named =
                section.attributes("extmap").stream()
                        .anyMatch(value -> value.contains("#dependency-descriptor"));
        assertThat(section.attribute("extmap-allow-mixed").isPresent()).isEqualTo(named);
        return named;
    }

    @Test
    void bothPublishersAndViewersOfAv1GetIt() {
        OfferText publishing = mixing(described(av1(OfferText.publishing())));
        assertThat(isAgreed(answeredVideo(publishing, true))).isTrue();
        OfferText receiving = mixing(described(av1(OfferText.receiving())));
        assertThat(isAgreed(answeredVideo(receiving, false))).isTrue();
    }

    @Test
    void theLongFormMayBeAllowedForTheSectionAlone() {
        OfferText offer =
                described(av1(OfferText.publishing()))
                        .withLast("a=rtcp-mux\r\n", "a=rtcp-mux\r\n" + MIXED);
        assertThat(isAgreed(answeredVideo(offer, true))).isTrue();
    }

    @Test
    void withoutTheLongFormItsStructureWouldNotFit() {
        OfferText offer = described(av1(OfferText.publishing()));
        assertThat(isAgreed(answeredVideo(offer, true))).isFalse();
    }

    @Test
    void otherCodecsDoWithoutIt() {
        OfferText offer = mixing(described(OfferText.publishing()));
        assertThat(isAgreed(answeredVideo(offer, true))).isFalse();
    }
}
