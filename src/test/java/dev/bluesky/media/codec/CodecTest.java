package dev.bluesky.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Payloads built by hand from the diagrams of the RFCs, and what hostile senders make of them. */
class CodecTest {

    private static final int BEFORE = 7;

    private final FrameInfo info = new FrameInfo();

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private FrameInfo read(Codec codec, String hex) {
        byte[] payload = bytes(hex);
        assertThat(codec.read(payload, 0, payload.length, info)).isEqualTo(info.wellFormed());
        return info;
    }

    private boolean keyFrame(Codec codec, String hex) {
        return read(codec, hex).wellFormed() && info.startsKeyFrame();
    }

    @Test
    void codecsAreFoundByTheirNameInAnyCase() {
        assertThat(Codec.named("vp8")).contains(Codec.VP8);
        assertThat(Codec.named("OPUS")).contains(Codec.OPUS);
        assertThat(Codec.named("h263")).isEmpty();
        assertThat(Codec.OPUS.clockRateHz()).isEqualTo(48_000);
        assertThat(Codec.AV1.clockRateHz()).isEqualTo(90_000);
    }

    @Test
    void anyAudioPacketIsAStart() {
        assertThat(keyFrame(Codec.OPUS, "")).isTrue();
        assertThat(keyFrame(Codec.OPUS, "fc ff fe")).isTrue();
        assertThat(Codec.OPUS.needsKeyFrame()).isFalse();
        assertThat(Codec.VP8.needsKeyFrame()).isTrue();
    }

    @Test
    void vp8KeyFrameTellsItsNumbersLayerAndSize() {
        read(Codec.VP8, "90 f0 92 34 56 a0 10 02 00 9d 01 2a 80 02 e0 41");
        assertThat(info.wellFormed()).isTrue();
        assertThat(info.startsKeyFrame()).isTrue();
        assertThat(info.pictureId()).isEqualTo(0x1234);
        assertThat(info.pictureIdBits()).isEqualTo(15);
        assertThat(info.tl0PicIdx()).isEqualTo(0x56);
        assertThat(info.temporalId()).isEqualTo(2);
        assertThat(info.layerSync()).isTrue();
        assertThat(info.width()).isEqualTo(640);
        assertThat(info.height()).isEqualTo(480);
    }

    @Test
    void vp8KeyFramesBeginOnlyInTheFirstPartition() {
        assertThat(keyFrame(Codec.VP8, "10 00")).isTrue();
        assertThat(keyFrame(Codec.VP8, "10 01")).as("P=1").isFalse();
        assertThat(keyFrame(Codec.VP8, "00 00")).as("S=0").isFalse();
        assertThat(keyFrame(Codec.VP8, "11 00")).as("PID=1").isFalse();
        assertThat(keyFrame(Codec.VP8, "90 80 11 00")).isTrue();
        assertThat(info.pictureId()).isEqualTo(0x11);
        assertThat(info.pictureIdBits()).isEqualTo(7);
        assertThat(info.tl0PicIdx()).isEqualTo(FrameInfo.ABSENT);
    }

    @Test
    void vp8KeyIndexAloneIsNoLayer() {
        read(Codec.VP8, "90 10 df 01");
        assertThat(info.wellFormed()).isTrue();
        assertThat(info.temporalId()).isZero();
        assertThat(info.layerSync()).isFalse();
    }

    @Test
    void numbersAreRewrittenInPlaceAsWideAsTheyWere() {
        byte[] wide = bytes("00 00 90 e0 92 34 56 a0 10");
        Codec.VP8.read(wide, 2, wide.length - 2, info);
        info.rewrite(wide, 2, 0x7FFF + 2, 0x101);
        assertThat(wide).isEqualTo(bytes("00 00 90 e0 80 01 01 a0 10"));
        info.rewrite(wide, 2, 0x7FFF, 0xFF);
        assertThat(wide).isEqualTo(bytes("00 00 90 e0 ff ff ff a0 10"));

        byte[] narrow = bytes("90 80 11 00");
        Codec.VP8.read(narrow, 0, narrow.length, info);
        info.rewrite(narrow, 0, 0x1FF, 9);
        assertThat(narrow).isEqualTo(bytes("90 80 7f 00"));

        byte[] none = bytes("10 00");
        Codec.VP8.read(none, 0, none.length, info);
        info.rewrite(none, 0, 1, 2);
        assertThat(none).isEqualTo(bytes("10 00"));
    }

