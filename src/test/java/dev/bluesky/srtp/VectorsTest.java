package dev.bluesky.srtp;

import static dev.bluesky.srtp.Packets.hex;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The examples of RFC 3711 appendix B and RFC 7714 sections 16 and 17, and libsrtp's packets. */
class VectorsTest {
    private static final SrtpKeys.MasterKey MASTER =
            new SrtpKeys.MasterKey(
                    hex("E1F97A0D3E018BE0D64FA32C06DE4139"), hex("0EC675AD498AFEEBB6960B3AABE6"));

    private static final String GALLIA =
            "8040f17b 8041f8d3 5501a0b2 47616c6c 69612065 7374206f 6d6e6973"
                    + "20646976 69736120 696e2070 61727465 73207472 6573";
    private static final String MARS =
            "81c8000d 4d617273 4e545031 4e545032 52545020 0000042a 0000e930"
                    + "4c756e61 deadbeef deadbeef deadbeef deadbeef deadbeef";
    private static final int MARS_INDEX = 0x5d4;
    private static final String KEY_256 =
            "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    private static PacketTransform gcm(int keyBytes) {
        return new GcmTransform(
                new SessionKeys(
                        Arrays.copyOf(hex(KEY_256), keyBytes),
                        new byte[0],
                        hex("517569642070726f2071756f")));
    }

    /** RFC 3711 appendix B.2: the key stream, seen as the encryption of zeros. */
    @Test
    void counterModeKeyStream() {
        SessionKeys keys =
                new SessionKeys(
                        hex("2B7E151628AED2A6ABF7158809CF4F3C"),
                        new byte[20],
                        hex("F0F1F2F3F4F5F6F7F8F9FAFBFCFD"));
        byte[] packet = new byte[12 + 0xff02 * 16 + 10];
        packet[0] = (byte) 0x80;

        new CounterModeTransform(keys).sealRtp(packet, 0, packet.length - 10, 12, 0);

        assertThat(Arrays.copyOfRange(packet, 12, 60))
                .isEqualTo(
                        hex(
                                "E03EAD0935C95E80E166B16DD92B4EB4 D23513162B02D0F72A43A2FE4A5F97AB"
                                        + "41E95B3BB0A2E8DD477901E4FCA894C0"));
        int last = 12 + 0xfeff * 16;
        assertThat(Arrays.copyOfRange(packet, last, last + 48))
                .isEqualTo(
                        hex(
                                "EC8CDF7398607CB0F2D21675EA9EA1E4 362B7C3C6773516318A077D7FC5073AE"
                                        + "6A2CC3787889374FBEB4C81B17BA6C44"));
    }

    /** RFC 3711 appendix B.3. */
    @Test
    void keyDerivation() {
        SessionKeys keys = SessionKeys.ofRtp(SrtpProfile.SRTP_AES128_CM_HMAC_SHA1_80, MASTER);

        assertThat(keys.encryption).isEqualTo(hex("C61E7A93744F39EE10734AFE3FF7A087"));
        assertThat(keys.salt).isEqualTo(hex("30CBBC08863D8C85D49DB34A9AE1"));
        assertThat(SessionKeys.pseudoRandom(MASTER, 1, 94))
                .isEqualTo(
                        hex(
                                "CEBE321F6FF7716B6FD4AB49AF256A15 6D38BAA48F0A0ACF3C34E2359E6CDBCE"
                                        + "E049646C43D9327AD175578EF7227098 6371C10C9A369AC2F94A8C5FBCDDDC25"
                                        + "6D6E919A48B610EF17C2041E47403576 6B68642C59BBFC2F34DB60DBDFB2"));
    }

    /** RFC 7714 sections 16.1.1 and 16.1.2, 16.2.1 and 16.2.2. */
    @Test
    void gcmRtp() {
        rtpBothWays(
                gcm(16),
                "8040f17b 8041f8d3 5501a0b2 f24de3a3 fb34de6c acba861c 9d7e4bca be633bd5"
                        + "0d294e6f 42a5f47a 51c7d19b 36de3adf 8833899d 7f27beb1 6a9152cf 765ee439"
                        + "0cce");
        rtpBothWays(
                gcm(32),
                "8040f17b 8041f8d3 5501a0b2 32b1de78 a822fe12 ef9f78fa 332e33aa b1801238"
                        + "9a58e2f3 b50b2a02 76ffae0f 1ba63799 b87b7aa3 db36dfff d6b0f9bb 7878d7a7"
                        + "6c13");
    }

    private static void rtpBothWays(PacketTransform gcm, String expected) {
        byte[] packet = hex(GALLIA);
        byte[] buffer = Arrays.copyOf(packet, packet.length + 16);

        assertThat(gcm.sealRtp(buffer, 0, packet.length, 12, 0xf17b)).isEqualTo(buffer.length);
        assertThat(buffer).isEqualTo(hex(expected));
        assertThat(gcm.openRtp(buffer, 0, buffer.length, 12, 0xf17b)).isEqualTo(packet.length);
        assertThat(Arrays.copyOf(buffer, packet.length)).isEqualTo(packet);
    }

    /** RFC 7714 sections 17.1 and 17.2. */
    @Test
    void gcmRtcp() {
        rtcpBothWays(
                gcm(16),
                "81c8000d 4d617273 63e94885 dcdab67c a727d766 2f6b7e99 7ff5c0f7 6c06f32d"
                        + "c676a5f1 730d6fda 4ce09b46 86303ded 0bb9275b c84aa458 96cf4d2f c5abf872"
                        + "45d9eade 800005d4");
        rtcpBothWays(
                gcm(32),
                "81c8000d 4d617273 d50ae4d1 f5ce5d30 4ba297e4 7d470c28 2c3ece5d bffe0a50"
                        + "a2eaa5c1 110555be 8415f658 c61de047 6f1b6fad 1d1eb30c 4446839f 57ff6f6c"
                        + "b26ac3be 800005d4");
    }

    private static void rtcpBothWays(PacketTransform gcm, String expected) {
        byte[] packet = hex(MARS);
        byte[] buffer = Arrays.copyOf(packet, packet.length + 20);

        assertThat(gcm.sealRtcp(buffer, 0, packet.length, MARS_INDEX)).isEqualTo(buffer.length);
        assertThat(buffer).isEqualTo(hex(expected));
        assertThat(gcm.openRtcp(buffer, 0, buffer.length)).isEqualTo(packet.length);
        assertThat(Arrays.copyOf(buffer, packet.length)).isEqualTo(packet);
    }

    /** RFC 7714 section 17.3: the E bit is not set, so all is in the clear. */
    @Test
    void gcmRtcpThatIsOnlyTagged() {
        byte[] packet = hex(MARS + "841dd968 3dd78ec9 2ae58790 125f62b3 000005d4");

        assertThat(gcm(16).openRtcp(packet, 0, packet.length)).isEqualTo(hex(MARS).length);

        packet[20] ^= 1;
        assertThat(gcm(16).openRtcp(packet, 0, packet.length)).isEqualTo(SrtpDrop.BAD_TAG.code());
    }

    /** The reference packets of libsrtp's own test: derivation, cipher, tag and index together. */
    @Test
    void packetsOfLibsrtp() {
        String rtp = "800f1234 decafbad cafebabe abababab abababab abababab abababab";
        String rtcp = "81c8000b cafebabe abababab abababab abababab abababab";
        SrtpProtector counterMode =
                new SrtpProtector(SrtpProfile.SRTP_AES128_CM_HMAC_SHA1_80, MASTER, 4);
        SrtpProtector gcm =
                new SrtpProtector(
                        SrtpProfile.SRTP_AEAD_AES_128_GCM,
                        new SrtpKeys.MasterKey(
                                Arrays.copyOf(hex(KEY_256), 16), hex("a0a1a2a3a4a5a6a7a8a9aaab")),
                        4);

        assertThat(Packets.protectedRtp(counterMode, hex(rtp)))
                .isEqualTo(
                        hex(
                                "800f1234decafbadcafebabe"
                                        + "4e55dc4ce79978d88ca4d215949d2402b78d6acc99ea179b8dbb"));
        assertThat(Packets.protectedRtcp(counterMode, hex(rtcp)))
                .isEqualTo(
                        hex(
                                "81c8000bcafebabe"
                                        + "7128035be487b9bdbef89041f977a5a880000001993e08cd54d6c1230798"));
        assertThat(Packets.protectedRtp(gcm, hex(rtp)))
                .isEqualTo(
                        hex(
                                "800f1234decafbadcafebabe"
                                        + "c5002ede04cfdd2eb91159e0880aa06ed2976826f796b201df3131a127e8a392"));
        assertThat(Packets.protectedRtcp(gcm, hex(rtcp)))
                .isEqualTo(
                        hex(
                                "81c8000bcafebabe"
                                        + "c98b8b5df0392a55852b6c21ac8e7025c52c6fbea2b3b446ea31123ba88ce61e80000001"));
    }
}
