package dev.bluesky.media.receive;

import static dev.bluesky.media.receive.Rtcp.MS;
import static dev.bluesky.media.receive.Rtcp.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.wire.rtcp.RtcpPacket;
import dev.bluesky.wire.rtcp.TransportFeedback;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransportCcRecorderTest {
    private final TransportCcRecorder recorder = new TransportCcRecorder();

    private void packet(int number, long nowNs) {
        recorder.packet(number & 0xFFFF, 9, nowNs);
    }

    private List<TransportFeedback> drain(long nowNs) {
        List<TransportFeedback> all = new ArrayList<>();
        while (true) {
            List<RtcpPacket> packets = Rtcp.written(1200, out -> recorder.drain(out, 1, nowNs));
            if (packets.isEmpty()) {
                return all;
            }
            all.add((TransportFeedback) packets.get(0));
            assertThat(all.size()).isLessThan(100);
        }
    }

    private static List<Integer> numbers(TransportFeedback feedback, boolean wanted) {
        List<Integer> numbers = new ArrayList<>();
        feedback.forEach(
                (number, received, ticks) -> {
                    if (received == wanted) {
                        numbers.add(number);
                    }
                });
        return numbers;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 32767, 32768, 65534, 65535})
    void arrivalsAndLossesAreTold(int start) {
        packet(start, 1000 * MS);
        packet(start + 3, 1001 * MS);
        packet(start + 1, 1002 * MS);
        assertThat(drain(1099 * MS)).isEmpty();
        assertThat(recorder.nextDueNs()).isEqualTo(1100 * MS);
        List<TransportFeedback> first = drain(1100 * MS);
        assertThat(first).hasSize(1);
        assertThat(first.get(0).baseSequenceNumber()).isEqualTo(start);
        assertThat(first.get(0).mediaSsrc()).isEqualTo(9);
        assertThat(numbers(first.get(0), true))
                .containsExactly(start, start + 1 & 0xFFFF, start + 3 & 0xFFFF);
        assertThat(numbers(first.get(0), false)).containsExactly(start + 2 & 0xFFFF);
        packet(start + 6, 1150 * MS);
        TransportFeedback second = drain(1200 * MS).get(0);
        assertThat(second.baseSequenceNumber()).isEqualTo(start + 4 & 0xFFFF);
        assertThat(second.feedbackCount()).isEqualTo(1);
        assertThat(numbers(second, false)).hasSize(2);
    }

    @Test
    void manyPacketsAreToldSooner() {
        packet(0, 0);
        drain(100 * MS);
        for (int i = 1; i < 21; i++) {
            packet(i, 110 * MS);
        }
        assertThat(recorder.nextDueNs()).isEqualTo(150 * MS);
        assertThat(drain(150 * MS)).hasSize(1);
        assertThat(recorder.nextDueNs()).isEqualTo(Long.MAX_VALUE);
        assertThat(drain(10 * SECOND)).isEmpty();
    }

    @Test
    void aLatePacketIsToldAgainWithThoseAfterIt() {
        packet(10, 0);
        packet(12, 0);
        drain(100 * MS);
        packet(11, 110 * MS);
        TransportFeedback feedback = drain(300 * MS).get(0);
        assertThat(feedback.baseSequenceNumber()).isEqualTo(11);
        assertThat(numbers(feedback, true)).containsExactly(11, 12);
        packet(11, 310 * MS);
        assertThat(drain(500 * MS)).isEmpty();
    }

    @Test
    void aLargeFeedbackIsSplit() {
        for (int i = 0; i < 3000; i++) {
            packet(i, (i * 37L % 50) * MS);
        }
        List<TransportFeedback> all = drain(200 * MS);
        assertThat(all.size()).isGreaterThan(2);
        int next = 0;
        for (TransportFeedback feedback : all) {
            assertThat(feedback.baseSequenceNumber()).isEqualTo(next);
            next += feedback.statusCount();
        }
        assertThat(next).isEqualTo(3000);
    }

    @Test
    void silenceThatADeltaCannotHoldSplitsToo() {
        packet(0, 0);
        packet(1, 20 * SECOND);
        List<TransportFeedback> all = drain(21 * SECOND);
        assertThat(all).hasSize(2);
        assertThat(all.get(1).referenceTime()).isEqualTo(312);
    }

    @Test
    void aJumpIsBounded() {
        packet(0, 0);
        packet(32_767, 1);
        List<TransportFeedback> all = drain(SECOND);
        assertThat(all.size()).isBetween(1, 5);
        TransportFeedback last = all.get(all.size() - 1);
        assertThat(numbers(last, true)).containsExactly(32_767);
        assertThat(drain(2 * SECOND)).isEmpty();
    }

    @Test
    void jumpingForEverStaysBounded() {
        SplittableRandom random = new SplittableRandom(5);
        int told = 0;
        for (long now = 0; now < 20 * SECOND; now += MS) {
            packet(random.nextInt(65536), now);
            told += drain(now).size();
        }
        assertThat(told).isLessThan(20 * 20 * 6);
    }

    @Test
    void aSenderThatBeganAnewIsFollowed() {
        packet(30_000, 0);
        drain(SECOND);
        for (int i = 0; i < 200; i++) {
            packet(10_000 + i, SECOND);
        }
        List<TransportFeedback> all = drain(2 * SECOND);
        assertThat(numbers(all.get(0), true)).hasSizeBetween(100, 136).contains(10_199);
    }

    @Test
    void withoutRoomItStaysDue() {
        packet(0, 0);
        assertThat(Rtcp.written(23, out -> recorder.drain(out, 1, SECOND))).isEmpty();
        assertThat(drain(SECOND)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyArrivalIsToldWithItsTime(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int start = random.nextInt(65536);
        Map<Integer, Long> arrived = new HashMap<>();
        Map<Integer, Long> told = new HashMap<>();
        List<Integer> held = new ArrayList<>();
        int number = start;
        for (long now = SECOND; now < 21 * SECOND; now += MS) {
            for (int burst = random.nextInt(4); burst > 0; burst--) {
                int loss = random.nextInt(20);
                if (loss == 1) {
                    held.add(number & 0xFFFF);
                } else if (loss > 1) {
                    arrived.put(number & 0xFFFF, now / TransportFeedback.TICK_NS);
                    packet(number, now);
                }
                number++;
            }
            if (random.nextInt(8) == 0 && !held.isEmpty()) {
                int late = held.remove(0);
                arrived.put(late, now / TransportFeedback.TICK_NS);
                packet(late, now);
            }
            drain(now).forEach(feedback -> note(feedback, told));
        }
        drain(30 * SECOND).forEach(feedback -> note(feedback, told));
        assertThat(told).as("seed %d", seed).isEqualTo(arrived);
    }

    private static void note(TransportFeedback feedback, Map<Integer, Long> told) {
        feedback.forEach(
                (number, received, ticks) -> {
                    if (received) {
                        told.put(number, ticks);
                    }
                });
    }
}
