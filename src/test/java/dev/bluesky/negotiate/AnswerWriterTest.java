package dev.bluesky.negotiate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bluesky.wire.sdp.MediaDirection;
import dev.bluesky.wire.sdp.MediaSection;
import dev.bluesky.wire.sdp.SessionDescription;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forwarding engine's answers to offers that browsers made. */
class AnswerWriterTest {
    private static final LocalTransport TRANSPORT =
            new LocalTransport(
                    "ufrag",
                    "a-password-of-22-letters",
                    "sha-256 AB:CD",
                    List.of("1 1 udp 2130706431 127.0.0.1 10000 typ host"));

    private static final SentTrack TRACK = new SentTrack("alice", "video", "cname", 1111, 2222);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chromium-publish",
                "webrtc-java-publish",
                "firefox-publish",
                "pion-publish",
                "gstreamer-publish",
                "handwritten-safari-publish"
            })
    void keepsTheOffersLinesAndReceivesWhatAPublisherSends(String vector) {
        Offer offer = offer(vector);
        SessionDescription answer = answer(offer, true, Map.of());

        assertThat(answer).isEqualTo(SessionDescription.parse(answer.toString()));
        assertThat(mids(answer)).isEqualTo(mids(offer.description()));
        assertThat(answer.attribute("ice-lite")).hasValue("");
        for (MediaSection section : answer.media()) {
            assertThat(section.direction()).isEqualTo(MediaDirection.RECVONLY);
            assertThat(section.attribute("setup")).hasValue("passive");
            assertThat(section.attribute("fingerprint")).hasValue("sha-256 AB:CD");
            assertThat(section.attributes("candidate")).hasSize(1);
        }
        assertThat(video(answer).attribute("simulcast"))
                .isEqualTo(
                        video(offer.description())
                                .attribute("simulcast")
                                .map(sizes -> sizes.replace("send ", "recv ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chromium-publish", "firefox-publish", "pion-publish"})
    void answersNoPayloadTypeExtensionOrFeedbackThatWasNotOffered(String vector) {
        Offer offer = offer(vector);
        SessionDescription answer = answer(offer, true, Map.of());

        for (int i = 0; i < answer.media().size(); i++) {
            MediaSection offered = offer.description().media().get(i);
            MediaSection answered = answer.media().get(i);
            assertThat(offered.media().formats()).containsAll(answered.media().formats());
            assertThat(offered.attributes("rtpmap")).containsAll(answered.attributes("rtpmap"));
            assertThat(ids(offered)).containsAll(ids(answered));
        }
    }

    @Test
    void announcesAViewersTrackWithItsRetransmissions() {
        Offer offer = offer("chromium-receive");
        String mid = video(offer.description()).mid().orElseThrow();
        SessionDescription answer = answer(offer, false, Map.of(mid, TRACK));

        MediaSection video = video(answer);
        assertThat(video.direction()).isEqualTo(MediaDirection.SENDONLY);
        assertThat(video.attribute("msid")).hasValue("alice video");
        assertThat(video.attribute("ssrc-group")).hasValue("FID 1111 2222");
        assertThat(video.attributes("ssrc"))
                .containsExactly("1111 cname:cname", "2222 cname:cname");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chromium-receive", "firefox-receive", "pion-receive"})
    void announcesOneTrackInEachSectionOfAViewer(String vector) {
        Offer offer = offer(vector);
        SessionDescription answer = answer(offer, false, Map.of("0", TRACK, "1", TRACK));

        assertThat(mids(answer)).isEqualTo(mids(offer.description()));
        for (MediaSection section : answer.media()) {
            assertThat(section.direction()).isEqualTo(MediaDirection.SENDONLY);
            assertThat(section.attributes("msid")).containsExactly("alice video");
            assertThat(section.attributes("ssrc").get(0)).isEqualTo("1111 cname:cname");
        }
    }

    @Test
    void announcesNoRetransmissionsToAViewerWithoutRtx() {
        Offer offer = offer("gstreamer-receive");
        SessionDescription answer = answer(offer, false, Map.of("video0", TRACK, "audio1", TRACK));

        for (MediaSection section : answer.media()) {
            assertThat(section.attributes("ssrc")).containsExactly("1111 cname:cname");
            assertThat(section.attributes("ssrc-group")).isEmpty();
        }
        assertThat(video(answer).attributes("rtcp-fb"))
                .containsExactly("96 nack", "96 nack pli", "96 ccm fir");
    }

    @Test
    void offersNoFeedbackToAViewerThatNobodyActsOn() {
        SessionDescription answer = answer(offer("chromium-receive"), false, Map.of());

        List<String> kinds =
                video(answer).attributes("rtcp-fb").stream()
                        .map(value -> value.split(" ", 2)[1])
                        .distinct()
                        .toList();
        assertThat(kinds).containsExactlyInAnyOrder("nack", "nack pli", "ccm fir", "transport-cc");
    }

    @Test
    void rejectsDataAndLeavesItOutOfTheBundle() {
        Offer offer = offer("chromium-data");
        SessionDescription answer = answer(offer, true, Map.of());

        MediaSection data = answer.media().get(answer.media().size() - 1);
        assertThat(data.media().kind()).isEqualTo("application");
        assertThat(data.isRejected()).isTrue();
        assertThat(answer.attribute("group").orElse(""))
                .doesNotContain(" " + data.mid().orElseThrow());
    }

    @Test
    void givesARejectedSectionTheTransportThatGStreamerLooksForInEach() {
        SessionDescription answer = answer(offer("gstreamer-publish-data"), true, Map.of());

        MediaSection data = answer.media().get(answer.media().size() - 1);
        assertThat(data.isRejected()).isTrue();
        for (String name : List.of("ice-ufrag", "ice-pwd", "fingerprint", "setup")) {
            assertThat(data.attributes(name)).hasSize(1);
        }
        assertThat(data.attributes("candidate")).isEmpty();
    }

    @Test
    void becomesActiveForAPeerThatInsistsOnBeingPassive() {
        String text = text("chromium-publish").replace("a=setup:actpass", "a=setup:passive");

        assertThat(AnswerWriter.setup(SessionDescription.parse(text))).isEqualTo("active");
    }

    @Test
    void refusesASectionWhoseCodecsNobodyForwards() {
        String text =
                text("chromium-publish")
                        .replaceAll("(a=rtpmap:\\d+) (VP8|VP9|H264|AV1|H265)/", "$1 X-$2/");

        assertThatThrownBy(() -> NegotiatedMedia.of(Offer.parse(text), true))
                .isInstanceOf(UnservableOfferException.class)
                .hasMessageContaining("X-VP8");
    }

    @Test
    void tellsBitstreamsApartThatOneDecoderCannotShare() {
        assertThat(h264("42e01f", "1").bitstream()).isEqualTo(h264("42c034", "1").bitstream());
        assertThat(h264("42e01f", "1").bitstream()).isNotEqualTo(h264("42e01f", "0").bitstream());
        assertThat(h264("42e01f", "1").bitstream()).isNotEqualTo(h264("640c1f", "1").bitstream());
    }

    private static MediaCodec h264(String profile, String mode) {
        return new MediaCodec(
                96,
                "H264",
                90_000,
                "H264/90000",
                Map.of("profile-level-id", profile, "packetization-mode", mode),
                List.of(),
                OptionalInt.empty(),
                OptionalInt.empty());
    }

    private static SessionDescription answer(
            Offer offer, boolean publishes, Map<String, SentTrack> sent) {
        NegotiatedMedia media = NegotiatedMedia.of(offer, publishes);
        return new AnswerWriter(offer, media, TRANSPORT, sent).write(1, 1);
    }

    private static MediaSection video(SessionDescription description) {
        return description.media().stream()
                .filter(section -> section.media().kind().equals("video"))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> mids(SessionDescription description) {
        return description.media().stream().map(section -> section.mid().orElse("")).toList();
    }

    /** Extension ids with their URIs; a direction suffix of the offer is not ours to repeat. */
    private static List<String> ids(MediaSection section) {
        return section.attributes("extmap").stream()
                .map(value -> value.replaceFirst("^([0-9]+)/[a-z]+ ", "$1 "))
                .collect(Collectors.toList());
    }

    private static Offer offer(String vector) {
        return Offer.parse(text(vector));
    }

    private static String text(String vector) {
        String path = "/vectors/sdp/" + vector + ".sdp";
        try (InputStream in = AnswerWriterTest.class.getResourceAsStream(path)) {
            String text =
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.joining("\r\n", "", "\r\n"));
        } catch (IOException e) {
            throw new IllegalStateException(path, e);
        }
    }
}
