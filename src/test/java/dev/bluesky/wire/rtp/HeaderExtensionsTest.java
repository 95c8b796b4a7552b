package dev.bluesky.wire.rtp;

import static dev.bluesky.wire.rtp.HeaderExtensions.NONE;
import static dev.bluesky.wire.rtp.Packets.bytes;
import static dev.bluesky.wire.rtp.Packets.hex;
import static dev.bluesky.wire.rtp.Packets.view;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeaderExtensionsTest {
    private static final String HEADER = "90 60 0001 00000000 00000001";

    private static List<String> elements(RtpView view) {
        HeaderExtensions x = view.extensions();
        List<String> found = new ArrayList<>();
        for (int e = x.first(); e != NONE; e = x.next(e)) {
            int from = x.dataOffset(e);
            String data = HexFormat.of().formatHex(x.buffer(), from, from + x.dataLength(e));
            found.add(x.id(e) + "=" + data);
        }
        return found;
    }

    /** The example of RFC 8285 section 4.2. */
    @Test
    void oneByteElementsWithPaddingBetweenThem() {
        assertThat(elements(view(HEADER + "bede0003 10aa 21bbcc 0000 33 ddeeff11 c0ffee")))
                .containsExactly("1=aa", "2=bbcc", "3=ddeeff11");
    }

    /** The example of RFC 8285 section 4.3. */
    @Test
    void twoByteElementsOfAnyLength() {
        assertThat(elements(view(HEADER + "10000003 0100 0201bb 00 ff04ddeeff11 00 c0ffee")))
                .containsExactly("1=", "2=bb", "255=ddeeff11");
        assertThat(elements(view(HEADER + "100f0001 0201bb00"))).containsExactly("2=bb");
    }

    @Test
    void anotherProfileHasNoElements() {
        RtpView view = view(HEADER + "abac0001 10aa0000 c0ffee");
        assertThat(elements(view)).isEmpty();
        assertThat(view.payloadLength()).isEqualTo(3);
        assertThat(elements(view("80 60 0001 00000000 00000001 bede"))).isEmpty();
    }

    @Test
    void reservedIdsEndTheOneByteForm() {
        assertThat(elements(view(HEADER + "bede0002 10aa f0bb 20cc0000"))).containsExactly("1=aa");
        assertThat(elements(view(HEADER + "bede0002 10aa 01bbbb 20cc00"))).containsExactly("1=aa");
    }

    @Test
    void id15IsOrdinaryInTheTwoByteForm() {
        assertThat(elements(view(HEADER + "10000001 0f01bb00"))).containsExactly("15=bb");
    }

    @Test
    void anElementBeyondTheBlockIsNoneAndEndsTheIteration() {
        assertThat(elements(view(HEADER + "bede0001 10aa 2fbb c0ffee"))).containsExactly("1=aa");
        assertThat(elements(view(HEADER + "10000001 0100 02ff c0ffee"))).containsExactly("1=");
        assertThat(elements(view(HEADER + "10000001 010000 02 c0ffee"))).containsExactly("1=");
    }

    @Test
    void ofDuplicateIdsTheFirstCounts() {
        RtpView view = view(HEADER + "bede0001 10aa 10bb");
        HeaderExtensions x = view.extensions();
        assertThat(AudioLevel.read(x, 1)).isEqualTo(0xaa);
    }

    @Test
    void findingLooksAtIdAndLength() {
        HeaderExtensions x = view(HEADER + "10000002 0100 0202bbcc 0000").extensions();
        assertThat(x.find(1)).isEqualTo(NONE);
        assertThat(x.find(0)).isEqualTo(NONE);
        assertThat(x.find(3)).isEqualTo(NONE);
        assertThat(x.find(2, 2)).isNotEqualTo(NONE);
        assertThat(x.find(2, 1)).isEqualTo(NONE);
    }

    @Test
    void overwritingNeedsTheSameLength() {
        RtpView view = view(HEADER + "bede0001 21bbcc 00 c0ffee");
        assertThat(view.extensions().overwrite(2, hex("001122"), 1, 2)).isTrue();
        assertThat(view.extensions().overwrite(2, hex("001122"), 0, 3)).isFalse();
        assertThat(view.extensions().overwrite(3, hex("0011"), 0, 2)).isFalse();
        assertThat(bytes(view)).isEqualTo(hex(HEADER + "bede0001 211122 00 c0ffee"));
    }

    /** RFC 6464 section 3: V is the first bit, the level the other seven. */
    @Test
    void audioLevelIsAFlagAndSevenBits() {
        HeaderExtensions x = view(HEADER + "bede0001 10 95 0000").extensions();
        int octet = AudioLevel.read(x, 1);
        assertThat(AudioLevel.isVoice(octet)).isTrue();
        assertThat(AudioLevel.level(octet)).isEqualTo(21);
        assertThat(AudioLevel.octet(21, true)).isEqualTo(0x95);
        assertThat(AudioLevel.octet(127, false)).isEqualTo(AudioLevel.SILENCE);
        assertThat(AudioLevel.read(x, 2)).isEqualTo(NONE);
    }

    @Test
    void transportSequenceNumberIsRewrittenInPlace() {
        HeaderExtensions x = view(HEADER + "bede0001 51fffe 00").extensions();
        assertThat(TransportSequenceNumber.read(x, 5)).isEqualTo(65534);
        assertThat(TransportSequenceNumber.overwrite(x, 5, 65536 + 7)).isTrue();
        assertThat(TransportSequenceNumber.read(x, 5)).isEqualTo(7);
        assertThat(TransportSequenceNumber.overwrite(x, 4, 1)).isFalse();
    }

    @Test
    void absSendTimeIsSecondsIn24Bits() {
        HeaderExtensions x = view(HEADER + "bede0001 32 040000").extensions();
        assertThat(AbsSendTime.ns(AbsSendTime.read(x, 3))).isEqualTo(1_000_000_000L);
        assertThat(AbsSendTime.ofNs(64_500_000_000L)).isEqualTo(1 << 17);
        assertThat(AbsSendTime.ofNtp(0x0000_0041_8000_0000L)).isEqualTo(3 << 17);
        assertThat(AbsSendTime.overwrite(x, 3, 0xabcdef)).isTrue();
        assertThat(AbsSendTime.read(x, 3)).isEqualTo(0xabcdef);
        assertThat(AbsSendTime.distanceNs(0xFF_FFFF, 0)).isEqualTo(3814);
        assertThat(AbsSendTime.distanceNs(1 << 18, 0)).isEqualTo(-1_000_000_000L);
    }

    @Test
    void namesAreShortPrintableAscii() {
        assertThat(SdesText.read(view(HEADER + "bede0001 42 616263").extensions(), 4))
                .contains("abc");
        for (String bad : List.of("612063", "610a63", "61ff63", "00ff63", "61627f")) {
            assertThat(SdesText.read(view(HEADER + "bede0001 42" + bad).extensions(), 4))
                    .as(bad)
                    .isEmpty();
        }
        RtpView longName = view(HEADER + "10000014 044c" + "61".repeat(76) + "0000");
        assertThat(SdesText.read(longName.extensions(), 4)).isEmpty();
    }

    @Test
    void aNameIsComparedWithoutMakingAString() {
        HeaderExtensions x = view(HEADER + "bede0001 42 616263").extensions();
        assertThat(SdesText.matches(x, 4, "abc".getBytes(US_ASCII))).isTrue();
        assertThat(SdesText.matches(x, 4, "abd".getBytes(US_ASCII))).isFalse();
        assertThat(SdesText.matches(x, 4, "ab".getBytes(US_ASCII))).isFalse();
        assertThat(SdesText.matches(x, 5, "abc".getBytes(US_ASCII))).isFalse();
    }
}
