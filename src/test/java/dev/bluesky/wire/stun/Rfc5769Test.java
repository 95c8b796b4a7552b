package dev.bluesky.wire.stun;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The short-term vectors of RFC 5769, sections 2.1 to 2.3. */
class Rfc5769Test {
    private static final StunIntegrityKey KEY = new StunIntegrityKey("VOkJxbRl1RmTxUk/WvJxBt");

    private static final byte[] REQUEST =
            bytes(
                    """
                    00 01 00 58 21 12 a4 42 b7 e7 a7 01 bc 34 d6 86 fa 87 df ae
                    80 22 00 10 53 54 55 4e 20 74 65 73 74 20 63 6c 69 65 6e 74
                    00 24 00 04 6e 00 01 ff
                    80 29 00 08 93 2f f9 b1 51 26 3b 36
                    00 06 00 09 65 76 74 6a 3a 68 36 76 59 20 20 20
                    00 08 00 14 9a ea a7 0c bf d8 cb 56 78 1e f2 b5 b2 d3 f2 49 c1 b5 71 a2
                    80 28 00 04 e5 7a 3b cf
                    """);
    private static final byte[] IPV4_RESPONSE =
            bytes(
                    """
                    01 01 00 3c 21 12 a4 42 b7 e7 a7 01 bc 34 d6 86 fa 87 df ae
                    80 22 00 0b 74 65 73 74 20 76 65 63 74 6f 72 20
                    00 20 00 08 00 01 a1 47 e1 12 a6 43
                    00 08 00 14 2b 91 f5 99 fd 9e 90 c3 8c 74 89 f9 2a f9 ba 53 f0 6b e7 d7
                    80 28 00 04 c0 7d 4c 96
                    """);
    private static final byte[] IPV6_RESPONSE =
            bytes(
                    """
                    01 01 00 48 21 12 a4 42 b7 e7 a7 01 bc 34 d6 86 fa 87 df ae
                    80 22 00 0b 74 65 73 74 20 76 65 63 74 6f 72 20
                    00 20 00 14 00 02 a1 47 01 13 a9 fa a5 d3 f1 79 bc 25 f4 b5 be d2 b9 d9
                    00 08 00 14 a3 82 95 4e 4b e6 7b f1 17 84 c9 7c 82 92 c2 75 bf e3 ed 41
                    80 28 00 04 c8 fb 0b 4c
                    """);
    private static final InetSocketAddress IPV4 = new InetSocketAddress("192.0.2.1", 32853);
    private static final InetSocketAddress IPV6 =
            new InetSocketAddress("2001:db8:1234:5678:11:2233:4455:6677", 32853);

    private final StunView view = new StunView();

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }

    private void wrap(byte[] message) {
        assertThat(view.wrap(message, 0, message.length)).isEqualTo(StunFault.NONE);
    }

    @Test
    void theSampleRequestIsReadWhole() {
        wrap(REQUEST);
        assertThat(view.type()).isEqualTo(StunType.BINDING_REQUEST);
        assertThat(view.usernameIs("evtj:h6vY".getBytes(US_ASCII))).isTrue();
        assertThat(view.usernameIs("evtj:h6v".getBytes(US_ASCII))).isFalse();
        assertThat(view.localUfragBytes()).isEqualTo(4);
        assertThat(view.priority()).isEqualTo(0x6e0001ffL);
        assertThat(view.isControlled()).isTrue();
        assertThat(view.isControlling()).isFalse();
        assertThat(view.tieBreaker()).isEqualTo(0x932ff9b151263b36L);
        assertThat(view.useCandidate()).isFalse();
        assertThat(view.unknownRequiredCount()).isZero();
        assertThat(view.isFingerprintRight()).isTrue();
        assertThat(view.isSignedWith(KEY)).isTrue();
        assertThat(view.isSignedWith(new StunIntegrityKey("VOkJxbRl1RmTxUk/WvJxBu"))).isFalse();
    }

    @Test
    void theSampleRequestIsReadAnywhereInABuffer() {
        byte[] buffer = new byte[300];
        System.arraycopy(REQUEST, 0, buffer, 101, REQUEST.length);
        assertThat(view.wrap(buffer, 101, REQUEST.length)).isEqualTo(StunFault.NONE);
        assertThat(view.isFingerprintRight()).isTrue();
        assertThat(view.isSignedWith(KEY)).isTrue();
        assertThat(view.usernameIs("evtj:h6vY".getBytes(US_ASCII))).isTrue();
    }

    @Test
    void theSampleIpv4ResponseIsReadWhole() {
        wrap(IPV4_RESPONSE);
        assertThat(view.type()).isEqualTo(StunType.BINDING_SUCCESS);
        assertThat(view.mappedAddress()).contains(IPV4);
        assertThat(view.isSignedWith(KEY)).isTrue();
        assertThat(view.isFingerprintRight()).isTrue();
    }

    @Test
    void theSampleIpv6ResponseIsReadWhole() {
        wrap(IPV6_RESPONSE);
        assertThat(view.mappedAddress()).contains(IPV6);
        assertThat(view.isSignedWith(KEY)).isTrue();
        assertThat(view.isFingerprintRight()).isTrue();
    }

    @Test
    void ourAnswersToTheSampleRequestHoldTheMappedAddressesOfTheSamples() {
        assertThat(Arrays.copyOfRange(answer(IPV4), 20, 32))
                .isEqualTo(Arrays.copyOfRange(IPV4_RESPONSE, 36, 48));
        assertThat(Arrays.copyOfRange(answer(IPV6), 20, 44))
                .isEqualTo(Arrays.copyOfRange(IPV6_RESPONSE, 36, 60));
    }

    private byte[] answer(InetSocketAddress mapped) {
        byte[] response = new byte[StunResponseWriter.BYTES_MAX];
        wrap(REQUEST);
        int bytes = new StunResponseWriter().success(view, mapped, KEY, response);
        byte[] answer = Arrays.copyOf(response, bytes);
        assertThat(Arrays.copyOfRange(answer, 8, 20)).isEqualTo(Arrays.copyOfRange(REQUEST, 8, 20));
        wrap(answer);
        assertThat(view.isSignedWith(KEY)).isTrue();
        assertThat(view.isFingerprintRight()).isTrue();
        return answer;
    }

    @Test
    void noFlippedBitOfTheSampleRequestGoesUnnoticed() {
        for (int bit = 0; bit < (REQUEST.length - 8) * 8; bit++) {
            byte[] forged = REQUEST.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);
            boolean believed =
                    view.wrap(forged, 0, forged.length) == StunFault.NONE
                            && (view.isSignedWith(KEY) || view.isFingerprintRight());
            assertThat(believed).as("bit %d", bit).isFalse();
        }
    }
}
