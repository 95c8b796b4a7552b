package dev.bluesky.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The size of pictures in the headers that encoders send with key frames. */
class SizesTest {
    private final FrameInfo info = new FrameInfo();

    private void read(Codec codec, String hex) {
        byte[] payload = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertThat(codec.read(payload, 0, payload.length, info)).isTrue();
        assertThat(info.startsKeyFrame()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "1280, 720, 67 7a001fbcd9405005ba10000003 00c000002ae0f1831960",
        "640, 360, 67 7a001ebcd940a02ff898400000030180000056 83c58b6580",
        "200, 400, 67 7a000dbcd943433e5e1000000300 6000 0015a0f1429960",
        "640, 480, 67 42c01f8c8d40501ed00f08846a",
    })
    void h264TellsItInTheSequenceParameterSet(int width, int height, String hex) {
        read(Codec.H264, hex);
        assertThat(info.width()).isEqualTo(width);
        assertThat(info.height()).isEqualTo(height);
    }

    @Test
    void h264TellsItInAnAggregateToo() {
        read(Codec.H264, "78 000e 67 42c01f8c8d40501ed00f08846a 0004 68ce3c80 0002 6588");
        assertThat(info.height()).isEqualTo(480);
    }

    @Test
    void h265TellsItInTheSequenceParameterSet() {
        String main =
                "4201 01 01600000030090000003000003005d a00280802d1659 59a4932bc05a70800001f480003a9804";
        read(Codec.H265, main);
        assertThat(info.width()).isEqualTo(1280);
        assertThat(info.height()).isEqualTo(720);
    }

    /** As encoders of browsers write it: without timing, one operating point. */
    private static String av1(int points, int width, int height) {
        Bits bits = new Bits().put(0, 3).put(0, 1).put(0, 1).put(0, 1).put(0, 1);
        bits.put(points - 1, 5);
        for (int point = 0; point < points; point++) {
            bits.put(0x101, 12).put(9, 5).put(0, 1);
        }
        bits.put(10, 4).put(9, 4).put(width - 1, 11).put(height - 1, 10);
        return HexFormat.of().formatHex(bits.bytes());
    }

    @Test
    void av1TellsItInTheSequenceHeader() {
        read(Codec.AV1, "18 08" + av1(1, 1280, 720));
        assertThat(info.width()).isEqualTo(1280);
        assertThat(info.height()).isEqualTo(720);
        String header = av1(9, 640, 360);
        int bytes = header.length() / 2;
        String sized = "0a%02x%s".formatted(bytes, header);
        read(Codec.AV1, "20 %02x %s 32aa".formatted(bytes + 2, sized));
        assertThat(info.width()).isEqualTo(640);
        assertThat(info.height()).isEqualTo(360);
    }

    @Test
    void whatIsCutShortTellsNoSizeButStillBeginsAKeyFrame() {
        String[] whole = {"67 42c01f8c8d40501ed0", "4201 01 0160", "18 08 0000"};
        Codec[] codecs = {Codec.H264, Codec.H265, Codec.AV1};
        for (int i = 0; i < whole.length; i++) {
            byte[] payload = HexFormat.of().parseHex(whole[i].replace(" ", ""));
            for (int length = codecs[i] == Codec.H264 ? 2 : 3; length < payload.length; length++) {
                codecs[i].read(payload, 0, length, info);
                assertThat(info.startsKeyFrame()).isTrue();
                assertThat(info.width()).isZero();
                assertThat(info.height()).isZero();
            }
        }
    }

    @Test
    void absurdSizesAreNone() {
        // log2_max_frame_num, order type 2, one reference, then columns and rows of 2^20
        Bits bits = new Bits().put(66, 8).put(0, 8).put(31, 8).put(1, 1).put(1, 1);
        bits.put(3, 3).put(1, 1).put(0, 1).put(1 << 20, 41).put(1 << 20, 41).put(7, 3);
        read(Codec.H264, "67" + HexFormat.of().formatHex(bits.bytes()) + "ff");
        assertThat(info.width()).isZero();
    }
}
