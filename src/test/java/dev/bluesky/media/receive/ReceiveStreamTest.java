package dev.bluesky.media.receive;

import static dev.bluesky.media.receive.Rtcp.MS;
import static dev.bluesky.media.receive.Rtcp.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.wire.rtcp.ReceiverReport;
import dev.bluesky.wire.rtcp.ReportBlock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiveStreamTest {
    private static final int RATE = 90_000;

    private final ReceiveStream stream = ReceiveStream.withoutNack(7, RATE);

    private Arrival packet(int sequenceNumber) {
        return stream.packet(sequenceNumber & 0xFFFF, 0, 100, 0);
    }

    private ReportBlock block(long nowNs) {
        return ((ReceiverReport)
                        Rtcp.written(
                                        1500,
                                        out -> {
                                            out.receiverReport(1);
                                            stream.writeReportBlock(out, nowNs);
                                        })
                                .get(0))
                .blocks()
                .get(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 32767, 32768, 65534, 65535})
    void theHighestSequenceNumberCountsRollOvers(int start) {
        for (int i = 0; i < 200_000; i++) {
            assertThat(packet(start + i)).isEqualTo(Arrival.NEWEST);
        }
        ReportBlock block = block(0);
        assertThat(block.extendedHighestSequenceNumber()).isEqualTo(start + 199_999L);
        assertThat(block.cumulativeLost()).isZero();
        assertThat(block.fractionLost()).isZero();
        assertThat(block.ssrc()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 32767, 32768, 65534, 65535})
    void lateAndDuplicatePacketsAreTold(int start) {
        assertThat(packet(start)).isEqualTo(Arrival.NEWEST);
        assertThat(packet(start + 3)).isEqualTo(Arrival.NEWEST);
        assertThat(packet(start + 1)).isEqualTo(Arrival.LATE);
        assertThat(packet(start + 1)).isEqualTo(Arrival.DUPLICATE);
        assertThat(packet(start)).isEqualTo(Arrival.DUPLICATE);
        assertThat(packet(start + 3)).isEqualTo(Arrival.DUPLICATE);
        assertThat(stream.duplicates()).isEqualTo(3);
        assertThat(stream.packets()).isEqualTo(3);
        assertThat(stream.bytes()).isEqualTo(300);
        assertThat(stream.cumulativeLost()).isEqualTo(1);
    }

    @Test
    void aPacketBeforeTheFirstIsLateOnce() {
        packet(0);
        assertThat(packet(65535)).isEqualTo(Arrival.LATE);
        assertThat(packet(65535)).isEqualTo(Arrival.DUPLICATE);
    }

    @Test
    void fractionLostIsOfTheLastIntervalOnly() {
        for (int i = 0; i < 100; i++) {
            if (i % 4 != 1) {
                packet(i);
            }
        }
        assertThat(block(0).fractionLost()).isEqualTo(64);
        assertThat(stream.hasNews()).isFalse();
        for (int i = 100; i < 200; i++) {
            packet(i);
        }
        ReportBlock second = block(0);
        assertThat(second.fractionLost()).isZero();
        assertThat(second.cumulativeLost()).isEqualTo(25);
    }

    @Test
    void duplicatesDoNotHideLoss() {
        for (int i = 0; i < 100; i += 2) {
            packet(i);
            packet(i);
        }
        assertThat(block(0).cumulativeLost()).isEqualTo(49);
    }

    /** The recurrence of RFC 3550 section 6.4.1, J += (|D| - J) / 16, followed in doubles. */
    @Test
    void jitterFollowsTheRecurrence() {
        double expected = 0;
        long[] delays = {0, 3, 1, 20, 4, 4, 4, 60, 0, 7};
        long before = 0;
        for (int i = 0; i < 1000; i++) {
            long delay = delays[i % delays.length];
            stream.packet(i, 0xFFFF_0000 + i * 3000, 100, i * 3000L * SECOND / RATE + delay * MS);
            if (i > 0) {
                expected += (Math.abs(delay - before) * 90 - expected) / 16;
            }
            before = delay;
        }
        assertThat((double) stream.jitterTicks())
                .isCloseTo(expected, org.assertj.core.data.Offset.offset(2.0));
        assertThat(block(0).jitter()).isEqualTo(stream.jitterTicks());
    }

    @Test
    void aTimestampJumpIsNoJitter() {
        stream.packet(0, 0, 100, 0);
        stream.packet(1, 0x7000_0000, 100, 0);
        stream.packet(2, 0x7000_0000, 100, 0);
        assertThat(stream.jitterTicks()).isZero();
    }

    @Test
    void reportsReturnTheLastSenderReport() {
        packet(0);
        assertThat(block(5).lastSenderReport()).isZero();
        assertThat(block(5).delaySinceLastSenderReport()).isZero();
        stream.senderReport(0x1234_5678_9abc_def0L, 99, 2 * SECOND);
        ReportBlock block = block(2 * SECOND + 500 * MS);
        assertThat(block.lastSenderReport()).isEqualTo(0x5678_9abc);
        assertThat(block.delaySinceLastSenderReport()).isEqualTo(32768);
        assertThat(stream.lastSenderReport().ntpTime()).isEqualTo(0x1234_5678_9abc_def0L);
        assertThat(stream.lastSenderReport().rtpTimestamp()).isEqualTo(99);
    }

    @Test
    void aSenderReportOfLongAgoIsNotReturned() {
        packet(0);
        stream.senderReport(-1, -1, 0);
        assertThat(block(65_535 * SECOND).delaySinceLastSenderReport()).isEqualTo(65_535L << 16);
        assertThat(block(65_536 * SECOND).lastSenderReport()).isZero();
        assertThat(block(65_536 * SECOND).delaySinceLastSenderReport()).isZero();
    }

    @Test
    void oneForgedJumpDoesNotMoveTheStream() {
        packet(100);
        assertThat(packet(40_000)).isEqualTo(Arrival.SEQUENCE_JUMP);
        assertThat(packet(101)).isEqualTo(Arrival.NEWEST);
        assertThat(packet(40_001)).isEqualTo(Arrival.SEQUENCE_JUMP);
        assertThat(packet(102)).isEqualTo(Arrival.NEWEST);
        assertThat(stream.cumulativeLost()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 32767, 32768, 65534, 65535})
    void twoInARowFarAwayRestartTheStream(int far) {
        packet(far + 30_000);
        assertThat(packet(far)).isEqualTo(Arrival.SEQUENCE_JUMP);
        assertThat(packet(far + 1)).isEqualTo(Arrival.RESTART);
        assertThat(packet(far + 2)).isEqualTo(Arrival.NEWEST);
        assertThat(packet(far)).isEqualTo(Arrival.LATE);
        assertThat(stream.cumulativeLost()).isZero();
    }

    @Test
    void jumpingForEverAcceptsNothing() {
        packet(0);
        for (int i = 0; i < 1000; i++) {
            assertThat(packet(20_000 + i % 3 * 9000)).isEqualTo(Arrival.SEQUENCE_JUMP);
        }
        assertThat(packet(1)).isEqualTo(Arrival.NEWEST);
    }

    @Test
    void retransmissionsAreAcceptedOnceAndOnlyForWhatIsMissing() {
        assertThat(stream.recovered(5)).isEqualTo(Arrival.TOO_OLD);
        packet(2000);
        packet(2003);
        assertThat(stream.recovered(2001)).isEqualTo(Arrival.LATE);
        assertThat(stream.recovered(2001)).isEqualTo(Arrival.DUPLICATE);
        assertThat(stream.recovered(2000)).isEqualTo(Arrival.DUPLICATE);
        assertThat(packet(2001)).isEqualTo(Arrival.DUPLICATE);
        assertThat(stream.recovered(2004)).isEqualTo(Arrival.TOO_OLD);
        assertThat(stream.recovered(900)).isEqualTo(Arrival.TOO_OLD);
        assertThat(stream.recovered()).isEqualTo(1);
        assertThat(stream.cumulativeLost()).isEqualTo(2);
    }

    @Test
    void theNumberOfStreamsIsBounded() {
        ReceiveStreams streams = new ReceiveStreams(3);
        for (int ssrc = 1; ssrc <= 3; ssrc++) {
            assertThat(streams.add(ReceiveStream.withoutNack(ssrc, RATE))).isTrue();
        }
        assertThat(streams.isFull()).isTrue();
        assertThat(streams.add(ReceiveStream.withoutNack(4, RATE))).isFalse();
        assertThat(streams.remove(2)).isTrue();
        assertThat(streams.remove(2)).isFalse();
        assertThat(streams.add(ReceiveStream.withoutNack(3, RATE))).isFalse();
        assertThat(streams.add(ReceiveStream.withoutNack(4, RATE))).isTrue();
        assertThat(streams.find(2)).isEmpty();
        assertThat(streams.find(4)).get().extracting(ReceiveStream::ssrc).isEqualTo(4);
        assertThat(streams.at(streams.indexOf(3)).ssrc()).isEqualTo(3);
        assertThat(streams.size()).isEqualTo(3);
    }
}
