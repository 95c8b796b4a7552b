package dev.bluesky.engine.nativertc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.negotiate.OfferText;
import dev.bluesky.sfu.SfuFixture;
import dev.bluesky.wire.sdp.MediaSection;
import dev.bluesky.wire.sdp.RecordedOffers;
import dev.bluesky.wire.sdp.SessionDescription;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostCandidatesTest {
    private static final SessionDescription ANSWER =
            SessionDescription.parse(OfferText.receiving().text());

    static List<String> recorded() {
        return RecordedOffers.names();
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void noCandidateOfAnOfferIsLeft(String name) {
        String stripped =
                HostCandidates.strip(SessionDescription.parse(RecordedOffers.text(name)))
                        .toString();
        assertThat(stripped)
                .doesNotContain("a=candidate", "a=remote-candidates", "a=end-of-candidates")
                .contains("a=ice-ufrag");
    }

    @Test
    void aCandidateOfTheSessionIsNotLeftEither() {
        SessionDescription offer =
                SessionDescription.parse(
                        OfferText.publishing()
                                .with(
                                        "t=0 0\r\n",
                                        "t=0 0\r\na=candidate:1 1 udp 1 10.0.0.1 9 typ host\r\n")
                                .text());
        assertThat(HostCandidates.strip(offer).toString()).doesNotContain("candidate");
    }

    @Test
    void everyActiveSectionGetsEveryAddressWithThePortAndTheEnd() {
        SessionDescription announced =
                candidates("192.0.2.1", "127.0.0.1").announce(ANSWER, 20_000);
        for (MediaSection section : announced.media()) {
            assertThat(section.attributes("candidate"))
                    .containsExactly(
                            "1 1 udp 2130706431 192.0.2.1 20000 typ host",
                            "2 1 udp 2130706175 127.0.0.1 20000 typ host");
            assertThat(section.attribute("end-of-candidates")).isPresent();
        }
    }

    @Test
    void candidatesThatWereThereAreReplacedAndTrickleIsNotPromised() {
        SessionDescription answer =
                SessionDescription.parse(
                        OfferText.receiving()
                                .with(
                                        "a=mid:0",
                                        "a=candidate:9 1 udp 1 10.0.0.9 9 typ host\r\n"
                                                + "a=ice-options:trickle\r\na=mid:0")
                                .text());
        assertThat(candidates("127.0.0.1").announce(answer, 1).toString())
                .doesNotContain("10.0.0.9", "trickle");
    }

    @Test
    void aRejectedSectionGetsNone() {
        SessionDescription answer =
                SessionDescription.parse(
                        OfferText.receiving().with("m=video 9", "m=video 0").text());
        SessionDescription announced = candidates("127.0.0.1").announce(answer, 1);
        assertThat(announced.media().get(0).attribute("candidate")).isPresent();
        assertThat(announced.media().get(1).attribute("candidate")).isEmpty();
    }

    @Test
    void onlyIpv4IsAnnouncedAndEachAddressOnce() {
        assertThat(candidates("::1", "127.0.0.1", "127.0.0.1").addresses())
                .containsExactly((Inet4Address) InetAddress.getLoopbackAddress());
    }

    @Test
    void withoutConfigurationThisMachinesAddressesAreAnnouncedAndLoopbackIsTheLast() {
        var addresses = HostCandidates.of(List.of()).addresses();
        assertThat(addresses).isNotEmpty();
        assertThat(addresses.get(addresses.size() - 1).isLoopbackAddress()).isTrue();
    }

    private static HostCandidates candidates(String... addresses) {
        String announced = String.join(",", addresses);
        return HostCandidates.of(
                SfuFixture.config("announced-addresses", announced).media().announcedAddresses());
    }
}
