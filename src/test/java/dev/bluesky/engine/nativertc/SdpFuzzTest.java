package dev.bluesky.engine.nativertc;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.bluesky.negotiate.CodecOrder;
import dev.bluesky.negotiate.Offer;
import dev.bluesky.negotiate.UnservableOfferException;
import dev.bluesky.wire.sdp.MalformedSdpException;
import dev.bluesky.wire.sdp.RecordedOffers;
import dev.bluesky.wire.sdp.SessionDescription;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The path of an offer's bytes through our own code, as far as libwebrtc. See {@code
 * src/site/markdown/testing.md} for how to let it search.
 */
class SdpFuzzTest {
    private static final HostCandidates CANDIDATES =
            new HostCandidates(List.of((Inet4Address) InetAddress.getLoopbackAddress()));
    private static final CodecOrder ORDER = new CodecOrder(List.of("VP8", "H264"));

    static Stream<byte[]> seeds() {
        return RecordedOffers.names().stream()
                .map(name -> RecordedOffers.text(name).getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "5m")
    void anyBytesAreADescriptionOrRefused(byte @NotNull [] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            SessionDescription description = SessionDescription.parse(text);
            assertStable(description);
            assertStable(ORDER.apply(description));
            assertStable(HostCandidates.strip(description));
            assertStable(CANDIDATES.announce(description, 20_000));
        } catch (MalformedSdpException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "5m")
    void anyBytesAreAnOfferOrRefused(byte @NotNull [] bytes) {
        try {
            Offer offer = Offer.parse(new String(bytes, StandardCharsets.UTF_8));
            Offer again = Offer.parse(offer.description().toString());
            assertThat(again).isEqualTo(offer);
            assertThat(offer.description().media())
                    .hasSizeGreaterThanOrEqualTo(offer.tracks().size());
        } catch (MalformedSdpException | UnservableOfferException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private static void assertStable(SessionDescription description) {
        assertThat(SessionDescription.parse(description.toString())).isEqualTo(description);
    }
}
