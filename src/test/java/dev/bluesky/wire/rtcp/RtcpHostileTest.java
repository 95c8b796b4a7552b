package dev.bluesky.wire.rtcp;

import static dev.bluesky.wire.rtcp.Rtcp.hex;
import static dev.bluesky.wire.rtcp.Rtcp.only;
import static dev.bluesky.wire.rtcp.Rtcp.read;
import static dev.bluesky.wire.rtcp.Rtcp.written;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.wire.NetworkOrder;
import dev.bluesky.wire.rtcp.IgnoredPacket.Reason;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RtcpHostileTest {
    private static RtcpVerdict verdict(byte[] datagram) {
        return new RtcpCompound().wrap(datagram, 0, datagram.length);
    }

    private static byte[] compoundOfEverything() {
        TransportFeedbackBuilder feedback = new TransportFeedbackBuilder();
        feedback.begin(65530, 1000);
        for (int i = 0; i < 20; i += 3) {
            feedback.received(65530 + i & 0xFFFF, 1000 + i * i * i);
        }
        return written(
                w -> {
                    w.senderReport(1, 2, 3, 4, 5);
                    w.reportBlock(6, 7, 8, 9, 10, 11, 12);
                    w.receiverReport(1);
                    w.reportBlock(6, 7, 8, 9, 10, 11, 12);
                    w.canonicalName(1, "cname".getBytes(US_ASCII));
                    w.genericNack(1, 2, new int[] {1, 5, 70}, 3);
                    w.pictureLoss(1, 2);
                    w.fullIntraRequest(1, 2, 3);
                    w.remb(1, 123_456_789, new int[] {1, 2}, 2);
                    w.transportFeedback(1, 2, 3, feedback);
                    w.goodbye(1);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "'', TRUNCATED",
        "80c900, TRUNCATED",
        "80c90001 00000007 80, TRUNCATED",
        "80c90001 000000, LENGTH_BEYOND_DATAGRAM",
        "80c9ffff 00000007, LENGTH_BEYOND_DATAGRAM",
        "80c90001 00000007 80c90002 00000007, LENGTH_BEYOND_DATAGRAM",
        "00c90001 00000007, NOT_RTCP",
        "40c90001 00000007, NOT_RTCP",
        "80bf0001 00000007, NOT_RTCP",
        "80e00001 00000007, NOT_RTCP",
        "80490001 00000007, NOT_RTCP",
        "a0c90001 00000000, BAD_PADDING",
        "a0c90001 00000005, BAD_PADDING",
        "a0c90000, BAD_PADDING"
    })
    void aCompoundThatLiesIsDroppedWhole(String datagram, RtcpVerdict expected) {
        assertThat(verdict(hex(datagram))).isEqualTo(expected);
    }

    @Test
    void nothingIsHandedOutOfADroppedCompound() {
        RtcpCompound compound = new RtcpCompound();
        byte[] good = hex("80c90001 00000007");
        assertThat(compound.wrap(good, 0, 8).isSound()).isTrue();
        assertThat(compound.wrap(hex("80c90001 00000007 80c9"), 0, 10).isSound()).isFalse();
        assertThat(compound.next()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80c80001 00000001", // sender report without sender info
                "82c80006 00000001 0000000000000000 00000000 00000000 00000000", // 2 blocks, none
                // there
                "9fc90001 00000001", // 31 blocks, none there
                "81c90000", // nothing at all
                "81ca0001 00000001", // items without an end
                "81ca0002 00000001 01ff6161", // a name beyond the packet
                "9fca0002 00000001 00000000", // 31 chunks, one there
                "81ca0002 00000001 02020101", // no zero after the last item
                "9fcb0001 00000001", // 31 farewells, one there
                "81cd0002 00000001 00000002", // NACK of nothing
                "81ce0001 00000001", // PLI without its media
                "84ce0003 00000001 00000000 00000002", // FIR with half an entry
                "84ce0002 00000001 00000000", // FIR of nothing
                "8fce0004 00000001 00000000 52454d42 05000001", // REMB: 5 SSRCs, none there
                "8fce0004 00000001 00000000 52454d42 00fc0001", // REMB of 2^63
                "8fce0004 00000001 00000000 52454d42 00ffffff", // the largest that can be written
                "8fcd0003 00000001 00000002 00010000", // transport-cc cut short
                "8fcd0005 00000001 00000002 00010000 00000000 00000000", // of no packets
                "8fcd0005 00000001 00000002 0001ffff 00000000 20003fff", // 65535 packets in 4 bytes
                "8fcd0005 00000001 00000002 00010010 00000000 20102020", // deltas missing
                "8fcd0005 00000001 00000002 00010008 00000000 60080000", // the reserved symbol
                "8fcd0005 00000001 00000002 00010007 00000000 ffff0000", // reserved in a vector
                "8fcd0005 00000001 00000002 00010008 00000000 00000000", // runs of none for ever
            })
    void aPacketThatContradictsItselfIsIgnored(String packet) {
        assertThat(only(hex(packet)))
                .isInstanceOfSatisfying(
                        IgnoredPacket.class,
                        p -> assertThat(p.reason()).isEqualTo(Reason.MALFORMED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80cc0002 00000001 41424344", // APP
                "80cf0001 00000001", // XR
                "82ce0002 00000001 00000002", // SLI
                "83cd0003 00000001 00000002 00000000", // TMMBR
                "8fce0003 00000001 00000002 41424344", // another application's message
                "80c00001 00000001" // old FIR
            })
    void whatIsNotServedIsIgnoredAndTheRestIsRead(String packet) {
        byte[] report = hex("80c90001 00000007");
        byte[] unknown = hex(packet);
        byte[] datagram = Arrays.copyOf(unknown, unknown.length + report.length);
        System.arraycopy(report, 0, datagram, unknown.length, report.length);
        assertThat(read(datagram)).hasSize(2);
        assertThat(read(datagram).get(0))
                .isInstanceOfSatisfying(
                        IgnoredPacket.class,
                        p -> assertThat(p.reason()).isEqualTo(Reason.UNSUPPORTED));
        assertThat(read(datagram).get(1)).isInstanceOf(ReceiverReport.class);
    }

    @Test
    void rembReachesFromZeroToBelowTheLargestLong() {
        long[] bitrates = {0, 1, 262_143, 262_144, 1_500_000, 1L << 62, Long.MAX_VALUE};
        for (long bitrate : bitrates) {
            RtcpPacket packet = only(written(w -> w.remb(1, bitrate, new int[0], 0)));
            long read = ((ReceiverEstimatedMaximumBitrate) packet).bitrateBps();
            assertThat(read).isLessThanOrEqualTo(bitrate).isGreaterThanOrEqualTo(0);
            assertThat(bitrate - read).isLessThanOrEqualTo(bitrate >> 17);
        }
        assertThat(only(hex("8fce0004 00000001 00000000 52454d42 00fc0000")))
                .isEqualTo(new ReceiverEstimatedMaximumBitrate(1, 0, SsrcList.of()));
    }

    @Test
    void aNackFloodIsBoundedByItsDatagram() {
        byte[] flood = new byte[1500];
        Arrays.fill(flood, (byte) 0xFF);
        System.arraycopy(hex("81cd0176 00000001 00000002"), 0, flood, 0, 12);
        GenericNack nack = (GenericNack) only(flood);
        assertThat(nack.entries()).isEqualTo(372);
        assertThat(nack.lostCount()).isEqualTo(372 * 17);
    }

    @Test
    void transportFeedbackMayClaimALongGapButNotAnAbsurdOne() {
        assertThat(only(hex("8fcd0005 00000001 00000002 0001 1fff 00000000 1fff 0000")))
                .isInstanceOfSatisfying(
                        TransportFeedback.class,
                        f -> assertThat(Rtcp.statuses(f)).hasSize(8191).doesNotContain("1@0"));
    }

    @Test
    void absurdTimesAreJustNumbers() {
        SenderReport report =
                (SenderReport)
                        only(hex("80c80006 00000001 ffffffffffffffff ffffffff ffffffff ffffffff"));
        assertThat(report.ntpTime()).isEqualTo(-1);
        assertThat(report.packetCount()).isEqualTo(0xFFFF_FFFFL);
    }

    @Test
    void everyTruncationIsDroppedOrEndsBetweenPackets() {
        byte[] whole = compoundOfEverything();
        assertThat(read(whole)).hasSize(9).noneMatch(IgnoredPacket.class::isInstance);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            if (verdict(cut).isSound()) {
                assertThat(read(cut)).noneMatch(IgnoredPacket.class::isInstance);
            }
        }
    }

    @Test
    void aLieInEveryLengthOrCountIsSurvived() {
        byte[] whole = compoundOfEverything();
        for (int at = 0; at < whole.length; at++) {
            for (int value : new int[] {0, 1, 0x7F, 0x80, 0x9F, 0xBF, 0xFF}) {
                byte[] lie = whole.clone();
                lie[at] = (byte) value;
                readAll(lie);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void randomPacketsAreReadToTheirEndOrIgnored(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 30_000; i++) {
            byte[] datagram = new byte[4 + 4 * random.nextInt(20)];
            random.nextBytes(datagram);
            datagram[0] = (byte) (0x80 | (datagram[0] & 0x3F));
            datagram[1] = (byte) (200 + random.nextInt(8));
            NetworkOrder.put16(datagram, 2, datagram.length / 4 - 1);
            if (random.nextBoolean() && datagram.length >= 16) {
                NetworkOrder.put32(datagram, 12, PacketType.REMB_NAME);
                NetworkOrder.put16(datagram, 14, random.nextInt(40));
            }
            readAll(datagram);
        }
    }

    /** The array is exactly as long as the datagram, so reading beyond it would throw. */
    private static void readAll(byte[] datagram) {
        RtcpCompound compound = new RtcpCompound();
        if (!compound.wrap(datagram, 0, datagram.length).isSound()) {
            return;
        }
        while (compound.next()) {
            RtcpPacket packet = compound.packet();
            if (packet instanceof TransportFeedback feedback) {
                assertThat(Rtcp.statuses(feedback)).hasSize(feedback.statusCount());
            } else if (packet instanceof GenericNack nack) {
                nack.forEachLost(number -> assertThat(number).isBetween(0, 65535));
            }
        }
    }
}
