package dev.bluesky.wire.rtcp;

import static dev.bluesky.wire.rtcp.Rtcp.hex;
import static dev.bluesky.wire.rtcp.Rtcp.only;
import static dev.bluesky.wire.rtcp.Rtcp.statuses;
import static dev.bluesky.wire.rtcp.Rtcp.written;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Packets made by hand from the diagrams of the RFCs, read and written. */
class RtcpVectorsTest {
    @Test
    void senderReportWithABlock() {
        byte[] vector =
                hex(
                        "81c8000c 11111111 83aa7e80 80000000 00015f90 000000ff ffffffff"
                                + "22222222 40 fffffe 0001fffe 0000002a 7e808000 00010000");
        ReportBlock block = new ReportBlock(0x22222222, 64, -2, 0x1fffe, 42, 0x7e808000, 0x10000);
        assertThat(only(vector))
                .isEqualTo(
                        new SenderReport(
                                0x11111111,
                                0x83aa7e8080000000L,
                                90000,
                                255,
                                0xffffffffL,
                                List.of(block)));
        assertThat(
                        written(
                                w -> {
                                    w.senderReport(
                                            0x11111111,
                                            0x83aa7e8080000000L,
                                            90000,
                                            255,
                                            0xffffffffL);
                                    w.reportBlock(
                                            0x22222222, 64, -2, 0x1fffe, 42, 0x7e808000, 0x10000);
                                }))
                .isEqualTo(vector);
    }

    @Test
    void receiverReportWithoutBlocks() {
        byte[] vector = hex("80c90001 00000007");
        assertThat(only(vector)).isEqualTo(new ReceiverReport(7, List.of()));
        assertThat(written(w -> w.receiverReport(7))).isEqualTo(vector);
    }

    @Test
    void aReceiverReportMayCarryMoreThanItsBlocks() {
        assertThat(only(hex("80c90002 00000007 deadbeef")))
                .isEqualTo(new ReceiverReport(7, List.of()));
    }

    @Test
    void canonicalNamesOfEveryLengthEndWithZeros() {
        assertThat(written(w -> w.canonicalName(5, "abc".getBytes(US_ASCII))))
                .isEqualTo(hex("81ca0003 00000005 0103616263 000000"));
        for (int length = 1; length <= 255; length++) {
            String name = "x".repeat(length);
            byte[] packet = written(w -> w.canonicalName(5, name.getBytes(US_ASCII)));
            assertThat(packet).hasSize(RtcpWriter.canonicalNameLength(name.getBytes(US_ASCII)));
            assertThat(only(packet))
                    .isEqualTo(
                            new SourceDescription(
                                    List.of(new SourceDescription.CanonicalName(5, name))));
        }
        assertThat(written(w -> w.canonicalName(5, new byte[256]))).isEmpty();
    }

    @Test
    void sourceDescriptionOfSeveralChunksAndItems() {
        byte[] vector =
                hex(
                        "83ca0008 00000001 0202aabb 010161 00"
                                + "00000002 00000000"
                                + "00000003 01026263 0601 2e 00");
        assertThat(only(vector))
                .isEqualTo(
                        new SourceDescription(
                                List.of(
                                        new SourceDescription.CanonicalName(1, "a"),
                                        new SourceDescription.CanonicalName(3, "bc"))));
    }

    @Test
    void goodbyeOfTwoWithAReason() {
        assertThat(only(hex("82cb0004 00000001 00000002 05 6c65617665 0000")))
                .isEqualTo(new Goodbye(SsrcList.of(1, 2)));
        assertThat(written(w -> w.goodbye(9))).isEqualTo(hex("81cb0001 00000009"));
    }

    @Test
    void genericNackNamesPacketsAcrossTheRollOver() {
        byte[] vector = hex("81cd0004 00000001 00000002 fffe 8003 0064 0000");
        GenericNack nack = (GenericNack) only(vector);
        List<Integer> lost = new ArrayList<>();
        nack.forEachLost(lost::add);
        assertThat(lost).containsExactly(65534, 65535, 0, 14, 100);
        assertThat(nack.lostCount()).isEqualTo(5);
        assertThat(nack.senderSsrc()).isEqualTo(1);
        assertThat(nack.mediaSsrc()).isEqualTo(2);
        assertThat(nack.entries()).isEqualTo(2);
        assertThat(nack.packetId(0)).isEqualTo(65534);
        assertThat(nack.bitmask(0)).isEqualTo(0x8003);
        int[] numbers = {65534, 65535, 0, 14, 100};
        assertThat(written(w -> w.genericNack(1, 2, numbers, 5))).isEqualTo(vector);
    }

    @Test
    void pictureLoss() {
        byte[] vector = hex("81ce0002 00000001 00000002");
        assertThat(only(vector)).isEqualTo(new PictureLossIndication(1, 2));
        assertThat(written(w -> w.pictureLoss(1, 2))).isEqualTo(vector);
    }

    @Test
    void fullIntraRequest() {
        byte[] vector = hex("84ce0004 00000001 00000000 00000002 ff000000");
        assertThat(only(vector))
                .isEqualTo(new FullIntraRequest(1, List.of(new FullIntraRequest.Entry(2, 255))));
        assertThat(written(w -> w.fullIntraRequest(1, 2, 255))).isEqualTo(vector);
    }

    @Test
    void remb() {
        // 1,000,000 bit/s does not fit into 18 bits: 250,000 shifted by 2.
        byte[] vector = hex("8fce0006 00000001 00000000 52454d42 020bd090 00000002 00000003");
        assertThat(only(vector))
                .isEqualTo(new ReceiverEstimatedMaximumBitrate(1, 1_000_000, SsrcList.of(2, 3)));
        assertThat(written(w -> w.remb(1, 1_000_000, new int[] {2, 3, 4}, 2))).isEqualTo(vector);
    }

    /** All chunk kinds: a run of 2 received, 14 one-bit symbols, 7 two-bit symbols. */
    @Test
    void transportFeedbackOfAllChunks() {
        byte[] vector =
                hex(
                        "8fcd0008 00000001 00000002 fffe 0013 000003 07"
                                + "2002 a001 d200 04 08 0c 10 14 ffff 000000");
        TransportFeedback feedback = (TransportFeedback) only(vector);
        assertThat(feedback.senderSsrc()).isEqualTo(1);
        assertThat(feedback.mediaSsrc()).isEqualTo(2);
        assertThat(feedback.baseSequenceNumber()).isEqualTo(65534);
        assertThat(feedback.statusCount()).isEqualTo(19);
        assertThat(feedback.referenceTime()).isEqualTo(3);
        assertThat(feedback.feedbackCount()).isEqualTo(7);
        assertThat(statuses(feedback))
                .containsExactly(
                        "65534@772",
                        "65535@780",
                        "0@792",
                        "1-",
                        "2-",
                        "3-",
                        "4-",
                        "5-",
                        "6-",
                        "7-",
                        "8-",
                        "9-",
                        "10-",
                        "11-",
                        "12-",
                        "13@808",
                        "14@828",
                        "15-",
                        "16@827");
    }

    @Test
    void roundTripTimeComesFromTheBlock() {
        ReportBlock block = new ReportBlock(1, 0, 0, 0, 0, 0x0001_0000, 0x8000);
        assertThat(block.roundTripNs(0x0000_0001_C000_0000L)).isEqualTo(250_000_000L);
        assertThat(block.roundTripNs(0x0000_0001_0000_0000L)).isEqualTo(-1);
        assertThat(new ReportBlock(1, 0, 0, 0, 0, 0, 5).roundTripNs(1L << 33)).isEqualTo(-1);
    }
}
