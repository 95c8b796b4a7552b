package dev.bluesky.wire.rtcp;

import static dev.bluesky.wire.rtcp.Rtcp.only;
import static dev.bluesky.wire.rtcp.Rtcp.read;
import static dev.bluesky.wire.rtcp.Rtcp.statuses;
import static dev.bluesky.wire.rtcp.Rtcp.written;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RtcpWriterTest {
    @Test
    void packetsComeInTheOrderOfTheCalls() {
        byte[] datagram =
                written(
                        w -> {
                            w.receiverReport(1);
                            w.canonicalName(1, "n".getBytes(US_ASCII));
                            w.pictureLoss(1, 2);
                        });
        assertThat(read(datagram))
                .extracting(packet -> packet.getClass().getSimpleName())
                .containsExactly("ReceiverReport", "SourceDescription", "PictureLossIndication");
    }

    @Test
    void aReportTakes31BlocksAndOnlyWhileItIsTheLast() {
        byte[] buffer = new byte[1500];
        RtcpWriter writer = new RtcpWriter().wrap(buffer, 0, 1500);
        assertThat(writer.reportBlock(1, 0, 0, 0, 0, 0, 0)).isFalse();
        assertThat(writer.receiverReport(1)).isTrue();
        for (int i = 0; i < 31; i++) {
            assertThat(writer.reportBlock(i, 0, 0, 0, 0, 0, 0)).isTrue();
        }
        assertThat(writer.reportBlock(31, 0, 0, 0, 0, 0, 0)).isFalse();
        assertThat(writer.receiverReport(1)).isTrue();
        assertThat(writer.pictureLoss(1, 2)).isTrue();
        assertThat(writer.reportBlock(1, 0, 0, 0, 0, 0, 0)).isFalse();
        List<RtcpPacket> packets = read(Arrays.copyOf(buffer, writer.length()));
        assertThat(((ReceiverReport) packets.get(0)).blocks()).hasSize(31);
        assertThat(((ReceiverReport) packets.get(1)).blocks()).isEmpty();
    }

    @Test
    void lossIsClampedToItsBits() {
        byte[] datagram =
                written(
                        w -> {
                            w.receiverReport(1);
                            w.reportBlock(1, 255, 1L << 40, -1, -1, -1, -1);
                            w.reportBlock(1, 0, -(1L << 40), 0, 0, 0, 0);
                        });
        List<ReportBlock> blocks = ((ReceiverReport) only(datagram)).blocks();
        assertThat(blocks.get(0).cumulativeLost()).isEqualTo(0x7FFFFF);
        assertThat(blocks.get(0).extendedHighestSequenceNumber()).isEqualTo(0xFFFF_FFFFL);
        assertThat(blocks.get(1).cumulativeLost()).isEqualTo(-0x800000);
    }

    @Test
    void withoutRoomNothingIsWritten() {
        TransportFeedbackBuilder feedback = new TransportFeedbackBuilder();
        feedback.begin(0, 100);
        assertThat(feedback.received(0, 1)).isTrue();
        byte[] name = {'n'};
        for (int room = 0; room <= 32; room++) {
            byte[] buffer = new byte[40];
            RtcpWriter writer = new RtcpWriter();
            boolean[] fits = {
                writer.wrap(buffer, 0, room).senderReport(1, 2, 3, 4, 5) == room >= 28,
                writer.wrap(buffer, 0, room).receiverReport(1) == room >= 8,
                writer.wrap(buffer, 0, room).canonicalName(1, name) == room >= 12,
                writer.wrap(buffer, 0, room).goodbye(1) == room >= 8,
                writer.wrap(buffer, 0, room).pictureLoss(1, 2) == room >= 12,
                writer.wrap(buffer, 0, room).fullIntraRequest(1, 2, 3) == room >= 20,
                writer.wrap(buffer, 0, room).remb(1, 2, new int[] {3}, 1) == room >= 24,
                (writer.wrap(buffer, 0, room).genericNack(1, 2, new int[] {3}, 1) == 1)
                        == room >= 16,
                writer.wrap(buffer, 0, room).transportFeedback(1, 2, 3, feedback) == room >= 24
            };
            assertThat(fits).as("room %d", room).containsOnly(true);
            for (int i = room; i < buffer.length; i++) {
                assertThat(buffer[i]).isZero();
            }
        }
    }

    @Test
    void aNackThatDoesNotFitIsWrittenInPart() {
        int[] apart = {0, 100, 200, 300};
        RtcpWriter writer = new RtcpWriter().wrap(new byte[100], 0, 12 + 8);
        assertThat(writer.genericNack(1, 2, apart, 4)).isEqualTo(2);
        assertThat(writer.length()).isEqualTo(20);
        assertThat(writer.genericNack(1, 2, apart, 4)).isZero();
        assertThat(writer.length()).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 32767, 32768, 65534, 65535})
    void nacksRoundTripFromAnyStart(int start) {
        SplittableRandom random = new SplittableRandom(start);
        for (int run = 0; run < 50; run++) {
            int[] numbers = new int[1 + random.nextInt(60)];
            int next = start;
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = next & 0xFFFF;
                next += 1 + random.nextInt(30);
            }
            byte[] datagram = written(w -> w.genericNack(1, 2, numbers, numbers.length));
            List<Integer> lost = new ArrayList<>();
            ((GenericNack) only(datagram)).forEachLost(lost::add);
            assertThat(lost).containsExactlyElementsOf(Arrays.stream(numbers).boxed().toList());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 32767, 32768, 65534, 65535})
    void transportFeedbackRoundTripsFromAnyStartAndPattern(int start) {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            TransportFeedbackBuilder builder = new TransportFeedbackBuilder();
            builder.begin(start, 1000);
            int losses = random.nextInt(5);
            int spread = 1 << random.nextInt(14);
            long ticks = random.nextLong(1L << 31);
            List<String> expected = new ArrayList<>();
            List<String> gap = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                int number = start + i & 0xFFFF;
                if (random.nextInt(10) < losses) {
                    gap.add(number + "-");
                    continue;
                }
                ticks = Math.max(0, ticks + random.nextInt(spread) - spread / 4);
                if (!builder.received(number, ticks)) {
                    break;
                }
                expected.addAll(gap);
                gap.clear();
                expected.add(number + "@" + ticks);
            }
            byte[] datagram = written(w -> w.transportFeedback(1, 2, 3, builder));
            assertThat(datagram.length).isLessThanOrEqualTo(1000);
            assertThat(statuses((TransportFeedback) only(datagram)))
                    .as("seed %d", seed)
                    .isEqualTo(expected);
        }
    }

    @Test
    void theBuilderRefusesWhatNeedsAnotherFeedback() {
        TransportFeedbackBuilder builder = new TransportFeedbackBuilder();
        builder.begin(10, 1000);
        assertThat(builder.isEmpty()).isTrue();
        assertThat(written(w -> w.transportFeedback(1, 2, 3, builder))).isEmpty();
        assertThat(builder.received(12, 100)).isTrue();
        assertThat(builder.received(12, 101)).isFalse();
        assertThat(builder.received(11, 101)).isFalse();
        assertThat(builder.received(9, 101)).isFalse();
        assertThat(builder.received(13, 100 + 32768)).isFalse();
        assertThat(builder.received(13, 100 - 32769)).isFalse();
        assertThat(builder.received(10 + 1024, 100)).isFalse();
        assertThat(builder.nextSequenceNumber()).isEqualTo(13);
        assertThat(builder.received(13, 100 + 32767)).isTrue();
    }
}
