package dev.bluesky.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes are a payload of any codec, well-formed or not. See testing.md for how to search. */
class CodecFuzzTest {

    static Stream<byte[]> payloads() {
        return Stream.of(
                        "90f09234560a1002009d012a8002e041",
                        "aa92345077380140 00b402800168020401080102 00",
                        "780002674200016800026588",
                        "6001000344 01c000032601af",
                        "28020a0b3648aa",
                        "ef0f0003 ef078002 6f a1a2a3 b1b2 c1c2c3c4")
                .map(hex -> HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    @MethodSource("payloads")
    @FuzzTest(maxDuration = "5m")
    void anyBytesAreReadAndRewrittenWithinTheirBounds(byte @NotNull [] payload) {
        FrameInfo info = new FrameInfo();
        for (Codec codec : Codec.values()) {
            if (!codec.read(payload, 0, payload.length, info)) {
                assertThat(info.startsKeyFrame()).isFalse();
                continue;
            }
            byte[] copy = payload.clone();
            info.rewrite(copy, 0, info.pictureId() + 1, info.tl0PicIdx() + 1);
            FrameInfo again = new FrameInfo();
            assertThat(codec.read(copy, 0, copy.length, again)).isTrue();
            assertThat(again.startsKeyFrame()).isEqualTo(info.startsKeyFrame());
            assertThat(again.pictureIdBits()).isEqualTo(info.pictureIdBits());
        }
    }

    static Stream<byte[]> descriptors() {
        return Stream.of(
                new Dependencies(3, 3, true, 60).descriptor(true, false, 0, 0, true, 7, true, 3),
                new Dependencies(1, 3, false, 0).descriptor(true, true, 0, 2, false, 9, false, 0));
    }

    @MethodSource("descriptors")
    @FuzzTest(maxDuration = "5m")
    void anyBytesAreADependencyDescriptorOrRefused(byte @NotNull [] bytes) {
        FrameInfo info = new FrameInfo();
        byte[] frame =
                new Dependencies(2, 2, false, 1).descriptor(true, true, 0, 0, true, 1, true, 0);
        info.readDependencies(frame, 0, frame.length);
        boolean sound = info.readDependencies(bytes, 0, bytes.length);
        assertThat(info.dependencies().isPresent()).isEqualTo(sound);
        if (info.dependencies().isKnown()) {
            DependencyStructure structure = info.dependencies().structure();
            int target = structure.target(7, 7, info.dependencies().active());
            assertThat(target).isBetween(0, structure.targets() - 1);
            assertThat(structure.within(target) >> target & 1).isOne();
            long patch =
                    PayloadPatch.withTargets(
                            PayloadPatch.ofDependencies(5), -1, structure.targets());
            byte[] out = new byte[bytes.length + 8];
            int length = new DependencyWriter().write(bytes, 0, bytes.length, patch, out);
            assertThat(length).isPositive();
            assertThat(info.readDependencies(out, 0, length)).isTrue();
            assertThat(info.dependencies().frameNumber()).isEqualTo(5);
        }
    }
}
