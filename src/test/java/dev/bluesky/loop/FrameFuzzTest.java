package dev.bluesky.loop;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any stream is frames until it names one that is too long, however the network cuts it. */
class FrameFuzzTest {
    static Stream<byte[]> streams() {
        return Stream.of(
                FrameClient.framed(new byte[] {1}, new byte[0], new byte[300]),
                new byte[] {0, 1, 2, 8, 1},
                new byte[] {0, 0, 0, 0, 0});
    }

    @MethodSource("streams")
    @FuzzTest(maxDuration = "5m")
    void framesDoNotDependOnHowTheStreamIsCut(byte @NotNull [] stream) {
        byte[][] singles = new byte[stream.length][];
        for (int i = 0; i < stream.length; i++) {
            singles[i] = new byte[] {stream[i]};
        }

        assertThat(FrameDecoderTest.frames(singles)).isEqualTo(FrameDecoderTest.frames(stream));
    }
}
