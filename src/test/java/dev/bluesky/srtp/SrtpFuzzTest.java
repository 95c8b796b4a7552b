package dev.bluesky.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody without the keys gets a packet through, changes it, or leaves state behind. */
class SrtpFuzzTest {
    static Stream<byte[]> packets() {
        return Stream.of(
                Packets.rtp(Packets.SSRC, 7, 40), Packets.rtcp(Packets.SSRC, 12), new byte[0]);
    }

    @MethodSource("packets")
    @FuzzTest(maxDuration = "5m")
    void whatIsNotFromThePeerIsRefusedAsItWas(byte @NotNull [] packet) {
        for (SrtpProfile profile : SrtpProfile.values()) {
            SrtpUnprotector unprotector =
                    new SrtpUnprotector(profile, Packets.keys(profile, 1).client(), 4);
            byte[] buffer = packet.clone();

            assertThat(SrtpDrop.of(unprotector.unprotectRtp(buffer, 0, buffer.length))).isNotNull();
            assertThat(SrtpDrop.of(unprotector.unprotectRtcp(buffer, 0, buffer.length)))
                    .isNotNull();
            assertThat(Arrays.equals(buffer, packet)).isTrue();
            assertThat(unprotector.ssrcs()).isZero();
        }
    }
}