    @Test
    void vp9InNonFlexibleModeHasALayerAndABaseLayerNumber() {
        read(Codec.VP9, "a8 92 34 50 77 00");
        assertThat(info.startsKeyFrame()).isTrue();
        assertThat(info.pictureId()).isEqualTo(0x1234);
        assertThat(info.temporalId()).isEqualTo(2);
        assertThat(info.layerSync()).isTrue();
        assertThat(info.tl0PicIdx()).isEqualTo(0x77);
        assertThat(keyFrame(Codec.VP9, "a8 11 02 77 00")).as("SID=1").isFalse();
        assertThat(info.spatialId()).isEqualTo(1);
        assertThat(keyFrame(Codec.VP9, "e8 11 00 77 00")).as("P=1").isFalse();
        assertThat(keyFrame(Codec.VP9, "a0 11 00 77 00")).as("B=0").isFalse();
        assertThat(keyFrame(Codec.VP9, "08 00")).as("not layered").isTrue();
    }

    @Test
    void vp9InFlexibleModeListsUpToThreeReferences() {
        assertThat(read(Codec.VP9, "d8 11 03 05 02 00").wellFormed()).isTrue();
        assertThat(read(Codec.VP9, "d8 11 03 05 03 00").wellFormed()).as("four").isFalse();
        assertThat(keyFrame(Codec.VP9, "b8 11 00 00")).isTrue();
        assertThat(info.tl0PicIdx()).isEqualTo(FrameInfo.ABSENT);
    }

    @Test
    void vp9ScalabilityStructureTellsTheLargestSize() {
        assertThat(keyFrame(Codec.VP9, "0a 38 0140 00b4 0280 0168 02 04 01 08 01 02 00")).isTrue();
        assertThat(info.width()).isEqualTo(640);
        assertThat(info.height()).isEqualTo(360);
        assertThat(keyFrame(Codec.VP9, "0a 38 0140 00b4 0280 0168 ff 04 01")).isFalse();
    }

    @Test
    void h264KeyFramesBeginWithAParameterSetOrTheFirstIdrSlice() {
        assertThat(keyFrame(Codec.H264, "67 42 e0 1f")).as("SPS").isTrue();
        assertThat(keyFrame(Codec.H264, "65 88")).as("IDR").isTrue();
        assertThat(keyFrame(Codec.H264, "65 48")).as("a later slice").isFalse();
        assertThat(keyFrame(Codec.H264, "61 88")).as("no IDR").isFalse();
        assertThat(keyFrame(Codec.H264, "68 ce")).as("PPS alone").isFalse();
        assertThat(keyFrame(Codec.H264, "78 0002 67 42 0001 68")).as("STAP-A").isTrue();
        assertThat(keyFrame(Codec.H264, "78 0001 68 0002 65 88")).as("STAP-A").isTrue();
        assertThat(keyFrame(Codec.H264, "78 0001 68 0009 65 88")).as("lying size").isFalse();
        assertThat(keyFrame(Codec.H264, "78 0002 67 42 00")).as("trailing byte").isFalse();
        assertThat(keyFrame(Codec.H264, "7c 85 88")).as("FU-A, start").isTrue();
        assertThat(keyFrame(Codec.H264, "7c 05 88")).as("FU-A, middle").isFalse();
        assertThat(keyFrame(Codec.H264, "7c 81 88")).as("FU-A of no IDR").isFalse();
        assertThat(read(Codec.H264, "79 0002 67 42").wellFormed()).as("STAP-B").isFalse();
    }

    @Test
    void h265KeyFramesBeginWithAParameterSetOrTheFirstIrapSlice() {
        assertThat(keyFrame(Codec.H265, "40 01 0c")).as("VPS").isTrue();
        assertThat(keyFrame(Codec.H265, "26 01 af")).as("IDR_W_RADL").isTrue();
        assertThat(keyFrame(Codec.H265, "2a 01 af")).as("CRA").isTrue();
        assertThat(keyFrame(Codec.H265, "26 01 2f")).as("a later slice").isFalse();
        assertThat(keyFrame(Codec.H265, "02 03 d0")).as("TRAIL_R").isFalse();
        assertThat(info.temporalId()).isEqualTo(2);
        assertThat(keyFrame(Codec.H265, "60 01 0003 44 01 c0 0003 26 01 af")).as("AP").isTrue();
        assertThat(keyFrame(Codec.H265, "60 01 0003 44 01 c0 0004 26 01 af")).as("AP").isFalse();
        assertThat(keyFrame(Codec.H265, "62 01 93 af")).as("FU, start").isTrue();
        assertThat(keyFrame(Codec.H265, "62 01 13 af")).as("FU, middle").isFalse();
    }

