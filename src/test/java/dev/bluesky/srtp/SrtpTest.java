package dev.bluesky.srtp;

import static dev.bluesky.srtp.Packets.SSRC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SrtpTest {
    private static final int MAX_SSRCS = 4;

    private static SrtpProtector protector(SrtpProfile profile) {
        return new SrtpProtector(profile, Packets.keys(profile, 1).client(), MAX_SSRCS);
    }

    private static SrtpUnprotector unprotector(SrtpProfile profile) {
        return new SrtpUnprotector(profile, Packets.keys(profile, 1).client(), MAX_SSRCS);
    }

    private static int receive(SrtpUnprotector unprotector, byte[] packet) {
        return unprotector.unprotectRtp(packet.clone(), 0, packet.length);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsProtectedComesBackWhereverItLies(SrtpProfile profile) {
        SrtpProtector protector = protector(profile);
        SrtpUnprotector unprotector = unprotector(profile);
        for (int payload : new int[] {0, 1, 15, 16, 17, 160, 1200, 3000}) {
            byte[] packet = Packets.rtp(SSRC, 100 + payload, payload);
            byte[] buffer = Packets.at(7, packet);

            int length = protector.protectRtp(buffer, 7, packet.length);
            assertThat(length).isEqualTo(packet.length + profile.tagBytes());
            assertThat(unprotector.unprotectRtp(buffer, 7, length)).isEqualTo(packet.length);
            assertThat(Arrays.copyOfRange(buffer, 7, 7 + packet.length)).isEqualTo(packet);
        }
        byte[] report = Packets.rtcp(SSRC, 6);
        byte[] buffer = Packets.at(7, report);

        int length = protector.protectRtcp(buffer, 7, report.length);
        assertThat(length).isEqualTo(report.length + profile.rtcpOverheadBytes());
        assertThat(unprotector.unprotectRtcp(buffer, 7, length)).isEqualTo(report.length);
        assertThat(Arrays.copyOfRange(buffer, 7, 7 + report.length)).isEqualTo(report);
    }

    @ParameterizedTest
    @EnumSource
    void csrcsAndTheExtensionStayReadableAndAreAuthenticated(SrtpProfile profile) {
        byte[] packet = Packets.rtp(SSRC, 5, 60);
        packet[0] = (byte) 0x92; // two CSRCs, then an extension of three words
        packet[20] = (byte) 0xbe;
        packet[21] = (byte) 0xde;
        packet[22] = 0;
        packet[23] = 3;
        byte[] sent = Packets.protectedRtp(protector(profile), packet);

        assertThat(Arrays.copyOf(sent, 36)).isEqualTo(Arrays.copyOf(packet, 36));
        assertThat(Arrays.copyOfRange(sent, 36, 72))
                .isNotEqualTo(Arrays.copyOfRange(packet, 36, 72));
        SrtpUnprotector unprotector = unprotector(profile);
        sent[30] ^= 1;
        assertThat(receive(unprotector, sent)).isEqualTo(SrtpDrop.BAD_TAG.code());
        sent[30] ^= 1;
        assertThat(receive(unprotector, sent)).isEqualTo(packet.length);
    }

    @ParameterizedTest
    @EnumSource
    void sequenceNumbersRollOverFromAnyStartWithLossAndReordering(SrtpProfile profile) {
        for (int start : new int[] {0, 1, 127, 32767, 32768, 65534, 65535}) {
            SplittableRandom random = new SplittableRandom(start);
            SrtpProtector protector = protector(profile);
            SrtpUnprotector unprotector = unprotector(profile);
            byte[] late = Packets.protectedRtp(protector, Packets.rtp(SSRC, start, 3));
            assertThat(receive(unprotector, late)).as("start %d", start).isEqualTo(15);
            // Steps of up to 20,000 are gaps: three turns of the counter.
            for (long sequence = start + 1L; sequence < start + 3 * 65536L; ) {
                byte[] held = Packets.protectedRtp(protector, Packets.rtp(SSRC, (int) sequence, 9));
                byte[] next =
                        Packets.protectedRtp(protector, Packets.rtp(SSRC, (int) sequence + 1, 9));
                assertThat(receive(unprotector, next))
                        .as("%d at %d", start, sequence)
                        .isEqualTo(21);
                assertThat(receive(unprotector, held))
                        .as("%d at %d", start, sequence)
                        .isEqualTo(21);
                assertThat(receive(unprotector, held)).isEqualTo(SrtpDrop.REPLAYED.code());
                sequence += 2 + random.nextInt(20_000);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPacketOfAnEarlierTurnIsRefused(SrtpProfile profile) {
        SrtpProtector protector = protector(profile);
        SrtpUnprotector unprotector = unprotector(profile);
        byte[] first = Packets.protectedRtp(protector, Packets.rtp(SSRC, 10, 9));
        for (int sequence = 10; sequence < 65536 + 10; sequence += 16_384) {
            receive(
                    unprotector,
                    Packets.protectedRtp(protector, Packets.rtp(SSRC, sequence + 1, 9)));
        }
        receive(unprotector, Packets.protectedRtp(protector, Packets.rtp(SSRC, 9, 9)));

        assertThat(receive(unprotector, first)).isEqualTo(SrtpDrop.BAD_TAG.code());
    }

    @ParameterizedTest
    @EnumSource
    void aPacketFarBehindIsTooOld(SrtpProfile profile) {
        SrtpProtector protector = protector(profile);
        SrtpUnprotector unprotector = unprotector(profile);
        byte[] old = Packets.protectedRtp(protector, Packets.rtp(SSRC, 10, 9));
        receive(unprotector, Packets.protectedRtp(protector, Packets.rtp(SSRC, 10 + 1024, 9)));

        assertThat(receive(unprotector, old)).isEqualTo(SrtpDrop.TOO_OLD.code());
    }

    @ParameterizedTest
    @EnumSource
    void forgedPacketsChangeNothing(SrtpProfile profile) {
        SrtpProtector protector = protector(profile);
        SrtpUnprotector unprotector = unprotector(profile);
        assertThat(receive(unprotector, Packets.protectedRtp(protector, Packets.rtp(SSRC, 1, 9))))
                .isEqualTo(21);
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 500; i++) {
            int ssrc = i % 2 == 0 ? SSRC : random.nextInt();
            byte[] forged = Packets.rtp(ssrc, random.nextInt(65536), 40);
            byte[] buffer = forged.clone();
            assertThat(SrtpDrop.of(unprotector.unprotectRtp(buffer, 0, buffer.length)))
                    .isIn(SrtpDrop.BAD_TAG, SrtpDrop.TOO_OLD, SrtpDrop.REPLAYED);
            assertThat(buffer).isEqualTo(forged);
        }
        assertThat(unprotector.ssrcs()).isEqualTo(1);
        assertThat(receive(unprotector, Packets.protectedRtp(protector, Packets.rtp(SSRC, 2, 9))))
                .isEqualTo(21);
    }

    @ParameterizedTest
    @EnumSource
    void oneSsrcTooManyIsRefusedAndTheOthersGoOn(SrtpProfile profile) {
        SrtpProtector protector =
                new SrtpProtector(profile, Packets.keys(profile, 1).client(), 100);
        SrtpUnprotector unprotector = unprotector(profile);
        for (int ssrc = 0; ssrc < MAX_SSRCS; ssrc++) {
            byte[] sent = Packets.protectedRtp(protector, Packets.rtp(ssrc, 1, 9));
            assertThat(receive(unprotector, sent)).isEqualTo(21);
        }
        byte[] tooMany = Packets.protectedRtp(protector, Packets.rtp(MAX_SSRCS, 1, 9));
        byte[] known = Packets.protectedRtp(protector, Packets.rtp(0, 2, 9));

        assertThat(receive(unprotector, tooMany)).isEqualTo(SrtpDrop.TOO_MANY_SSRCS.code());
        assertThat(receive(unprotector, known)).isEqualTo(21);
    }

    @ParameterizedTest
    @EnumSource
    void aSenderWithTooManySsrcsIsRefused(SrtpProfile profile) {
        SrtpProtector protector = protector(profile);
        byte[] buffer = new byte[100];
        for (int ssrc = 0; ssrc <= MAX_SSRCS; ssrc++) {
            System.arraycopy(Packets.rtp(ssrc, 1, 9), 0, buffer, 0, 21);
            int expected =
                    ssrc < MAX_SSRCS ? 21 + profile.tagBytes() : SrtpDrop.TOO_MANY_SSRCS.code();
            assertThat(protector.protectRtp(buffer, 0, 21)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void aSenderThatIsDoneWithSsrcsHasRoomForOthers(SrtpProfile profile) {
        SrtpProtector protector = protector(profile);
        byte[] buffer = new byte[100];
        for (int ssrc = 0; ssrc <= 10 * MAX_SSRCS; ssrc++) {
            System.arraycopy(Packets.rtp(ssrc, 1, 9), 0, buffer, 0, 21);
            assertThat(protector.protectRtp(buffer, 0, 21)).isEqualTo(21 + profile.tagBytes());
            System.arraycopy(Packets.rtcp(ssrc, 1), 0, buffer, 0, 12);
            assertThat(protector.protectRtcp(buffer, 0, 12)).isPositive();
            protector.forget(ssrc);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReplayedReportIsRefused(SrtpProfile profile) {
        SrtpProtector protector = protector(profile);
        SrtpUnprotector unprotector = unprotector(profile);
        byte[] first = Packets.protectedRtcp(protector, Packets.rtcp(SSRC, 6));
        byte[] second = Packets.protectedRtcp(protector, Packets.rtcp(SSRC, 6));
        assertThat(second).isNotEqualTo(first);

        assertThat(unprotector.unprotectRtcp(second.clone(), 0, second.length)).isEqualTo(32);
        assertThat(unprotector.unprotectRtcp(first.clone(), 0, first.length)).isEqualTo(32);
        assertThat(unprotector.unprotectRtcp(first.clone(), 0, first.length))
                .isEqualTo(SrtpDrop.REPLAYED.code());
    }

    @ParameterizedTest
    @EnumSource
    void theSamePacketIsSentAgainOnlyByTheCallForIt(SrtpProfile profile) {
        SrtpProtector protector = protector(profile);
        byte[] packet = Packets.rtp(SSRC, 77, 500);
        byte[] first = Packets.protectedRtp(protector, packet);
        byte[] buffer = Packets.at(0, packet);

        assertThat(protector.protectRtp(buffer, 0, packet.length))
                .isEqualTo(SrtpDrop.REPLAYED.code());
        for (int i = 0; i < 3; i++) {
            buffer = Packets.at(0, packet);
            int length = protector.protectRtpAgain(buffer, 0, packet.length);
            assertThat(Arrays.copyOf(buffer, length)).isEqualTo(first);
        }
        byte[] next = Packets.protectedRtp(protector, Packets.rtp(SSRC, 78, 500));
        assertThat(receive(unprotector(profile), next)).isEqualTo(512);
    }

    @ParameterizedTest
    @EnumSource
    void mixedUpDirectionsProfilesAndKindsAreRefused(SrtpProfile profile) {
        byte[] rtp = Packets.protectedRtp(protector(profile), Packets.rtp(SSRC, 1, 100));
        byte[] rtcp = Packets.protectedRtcp(protector(profile), Packets.rtcp(SSRC, 30));
        SrtpUnprotector otherDirection =
                new SrtpUnprotector(profile, Packets.keys(profile, 1).server(), MAX_SSRCS);

        assertThat(receive(otherDirection, rtp)).isEqualTo(SrtpDrop.BAD_TAG.code());
        assertThat(otherDirection.unprotectRtcp(rtcp.clone(), 0, rtcp.length))
                .isEqualTo(SrtpDrop.BAD_TAG.code());
        assertThat(receive(unprotector(profile), rtcp)).isEqualTo(SrtpDrop.BAD_TAG.code());
        assertThat(unprotector(profile).unprotectRtcp(rtp.clone(), 0, rtp.length))
                .isEqualTo(SrtpDrop.BAD_TAG.code());
        for (SrtpProfile other : SrtpProfile.values()) {
            if (other != profile) {
                assertThat(receive(unprotector(other), rtp)).isEqualTo(SrtpDrop.BAD_TAG.code());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void cutAndDamagedAndRandomPacketsAreRefusedWithAReason(SrtpProfile profile) {
        byte[] rtp = Packets.protectedRtp(protector(profile), Packets.rtp(SSRC, 1, 40));
        byte[] rtcp = Packets.protectedRtcp(protector(profile), Packets.rtcp(SSRC, 6));
        SrtpUnprotector unprotector = unprotector(profile);
        for (int length = 0; length < rtp.length; length++) {
            assertThat(unprotector.unprotectRtp(Arrays.copyOf(rtp, length), 0, length))
                    .isNegative();
        }
        for (int length = 0; length < rtcp.length; length++) {
            assertThat(unprotector.unprotectRtcp(Arrays.copyOf(rtcp, length), 0, length))
                    .isNegative();
        }
        for (int bit = 0; bit < 8 * rtp.length; bit++) {
            byte[] damaged = rtp.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(receive(unprotector, damaged)).as("bit %d", bit).isNegative();
        }
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < 3000; i++) {
            byte[] noise = new byte[random.nextInt(120)];
            for (int at = 0; at < noise.length; at++) {
                noise[at] = (byte) (at == 0 ? 0x80 | random.nextInt(64) : random.nextInt());
            }
            assertThat(unprotector.unprotectRtp(noise, 0, noise.length)).isNegative();
            assertThat(unprotector.unprotectRtcp(noise, 0, noise.length)).isNegative();
            protector(profile).protectRtp(Packets.at(0, noise), 0, noise.length);
        }
        assertThat(receive(unprotector, rtp)).isEqualTo(52);
    }

    @ParameterizedTest
    @EnumSource
    void theExporterBlockIsSplitInItsOrder(SrtpProfile profile) {
        byte[] block = new byte[profile.exportedBytes()];
        for (int i = 0; i < block.length; i++) {
            block[i] = (byte) i;
        }
        SrtpKeys keys = SrtpKeys.split(profile, block);
        int key = profile.keyBytes();
        int salt = profile.saltBytes();

        assertThat(keys.client().key()).isEqualTo(Arrays.copyOfRange(block, 0, key));
        assertThat(keys.server().key()).isEqualTo(Arrays.copyOfRange(block, key, 2 * key));
        assertThat(keys.client().salt())
                .isEqualTo(Arrays.copyOfRange(block, 2 * key, 2 * key + salt));
        assertThat(keys.server().salt())
                .isEqualTo(Arrays.copyOfRange(block, 2 * key + salt, block.length));
        assertThatThrownBy(() -> SrtpKeys.split(profile, new byte[block.length - 1]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
