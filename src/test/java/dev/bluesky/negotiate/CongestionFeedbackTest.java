package dev.bluesky.negotiate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.wire.sdp.RecordedOffers;
import dev.bluesky.wire.sdp.SessionDescription;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By which feedback a viewer's path is measured, and what its answer says of it. */
class CongestionFeedbackTest {
    private static final String NUMBERS = HeaderExtension.TRANSPORT_CC.uri();
    private static final String SEND_TIME = HeaderExtension.ABSOLUTE_SEND_TIME.uri();
    private static final LocalTransport TRANSPORT =
            new LocalTransport("ufrag", "password", "sha-256 AB", List.of());

    private static final String EXTENSIONS =
            "a=extmap:3 %s\r\na=extmap:5 %s\r\n".formatted(NUMBERS, SEND_TIME);

    @ParameterizedTest
    @CsvSource({
        "chromium-receive, TRANSPORT_CC",
        "firefox-receive, TRANSPORT_CC",
        "webrtc-java-receive, TRANSPORT_CC",
        "gstreamer-receive, NONE"
    })
    void browsersTellOfEachPacket(String vector, CongestionFeedback expected) {
        Offer offer = Offer.parse(RecordedOffers.text(vector));

        assertThat(NegotiatedMedia.of(offer, false).congestionFeedback()).isEqualTo(expected);
    }

    @Test
    void transportWideNumbersAreAnsweredWithTheirFeedbackAndWithoutSendTimes() {
        Offer offer =
                receiving()
                        .with(
                                "a=rtpmap:111 opus",
                                "a=rtcp-fb:111 transport-cc\r\na=rtpmap:111 opus")
                        .with("a=rtpmap:96 VP8", both(96) + "a=rtpmap:96 VP8")
                        .with("a=rtpmap:98 H264", both(98) + "a=rtpmap:98 H264")
                        .parse();
        SessionDescription answer = answer(offer);

        for (int section = 0; section < 2; section++) {
            assertThat(answer.media().get(section).attributes("extmap"))
                    .containsExactly("3 " + NUMBERS);
        }
        assertThat(answer.media().get(0).attributes("rtcp-fb")).containsExactly("111 transport-cc");
        assertThat(answer.media().get(1).attributes("rtcp-fb"))
                .containsExactly("98 transport-cc", "96 transport-cc");
    }

    @Test
    void soundIsNotNumberedForAViewerThatDoesNotTellOfIt() {
        Offer offer =
                receiving()
                        .with("a=rtpmap:96 VP8", both(96) + "a=rtpmap:96 VP8")
                        .with("a=rtpmap:98 H264", both(98) + "a=rtpmap:98 H264")
                        .parse();
        NegotiatedMedia media = NegotiatedMedia.of(offer, false);

        assertThat(media.congestionFeedback()).isEqualTo(CongestionFeedback.TRANSPORT_CC);
        assertThat(media.sections().get(0).extensions()).isEmpty();
        assertThat(media.sections().get(1).extensions())
                .isEqualTo(Map.of(HeaderExtension.TRANSPORT_CC, 3));
    }

    @Test
    void aViewerThatEstimatesItselfIsToldWhenPacketsWereSent() {
        Offer offer =
                receiving()
                        .with("a=rtpmap:96 VP8", remb(96) + "a=rtpmap:96 VP8")
                        .with("a=rtpmap:98 H264", remb(98) + "a=rtpmap:98 H264")
                        .parse();
        SessionDescription answer = answer(offer);

        assertThat(NegotiatedMedia.of(offer, false).congestionFeedback())
                .isEqualTo(CongestionFeedback.REMB);
        assertThat(answer.media().get(1).attributes("extmap")).containsExactly("5 " + SEND_TIME);
        assertThat(answer.media().get(1).attributes("rtcp-fb"))
                .containsExactly("98 goog-remb", "96 goog-remb");
    }

    @Test
    void nothingIsStampedWhereRetransmissionsMustRepeatTheSameBytes() {
        Offer offer =
                receiving()
                        .with("a=rtpmap:96 VP8", both(96) + "a=rtpmap:96 VP8")
                        .with("a=rtpmap:98 H264", both(98) + "a=rtpmap:98 H264")
                        .with("a=fmtp:99 apt=98", "a=fmtp:99 apt=96")
                        .parse();
        NegotiatedMedia media = NegotiatedMedia.of(offer, false);

        assertThat(media.congestionFeedback()).isEqualTo(CongestionFeedback.REMB);
        assertThat(media.sections().get(1).extensions()).isEmpty();
    }

    @Test
    void aViewerWithNeitherIsAskedForNeither() {
        Offer offer = receiving().parse();
        SessionDescription answer = answer(offer);

        assertThat(NegotiatedMedia.of(offer, false).congestionFeedback())
                .isEqualTo(CongestionFeedback.NONE);
        assertThat(answer.media())
                .allSatisfy(
                        section ->
                                assertThat(
                                                Stream.of("extmap", "rtcp-fb")
                                                        .flatMap(
                                                                name ->
                                                                        section
                                                                                .attributes(name)
                                                                                .stream()))
                                        .isEmpty());
    }

    private static OfferText receiving() {
        return OfferText.receiving().with("a=rtcp-mux\r\n", "a=rtcp-mux\r\n" + EXTENSIONS);
    }

    private static String both(int payloadType) {
        return remb(payloadType) + "a=rtcp-fb:%d transport-cc\r\n".formatted(payloadType);
    }

    private static String remb(int payloadType) {
        return "a=rtcp-fb:%d goog-remb\r\n".formatted(payloadType);
    }

    private static SessionDescription answer(Offer offer) {
        NegotiatedMedia media = NegotiatedMedia.of(offer, false);
        return new AnswerWriter(offer, media, TRANSPORT, Map.of()).write(1, 1);
    }
}
