package dev.bluesky.wire.rtp;

import static dev.bluesky.wire.rtp.Packets.hex;
import static dev.bluesky.wire.rtp.Packets.view;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderExtensionWriterTest {
    private static final String BARE = "81 e0 0001 00000002 00000003 00000004 c0ffee";

    private static byte[] written(HeaderExtensionWriter writer, RtpView source) {
        byte[] target = new byte[1500];
        Arrays.fill(target, (byte) 0x55);
        int length = writer.write(source, target, 7);
        return Arrays.copyOfRange(target, 7, 7 + length);
    }

    @Test
    void extensionsAreAddedToAPacketThatHasNone() {
        HeaderExtensionWriter writer = new HeaderExtensionWriter(false);
        writer.clear();
        assertThat(writer.add(4, hex("3031"), 0, 2)).isTrue();
        assertThat(writer.addNumber(5, 0x1234, 2)).isTrue();
        assertThat(writer.addNumber(14, 0xABCDEF, 3)).isTrue();
        assertThat(written(writer, view(BARE)))
                .isEqualTo(
                        hex(
                                "91 e0 0001 00000002 00000003 00000004"
                                        + "bede0003 413031 511234 e2abcdef 0000 c0ffee"));
    }

    @Test
    void anEmptySetRemovesTheExtension() {
        HeaderExtensionWriter writer = new HeaderExtensionWriter(true);
        writer.clear();
        RtpView full = view("b1 e0 0001 00000002 00000003 00000004 bede0001 10aa0000 c0ffee 0002");
        assertThat(written(writer, full))
                .isEqualTo(hex("a1 e0 0001 00000002 00000003 00000004 c0ffee 0002"));
    }

    @Test
    void idsAreTranslatedAndUnknownOnesLeftOut() {
        HeaderExtensionWriter writer = new HeaderExtensionWriter(false);
        writer.clear();
        byte[] ids = new byte[16];
        ids[1] = 7;
        ids[3] = 2;
        RtpView source =
                view("90 60 0001 00000002 00000003 bede0003 10aa 20bb 32ccddee 10ff 0000 01");
        writer.addMapped(source.extensions(), ids);
        assertThat(written(writer, source))
                .isEqualTo(hex("90 60 0001 00000002 00000003 bede0002 70aa 22ccddee 0000 01"));
    }

    @Test
    void theTwoByteFormIsUsedOnlyWhereNeededAndAllowed() {
        byte[] seventeen = new byte[17];
        HeaderExtensionWriter strict = new HeaderExtensionWriter(false);
        strict.clear();
        assertThat(strict.add(15, seventeen, 0, 1)).isFalse();
        assertThat(strict.add(1, seventeen, 0, 17)).isFalse();
        assertThat(strict.add(1, seventeen, 0, 0)).isFalse();
        assertThat(strict.blockLength()).isZero();

        HeaderExtensionWriter mixed = new HeaderExtensionWriter(true);
        mixed.clear();
        assertThat(mixed.add(15, hex("aa"), 0, 1)).isTrue();
        assertThat(written(mixed, view("80 60 0001 00000002 00000003 01")))
                .isEqualTo(hex("90 60 0001 00000002 00000003 10000001 0f01aa00 01"));
    }

    @Test
    void impossibleIdsDuplicatesAndFloodsAreRefused() {
        HeaderExtensionWriter writer = new HeaderExtensionWriter(true);
        writer.clear();
        byte[] data = new byte[300];
        assertThat(writer.add(0, data, 0, 1)).isFalse();
        assertThat(writer.add(256, data, 0, 1)).isFalse();
        assertThat(writer.add(1, data, 0, 256)).isFalse();
        assertThat(writer.add(1, data, 0, 255)).isTrue();
        assertThat(writer.add(1, data, 0, 1)).isFalse();
        assertThat(writer.add(2, data, 0, 255)).isFalse();
        assertThat(writer.add(2, data, 0, 200)).isTrue();
    }

    @Test
    void aTargetThatIsTooSmallIsLeftAlone() {
        HeaderExtensionWriter writer = new HeaderExtensionWriter(true);
        writer.clear();
        assertThat(writer.addNumber(1, 1, 1)).isTrue();
        byte[] target = new byte[26];
        assertThat(writer.write(view(BARE), target, 0)).isZero();
        assertThat(target).containsOnly(0);
        assertThat(writer.write(view(BARE), new byte[27], 0)).isEqualTo(27);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatIsWrittenIsReadBack(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        HeaderExtensionWriter writer = new HeaderExtensionWriter(true);
        byte[] target = new byte[1500];
        RtpView result = new RtpView();
        for (int i = 0; i < 5_000; i++) {
            writer.clear();
            boolean small = random.nextBoolean();
            byte[] data = new byte[small ? 1 + random.nextInt(16) : random.nextInt(100)];
            random.nextBytes(data);
            int id = 1 + random.nextInt(small ? 14 : 255);
            boolean added = writer.add(id, data, 0, data.length);
            int length = writer.write(view(BARE), target, 0);
            assertThat(added && result.wrap(target, 0, length)).as("seed %d", seed).isTrue();
            int element = result.extensions().first();
            int at = result.extensions().dataOffset(element);
            assertThat(Arrays.copyOfRange(target, at, at + result.extensions().dataLength(element)))
                    .as("seed %d", seed)
                    .isEqualTo(data);
            assertThat(Packets.payload(result)).isEqualTo(hex("c0ffee"));
        }
    }
}
