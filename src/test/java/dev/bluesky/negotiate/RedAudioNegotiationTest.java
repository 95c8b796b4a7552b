package dev.bluesky.negotiate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bluesky.wire.sdp.MediaSection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Redundant audio (RFC 2198) in offers and answers. */
class RedAudioNegotiationTest {

    private static final LocalTransport TRANSPORT =
            new LocalTransport("ufrag", "password", "sha-256 AB:CD", List.of());

    /** Opus first, then RED, as Chromium offers them. */
    private static OfferText offer(OfferText from, String formats, String format) {
        return from.with("SAVPF 111", "SAVPF " + formats)
                .with(
                        "a=rtpmap:111 opus/48000/2\r\n",
                        "a=rtpmap:111 opus/48000/2\r\na=fmtp:111 useinbandfec=1\r\n"
                                + "a=rtpmap:63 red/48000/2\r\n"
                                + (format.isEmpty() ? "" : "a=fmtp:63 " + format + "\r\n"));
    }

    private static MediaSection answeredAudio(Offer offer, boolean publishes) {
        NegotiatedMedia media = NegotiatedMedia.of(offer, publishes);
        return new AnswerWriter(offer, media, TRANSPORT, Map.of()).write(1, 1).media().get(0);
    }

    private static void assertAnswered(MediaSection audio, String... payloadTypes) {
        assertThat(audio.media().formats()).containsExactly(payloadTypes);
        assertThat(audio.attributes("rtpmap"))
                .containsExactlyInAnyOrder("111 opus/48000/2", "63 red/48000/2");
        assertThat(audio.attributes("fmtp"))
                .containsExactlyInAnyOrder("111 useinbandfec=1", "63 111/111");
    }

    @Test
    void redIsAnsweredBesideItsOpusInTheOffersOrder() {
        Offer publisher = offer(OfferText.publishing(), "111 63", "111/111").parse();
        Offer viewer = offer(OfferText.receiving(), "111 63", "111/111").parse();
        Offer redFirst = offer(OfferText.publishing(), "63 111", "111/111").parse();
        assertAnswered(answeredAudio(publisher, true), "111", "63");
        assertAnswered(answeredAudio(viewer, false), "111", "63");
        assertAnswered(answeredAudio(redFirst, true), "63", "111");
    }

    @Test
    void redIsPartOfItsCodec() {
        Offer offer = offer(OfferText.publishing(), "63 111", "111/111").parse();
        List<MediaCodec> codecs = NegotiatedMedia.of(offer, true).sections().get(0).codecs();
        assertThat(codecs).extracting(MediaCodec::name).containsExactly("OPUS");
        assertThat(codecs.get(0).redPayloadType()).hasValue(63);
        NegotiatedMedia plain = NegotiatedMedia.of(OfferText.publishing().parse(), true);
        assertThat(plain.sections().get(0).codecs().get(0).redPayloadType()).isEmpty();
    }

    @Test
    void redOfAnotherCodecIsNotAnswered() {
        Offer offer =
                OfferText.publishing()
                        .with("SAVPF 98 99 96 97", "SAVPF 98 99 96 97 63")
                        .with(
                                "a=rtpmap:96 VP8",
                                "a=rtpmap:63 red/48000/2\r\na=fmtp:63 96/96\r\na=rtpmap:96 VP8")
                        .parse();
        NegotiatedMedia media = NegotiatedMedia.of(offer, true);
        assertThat(media.sections().get(1).codecs())
                .allMatch(codec -> codec.redPayloadType().isEmpty());
    }

    @Test
    void redThatTheMediaLineDoesNotListIsNotAnswered() {
        Offer offer = offer(OfferText.publishing(), "111", "111/111").parse();
        MediaSection audio = answeredAudio(offer, true);
        assertThat(audio.media().formats()).containsExactly("111");
        assertThat(audio.attributes("rtpmap")).containsExactly("111 opus/48000/2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "112/112",
                "63/63",
                "111/0",
                "111/",
                "/",
                "x/x",
                "99999999999/99999999999",
                "apt=111",
                "111/111;0"
            })
    void redThatNamesNoOpusOfItsSectionIsNotAnswered(String format) {
        Offer offer = offer(OfferText.publishing(), "111 63", format).parse();
        assertThat(answeredAudio(offer, true).media().formats()).containsExactly("111");
    }

    @Test
    void redWithoutOpusIsNotServed() {
        Offer offer = offer(OfferText.publishing(), "63", "111/111").parse();
        assertThatThrownBy(() -> NegotiatedMedia.of(offer, true))
                .isInstanceOf(UnservableOfferException.class)
                .hasMessageContaining("RED");
    }

    @Test
    void redForVideoIsNotAnswered() {
        Offer offer =
                OfferText.publishing()
                        .with("SAVPF 98 99 96 97", "SAVPF 98 99 96 97 118")
                        .with("a=rtpmap:96 VP8", "a=rtpmap:118 red/90000\r\na=rtpmap:96 VP8")
                        .parse();
        NegotiatedMedia media = NegotiatedMedia.of(offer, true);
        assertThat(media.sections().get(1).codecs())
                .extracting(MediaCodec::name)
                .containsExactly("H264", "VP8");
    }
}
