package dev.bluesky.negotiate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.wire.sdp.MediaSection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One picture in several sizes (RFC 8851, RFC 8853) in offers and answers. */
class SimulcastNegotiationTest {
    private static final LocalTransport TRANSPORT =
            new LocalTransport("ufrag", "password", "sha-256 AB:CD", List.of());

    private static Offer offer(String... lines) {
        return OfferText.publishing()
                .with("a=rtpmap:96 VP8", String.join("\r\n", lines) + "\r\na=rtpmap:96 VP8")
                .parse();
    }

    private static NegotiatedSection video(Offer offer, boolean publishes) {
        return NegotiatedMedia.of(offer, publishes).sections().stream()
                .filter(NegotiatedSection::isVideo)
                .findFirst()
                .orElseThrow();
    }

    private static MediaSection answered(Offer offer) {
        NegotiatedMedia media = NegotiatedMedia.of(offer, true);
        return new AnswerWriter(offer, media, TRANSPORT, Map.of())
                .write(1, 1)
                .media()
                .get(video(offer, true).index());
    }

    @Test
    void allSizesThatAreOfferedAreAnswered() {
        Offer offer =
                offer(
                        "a=extmap:9 urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id",
                        "a=extmap:10 urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id",
                        "a=rid:q send",
                        "a=rid:f send",
                        "a=simulcast:send q;f");
        assertThat(video(offer, true).rids()).containsExactly("q", "f");
        MediaSection answer = answered(offer);
        assertThat(answer.attributes("rid")).containsExactly("q recv", "f recv");
        assertThat(answer.attributes("simulcast")).containsExactly("recv q;f");
        assertThat(answer.attributes("extmap"))
                .contains(
                        "9 urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id",
                        "10 urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id");
    }

    @Test
    void aViewerHasNoSizesToSend() {
        Offer offer = offer("a=rid:q send", "a=rid:f send", "a=simulcast:send q;f");
        assertThat(video(offer, false).rids()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'send a;b;c', 'a b c'",
        "'recv x send a;b', 'a b'",
        "'send a,x;b', 'a b'",
        "'send ~a;b', 'a b'",
        "'send a;unknown;b', 'a b'",
        "'send a;a;b', 'a b'",
        "'send a', ''",
        "'send', ''",
        "'recv a;b', ''",
        "'send ;;;', ''",
        "'', ''"
    })
    void whatIsNotDescribedOrNotSeveralIsNoSize(String simulcast, String rids) {
        Offer offer =
                offer("a=rid:a send", "a=rid:b send", "a=rid:c send", "a=simulcast:" + simulcast);
        assertThat(String.join(" ", video(offer, true).rids())).isEqualTo(rids);
    }
}
