package dev.bluesky.media.receive;

import static dev.bluesky.media.receive.Rtcp.MS;
import static dev.bluesky.media.receive.Rtcp.SECOND;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.wire.rtcp.ReceiverReport;
import dev.bluesky.wire.rtcp.RtcpPacket;
import dev.bluesky.wire.rtcp.SourceDescription;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReceiverReporterTest {
    private final ReceiveStreams streams = new ReceiveStreams(64);
    private final ReceiverReporter reporter =
            new ReceiverReporter(42, "blue".getBytes(US_ASCII), streams, 0);

    private List<RtcpPacket> drain(long nowNs) {
        return drain(1500, nowNs);
    }

    private List<RtcpPacket> drain(int room, long nowNs) {
        return Rtcp.written(room, out -> reporter.drain(out, nowNs));
    }

    private void packetOnEach(int count, int sequenceNumber) {
        for (int ssrc = 1; ssrc <= count; ssrc++) {
            streams.add(ReceiveStream.withoutNack(ssrc, 48_000));
            streams.find(ssrc).orElseThrow().packet(sequenceNumber, 0, 100, 0);
        }
    }

    private static Set<Integer> reported(List<RtcpPacket> packets) {
        Set<Integer> ssrcs = new HashSet<>();
        for (RtcpPacket packet : packets) {
            if (packet instanceof ReceiverReport report) {
                report.blocks().forEach(block -> ssrcs.add(block.ssrc()));
            }
        }
        return ssrcs;
    }

    @Test
    void aCompoundBeginsWithTheReportAndNamesTheReporter() {
        packetOnEach(2, 5);
        List<RtcpPacket> packets = drain(2 * SECOND);
        assertThat(packets).hasSize(2);
        assertThat(((ReceiverReport) packets.get(0)).ssrc()).isEqualTo(42);
        assertThat(reported(packets)).containsExactlyInAnyOrder(1, 2);
        assertThat(packets.get(1))
                .isEqualTo(
                        new SourceDescription(
                                List.of(new SourceDescription.CanonicalName(42, "blue"))));
    }

    @Test
    void reportsComeOnceASecondAndTheSameEveryRun() {
        int reports = 0;
        for (long now = 0; now < 20 * SECOND; now += MS) {
            reports += drain(now).isEmpty() ? 0 : 1;
        }
        assertThat(reports).isBetween(19, 20);
        ReceiverReporter again = new ReceiverReporter(42, new byte[1], streams, 0);
        ReceiverReporter other = new ReceiverReporter(43, new byte[1], streams, 0);
        ReceiverReporter first = new ReceiverReporter(42, new byte[1], streams, 0);
        assertThat(again.nextDueNs()).isEqualTo(first.nextDueNs()).isBetween(500 * MS, SECOND);
        assertThat(other.nextDueNs()).isNotEqualTo(first.nextDueNs());
    }

    @Test
    void aPauseIsNotMadeUpFor() {
        drain(SECOND);
        assertThat(drain(100 * SECOND)).isNotEmpty();
        assertThat(drain(100 * SECOND + 1)).isEmpty();
        assertThat(reporter.nextDueNs()).isEqualTo(101 * SECOND);
    }

    @Test
    void silentStreamsAreLeftOut() {
        packetOnEach(3, 5);
        drain(SECOND);
        streams.find(2).orElseThrow().packet(6, 0, 100, 0);
        assertThat(reported(drain(3 * SECOND))).containsExactly(2);
        assertThat(reported(drain(5 * SECOND))).isEmpty();
    }

    @Test
    void moreStreamsThanAReportHoldsTakeSeveral() {
        packetOnEach(50, 5);
        List<RtcpPacket> packets = drain(SECOND);
        assertThat(reported(packets)).hasSize(50);
        assertThat(packets).hasSize(3);
    }

    @Test
    void whatDoesNotFitIsFirstTheNextTime() {
        packetOnEach(10, 5);
        Set<Integer> first = reported(drain(8 + 24 * 4 + 16, SECOND));
        assertThat(first).hasSize(4);
        packetOnEach(10, 6);
        Set<Integer> second = reported(drain(8 + 24 * 6 + 16, 3 * SECOND));
        assertThat(second).hasSize(6).doesNotContainAnyElementsOf(first);
        assertThat(drain(7, 5 * SECOND)).isEmpty();
    }
}