    @Test
    void av1KeyFramesBeginWithANewSequence() {
        assertThat(keyFrame(Codec.AV1, "18 0a 0b")).as("N").isTrue();
        assertThat(keyFrame(Codec.AV1, "20 02 0a 0b 32 aa")).as("sequence header, W=2").isTrue();
        assertThat(keyFrame(Codec.AV1, "00 02 32 aa 02 0a 0b")).as("W=0, second").isTrue();
        assertThat(keyFrame(Codec.AV1, "10 32 aa")).as("frame").isFalse();
        assertThat(keyFrame(Codec.AV1, "90 0a 0b")).as("Z: a fragment only").isFalse();
        assertThat(keyFrame(Codec.AV1, "98 0a 0b")).as("Z and N").isFalse();
        assertThat(keyFrame(Codec.AV1, "20 09 0a 0b 32 aa")).as("lying size").isFalse();
        assertThat(keyFrame(Codec.AV1, "20 ff ff ff ff ff 32")).as("endless size").isFalse();
        assertThat(keyFrame(Codec.AV1, "30 01 0a 01 32")).as("an element missing").isFalse();
        read(Codec.AV1, "10 36 48 aa");
        assertThat(info.temporalId()).isEqualTo(2);
        assertThat(info.spatialId()).isEqualTo(1);
    }

    /** Payloads with everything in them; each is tried cut short at every length. */
    private static List<String> whole(Codec codec) {
        return switch (codec) {
            case VP8 -> List.of("90 f0 92 34 56 a0 10 02 00 9d 01 2a 80 02 e0 41", "90 80 11 00");
            case VP9 ->
                    List.of(
                            "aa 92 34 50 77 38 0140 00b4 0280 0168 02 04 01 08 01 02 00",
                            "d8 11 03 05 02 00");
            case H264 -> List.of("78 0002 67 42 0001 68 0002 65 88", "7c 85 88", "65 88");
            case H265 -> List.of("60 01 0003 44 01 c0 0003 26 01 af", "62 01 93 af", "26 01 af");
            case AV1 -> List.of("28 02 0a 0b 36 48 aa", "00 02 32 aa 82 00 0a 0b");
            case RED -> List.of("ef 0f 00 03 ef 07 80 02 6f a1 a2 a3 b1 b2 c1 c2", "6f fc");
            default -> List.of("fc ff fe");
        };
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void aPayloadCutShortIsReadWithinItsBytes(Codec codec) {
        for (String hex : whole(codec)) {
            byte[] payload = bytes(hex);
            for (int length = 0; length <= payload.length; length++) {
                assertReadsOnly(codec, payload, length, "length " + length + " of " + hex);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void aPayloadWithoutBytesStartsNothingThatHasAHeader(Codec codec) {
        boolean headed = codec.needsKeyFrame() || codec == Codec.RED;
        assertThat(keyFrame(codec, "")).isEqualTo(!headed);
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void randomPayloadsAreReadWithinTheirBytes(Codec codec) {
        for (long seed = 1; seed <= 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < 2_000; i++) {
                byte[] payload = new byte[random.nextInt(24)];
                random.nextBytes(payload);
                assertReadsOnly(codec, payload, payload.length, "seed " + seed + " round " + i);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void flippedBitsAreReadWithinTheirBytes(Codec codec) {
        for (String hex : whole(codec)) {
            byte[] payload = bytes(hex);
            for (int bit = 0; bit < 8 * payload.length; bit++) {
                byte[] flipped = payload.clone();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                assertReadsOnly(codec, flipped, flipped.length, "bit " + bit + " of " + hex);
            }
        }
    }

    /**
     * What lies around the payload, or the array's end, changes nothing; nor does rewriting there.
     */
    private static void assertReadsOnly(Codec codec, byte[] payload, int length, String what) {
        FrameInfo exact = new FrameInfo();
        codec.read(Arrays.copyOf(payload, length), 0, length, exact);
        for (byte around : new byte[] {0, -1, 0x67, 0x55}) {
            byte[] buffer = new byte[BEFORE + length + 40];
            Arrays.fill(buffer, around);
            System.arraycopy(payload, 0, buffer, BEFORE, length);
            FrameInfo framed = new FrameInfo();
            codec.read(buffer, BEFORE, length, framed);
            if (!same(framed, exact)) {
                fail(what);
            }
            if (framed.wellFormed()) {
                framed.rewrite(buffer, BEFORE, 0x2AAA, 0xAA);
                assertSurroundings(buffer, length, around, what);
            }
        }
    }

    private static void assertSurroundings(byte[] buffer, int length, byte around, String what) {
        for (int i = 0; i < buffer.length; i++) {
            if ((i < BEFORE || i >= BEFORE + length) && buffer[i] != around) {
                fail(what);
            }
        }
    }

    private static boolean same(FrameInfo a, FrameInfo b) {
        return a.wellFormed == b.wellFormed
                && a.startsKeyFrame == b.startsKeyFrame
                && a.spatialId == b.spatialId
                && a.temporalId == b.temporalId
                && a.layerSync == b.layerSync
                && a.pictureId == b.pictureId
                && a.pictureIdBits == b.pictureIdBits
                && a.pictureIdAt == b.pictureIdAt
                && a.tl0PicIdx == b.tl0PicIdx
                && a.tl0PicIdxAt == b.tl0PicIdxAt
                && a.width == b.width
                && a.height == b.height;
    }
}
