package dev.bluesky.negotiate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bluesky.wire.sdp.MalformedSdpException;
import dev.bluesky.wire.sdp.RecordedOffers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OfferTest {
    private static final OfferText OFFER = OfferText.publishing();

    static List<String> recorded() {
        return RecordedOffers.names();
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void whatClientsOfferPasses(String name) {
        Offer offer = Offer.parse(RecordedOffers.text(name));
        List<String> kinds = offer.tracks().stream().map(OfferedTrack::kind).toList();
        assertThat(kinds)
                .hasSameElementsAs(name.contains("publish") ? List.of("audio", "video") : List.of())
                .doesNotHaveDuplicates();
    }

    @Test
    void tracksAreTheSectionsThatSendInTheirOrder() {
        assertThat(OFFER.parse().tracks())
                .containsExactly(new OfferedTrack("0", "audio"), new OfferedTrack("1", "video"));
        assertThat(OFFER.with("a=sendonly", "a=sendrecv").parse().tracks()).hasSize(2);
        assertThat(OFFER.without("a=sendonly").parse().tracks()).hasSize(2);
        assertThat(OfferText.receiving().parse().tracks()).isEmpty();
    }

    @Test
    void aSectionThatIsInactiveOrRejectedHasNoTrack() {
        List<OfferedTrack> audioOnly = List.of(new OfferedTrack("0", "audio"));
        assertThat(OFFER.withLast("a=sendonly", "a=inactive").parse().tracks())
                .isEqualTo(audioOnly);
        assertThat(OFFER.with("m=video 9", "m=video 0").parse().tracks()).isEqualTo(audioOnly);
    }

    @Test
    void aDataChannelIsNoTrack() {
        OfferText data =
                OFFER.with(
                        "m=video 9 UDP/TLS/RTP/SAVPF 98 99 96 97",
                        "m=application 9 UDP/DTLS/SCTP webrtc-datachannel");
        assertThat(data.withLast("a=rtcp-mux\r\n", "").parse().tracks()).hasSize(1);
    }

    @Test
    void aRejectedSectionNeedsNothing() {
        OfferText recycled =
                new OfferText(
                        OFFER.text() + "m=video 0 UDP/TLS/RTP/SAVPF 0\r\nc=IN IP4 0.0.0.0\r\n");
        assertThat(recycled.parse().tracks()).hasSize(2);
    }

    @Test
    void aBundledSectionMayLeaveItsTransportToTheFirstOne() {
        OfferText jsep =
                OFFER.with("m=video 9", "m=video 0")
                        .withLast("a=rtcp-mux", "a=rtcp-mux\r\na=bundle-only")
                        .withLast("a=ice-ufrag:abcd\r\n", "")
                        .withLast("a=ice-pwd:0123456789abcdefghijklmn\r\n", "")
                        .withLast("a=fingerprint:sha-256 AA:BB\r\n", "");
        assertThat(jsep.parse().tracks()).hasSize(2);
    }

    @Test
    void twoSectionsOfTheSameMidAreMalformed() {
        assertMalformed(OFFER.with("a=mid:1", "a=mid:0"), "same mid");
    }

    @Test
    void aBundleThatNamesAMidWhichIsNotThereIsMalformed() {
        assertMalformed(OFFER.with("BUNDLE 0 1", "BUNDLE 0 1 2"), "BUNDLE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"128", "999", "1000", "-1", "x", "1.5", "99999999999999999999"})
    void aPayloadTypeOver127IsMalformed(String payloadType) {
        assertMalformed(OFFER.with("SAVPF 111", "SAVPF 111 " + payloadType), "payload type");
    }

    @Test
    void noFingerprintCannotBeServed() {
        assertUnservable(OFFER.without("a=fingerprint"), "no DTLS fingerprint");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha-1", "md5", "sha-224", "", "SHA256"})
    void onlyAWeakHashCannotBeServed(String hash) {
        assertUnservable(OFFER.with("sha-256", hash), "sha-256 or better");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA-256", "sha-384", "sha-512"})
    void aStrongHashIsServedHoweverItIsWritten(String hash) {
        assertThat(OFFER.with("sha-256", hash).parse().tracks()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=ice-ufrag", "a=ice-pwd"})
    void noIceCredentialsCannotBeServed(String line) {
        assertUnservable(OFFER.without(line), "ICE");
    }

    @Test
    void emptyIceCredentialsCannotBeServed() {
        assertUnservable(OFFER.with("a=ice-ufrag:abcd", "a=ice-ufrag: "), "ICE");
    }

    @Test
    void iceCredentialsOfTheSessionAreEnough() {
        OfferText ofSession =
                OFFER.without("a=ice-ufrag").with("t=0 0\r\n", "t=0 0\r\na=ice-ufrag:abcd\r\n");
        assertThat(ofSession.parse().tracks()).hasSize(2);
    }

    @Test
    void rtpWithoutRtcpMuxCannotBeServed() {
        assertUnservable(OFFER.without("a=rtcp-mux"), "rtcp-mux");
    }

    @Test
    void sectionsThatAreNotInOneBundleCannotBeServed() {
        assertUnservable(OFFER.with("BUNDLE 0 1", "BUNDLE 0"), "BUNDLE");
        assertUnservable(OFFER.without("a=group"), "BUNDLE");
        assertUnservable(OFFER.with("BUNDLE 0 1", "LS 0 1"), "BUNDLE");
        assertUnservable(
                OFFER.with("a=group:BUNDLE 0 1", "a=group:BUNDLE 0\r\na=group:BUNDLE 1"), "BUNDLE");
    }

    @Test
    void aSectionWithoutAMidCannotBeServed() {
        assertUnservable(OFFER.without("a=group").without("a=mid"), "no mid");
    }

    @Test
    void oneSectionNeedsNoBundle() {
        OfferText audio = OFFER.with("m=video 9", "m=video 0").without("a=group");
        assertThat(audio.parse().tracks()).hasSize(1);
    }

    @Test
    void anOfferWithoutAnActiveSectionCannotBeServed() {
        assertUnservable(OFFER.with(" 9 UDP", " 0 UDP"), "no active m= line");
        assertUnservable(
                new OfferText("v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n"),
                "no active m= line");
    }

    private static void assertMalformed(OfferText offer, String reason) {
        assertThatThrownBy(offer::parse)
                .isInstanceOf(MalformedSdpException.class)
                .hasMessageContaining(reason);
    }

    private static void assertUnservable(OfferText offer, String reason) {
        assertThatThrownBy(offer::parse)
                .isInstanceOf(UnservableOfferException.class)
                .hasMessageContaining(reason);
    }
}
