package dev.bluesky.media.receive;

import static dev.bluesky.media.receive.Rtcp.MS;
import static dev.bluesky.media.receive.Rtcp.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.wire.rtcp.GenericNack;
import dev.bluesky.wire.rtcp.RtcpPacket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NackGeneratorTest {
    private final ReceiveStream stream = ReceiveStream.withNack(7, 90_000);
    private final NackGenerator nack = stream.nack().orElseThrow();

    private void packet(int sequenceNumber, long nowNs) {
        stream.packet(sequenceNumber & 0xFFFF, 0, 100, nowNs);
    }

    private List<Integer> asked(long nowNs) {
        List<Integer> lost = new ArrayList<>();
        for (RtcpPacket packet : Rtcp.written(1500, out -> stream.drainNack(out, 1, nowNs))) {
            ((GenericNack) packet).forEachLost(lost::add);
        }
        return lost;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 32767, 32768, 65534, 65535})
    void missingPacketsAreAskedForAfterAMomentAndAgainAfterARoundTrip(int start) {
        nack.roundTripNs(40 * MS);
        packet(start, 0);
        packet(start + 3, 0);
        Integer first = start + 1 & 0xFFFF;
        Integer second = start + 2 & 0xFFFF;
        assertThat(asked(0)).isEmpty();
        assertThat(nack.nextDueNs()).isEqualTo(5 * MS);
        assertThat(asked(5 * MS)).containsExactly(first, second);
        assertThat(asked(44 * MS)).isEmpty();
        packet(start + 1, 44 * MS);
        assertThat(asked(45 * MS)).containsExactly(second);
        packet(start + 2, 46 * MS);
        assertThat(nack.missing()).isZero();
        assertThat(nack.nextDueNs()).isEqualTo(Long.MAX_VALUE);
        assertThat(nack.takeUnrecoverable()).isFalse();
    }

    @Test
    void reorderingWithinAMomentIsNotAskedFor() {
        packet(0, 0);
        packet(2, 0);
        packet(1, 4 * MS);
        assertThat(asked(100 * MS)).isEmpty();
    }

    @Test
    void aPacketIsAskedForTenTimesAndThenGivenUp() {
        packet(0, 0);
        packet(2, 0);
        int times = 0;
        for (long now = 0; now < 10 * SECOND; now += MS) {
            times += asked(now).size();
        }
        assertThat(times).isEqualTo(NackGenerator.MAX_TRIES);
        assertThat(nack.missing()).isZero();
        assertThat(nack.takeUnrecoverable()).isTrue();
        assertThat(nack.takeUnrecoverable()).isFalse();
    }

    @Test
    void aSlowRoundTripEndsTryingByAge() {
        nack.roundTripNs(Long.MAX_VALUE);
        packet(0, 0);
        packet(2, 0);
        int times = 0;
        for (long now = 0; now < 10 * SECOND; now += MS) {
            times += asked(now).size();
        }
        assertThat(times).isEqualTo(6);
        assertThat(nack.takeUnrecoverable()).isTrue();
    }

    @Test
    void aRetransmissionOnItsOwnSsrcEndsTheAsking() {
        packet(0, 0);
        packet(2, 0);
        assertThat(stream.recovered(1)).isEqualTo(Arrival.LATE);
        assertThat(asked(SECOND)).isEmpty();
    }

    @Test
    void aHugeGapIsBoundedAndItsOldestPartGivenUp() {
        packet(0, 0);
        packet(2999, 0);
        assertThat(nack.missing()).isEqualTo(NackGenerator.WINDOW - 1);
        assertThat(nack.takeUnrecoverable()).isTrue();
        List<Integer> all = new ArrayList<>(asked(5 * MS));
        while (nack.nextDueNs() <= 5 * MS) {
            all.addAll(asked(5 * MS));
        }
        assertThat(all).hasSize(NackGenerator.WINDOW - 1).doesNotHaveDuplicates();
        assertThat(all.get(0)).isEqualTo(1976);
    }

    @Test
    void whatFallsTooFarBehindIsGivenUp() {
        packet(0, 0);
        for (int i = 2; i < 2000; i++) {
            packet(i, 0);
        }
        assertThat(nack.missing()).isZero();
        assertThat(nack.takeUnrecoverable()).isTrue();
        assertThat(asked(SECOND)).isEmpty();
    }

    @Test
    void aRestartForgetsTheOldAndAsksForThePacketThatAnnouncedIt() {
        packet(0, 0);
        packet(10, 0);
        packet(30_000, 0);
        packet(30_001, 0);
        assertThat(asked(SECOND)).containsExactly(30_000);
        assertThat(nack.takeUnrecoverable()).isFalse();
    }

    @Test
    void whatDoesNotFitIntoTheDatagramStaysDue() {
        packet(0, 0);
        for (int i = 1; i < 50; i++) {
            packet(40 * i, 0);
            for (int j = 1; j < 40 && i > 0; j++) {
                if (j != 20) {
                    packet(40 * (i - 1) + j, 0);
                }
            }
        }
        List<RtcpPacket> packets =
                Rtcp.written(12 + 4 * 3, out -> stream.drainNack(out, 1, 10 * MS));
        assertThat(((GenericNack) packets.get(0)).lostCount()).isEqualTo(3);
        assertThat(Rtcp.written(15, out -> stream.drainNack(out, 1, 10 * MS))).isEmpty();
        assertThat(nack.nextDueNs()).isLessThanOrEqualTo(10 * MS);
        assertThat(asked(10 * MS)).isNotEmpty().doesNotContain(20, 60, 100);
    }

    /** Two peers in virtual time: loss on the way and on the way back, and reordering. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everythingArrivesOverALossyLinkWithoutAskingTooMuch(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int start = random.nextInt(65536);
        // The first packet comes, because what is lost before it nobody can miss.
        packet(start, 0);
        nack.roundTripNs(40 * MS);
        PriorityQueue<long[]> link = new PriorityQueue<>((a, b) -> Long.compare(a[0], b[0]));
        Map<Integer, Integer> tries = new HashMap<>();
        int sent = 1;
        int accepted = 1;
        for (long now = 0; now < 20 * SECOND; now += MS) {
            if (now % (2 * MS) == 0 && now < 15 * SECOND) {
                send(link, start + sent++, now, random);
            }
            while (!link.isEmpty() && link.peek()[0] <= now) {
                int number = (int) link.remove()[1] & 0xFFFF;
                accepted += stream.packet(number, 0, 100, now).isAccepted() ? 1 : 0;
            }
            for (int number : asked(now)) {
                tries.merge(number, 1, Integer::sum);
                send(link, number, now + 20 * MS, random);
            }
        }
        int sentAfterLastLoss = (int) stream.highest() - start + 1;
        assertThat(sent - sentAfterLastLoss).as("seed %d", seed).isBetween(0, 3);
        assertThat(sentAfterLastLoss - accepted).as("seed %d", seed).isZero();
        assertThat(tries.values()).as("seed %d", seed).allMatch(n -> n <= NackGenerator.MAX_TRIES);
        assertThat(nack.missing()).as("seed %d", seed).isZero();
    }

    private static void send(
            PriorityQueue<long[]> link, int number, long now, SplittableRandom random) {
        if (random.nextInt(100) >= 10) {
            link.add(new long[] {now + (20 + random.nextInt(4)) * MS, number});
        }
    }
}
