package dev.bluesky.media.send;

import static dev.bluesky.media.send.Pacer.Priority.AUDIO;
import static dev.bluesky.media.send.Pacer.Priority.RETRANSMISSION;
import static dev.bluesky.media.send.Pacer.Priority.VIDEO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.media.send.Pacer.Burst;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacerTest {
    private static final long MS = 1_000_000L;
    private static final long RATE = 1_000_000;
    private static final int BYTES = 1_000;

    /** A thousand bytes at that rate. */
    private static final long PACKET_NS = 8 * MS;

    private final Pacer<String> pacer = new Pacer<>();
    private final byte[] packet = new byte[BYTES];

    @Test
    void everythingPassesWithoutARate() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(pacer.passes(VIDEO, 0)).isTrue();
            pacer.charge(BYTES, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -5, Long.MAX_VALUE - 3 * MS, Long.MIN_VALUE})
    void aBurstPassesAtOnceAndTheRestAtTheRate(long startNs) {
        pacer.rate(RATE, Burst.USUAL);
        int burst = sendAll(startNs);
        assertThat(burst * PACKET_NS).isBetween(Pacer.BURST_NS, Pacer.BURST_NS + PACKET_NS);

        int sent = 0;
        for (long ms = 1; ms <= 1_000; ms++) {
            sent += sendAll(startNs + ms * MS);
        }
        assertThat(sent).isBetween(123, 126);
    }

    @Test
    void aPacketPassesAtOnceHoweverSlowThePath() {
        pacer.rate(RATE / 2, Burst.USUAL);

        assertThat(sendAll(0)).isEqualTo(2);
    }

    @Test
    void whatWaitsLosesNothingToWhoLooksInLate() {
        pacer.rate(RATE, Burst.USUAL);
        sendAll(0);
        for (int i = 0; i < 200; i++) {
            queue(VIDEO, "late", 0);
        }
        int sent = 0;
        for (long ms = 15; ms <= 1_500; ms += 15) {
            while (pacer.hasBudget(ms * MS) && !pacer.isEmpty()) {
                pacer.take(packet, 0, ms * MS);
                sent++;
            }
        }
        assertThat(sent).isBetween(186, 189);
    }

    @Test
    void towardAPathThatCarriesAllAFrameOfUsualSizePassesAtOnce() {
        pacer.rate(RATE, Burst.LARGE);

        assertThat(sendAll(0) * PACKET_NS)
                .isBetween(Pacer.LARGE_BURST_NS, Pacer.LARGE_BURST_NS + PACKET_NS);
    }

    private int sendAll(long nowNs) {
        int sent = 0;
        while (pacer.passes(VIDEO, nowNs)) {
            pacer.charge(BYTES, nowNs);
            sent++;
        }
        return sent;
    }

    @Test
    void soundNeverWaitsButIsPaidFor() {
        pacer.rate(RATE, Burst.USUAL);
        sendAll(0);
        assertThat(pacer.passes(AUDIO, 0)).isTrue();
        pacer.charge(10 * BYTES, 0);

        assertThat(pacer.passes(VIDEO, 9 * PACKET_NS)).isFalse();
        assertThat(pacer.passes(VIDEO, 14 * PACKET_NS)).isTrue();
    }

    @Test
    void soundOverAPathThatIsTooNarrowForItHoldsUpNothingForLongWhenItGetsWide() {
        pacer.rate(RATE / 100, Burst.USUAL);
        for (int i = 0; i < 100; i++) {
            pacer.charge(BYTES, 20L * i * MS);
        }
        pacer.rate(RATE, Burst.USUAL);

        assertThat(pacer.passes(VIDEO, 2_000 * MS)).isFalse();
        assertThat(pacer.passes(VIDEO, 2_200 * MS)).isTrue();
    }

    @Test
    void retransmissionsLeaveBeforeVideoThatWaitedLonger() {
        pacer.rate(RATE, Burst.USUAL);
        sendAll(0);
        queue(VIDEO, "first", 0);
        queue(VIDEO, "second", 0);
        queue(RETRANSMISSION, "missed", MS);

        assertThat(leaving(100 * MS)).containsExactly("missed", "first", "second");
    }

    @Test
    void videoDoesNotOvertakeVideoThatWaits() {
        pacer.rate(RATE, Burst.USUAL);
        sendAll(0);
        queue(VIDEO, "first", 0);

        assertThat(pacer.hasBudget(100 * MS)).isTrue();
        assertThat(pacer.passes(VIDEO, 100 * MS)).isFalse();
        assertThat(pacer.passes(RETRANSMISSION, 100 * MS)).isTrue();
        assertThat(pacer.passes(AUDIO, 100 * MS)).isTrue();
    }

    @Test
    void whatWaitsIsBounded() {
        int queued = 0;
        while (pacer.queue(VIDEO, "a", false, packet, 0, BYTES, 0)) {
            queued++;
        }
        assertThat(queued).isBetween(400, 600);
        assertThat(pacer.queuedBytes()).isEqualTo(queued * BYTES);
        queue(RETRANSMISSION, "room of its own", 0);
    }

    @Test
    void videoThatWaitedTooLongIsLetGoAltogether() {
        pacer.rate(RATE, Burst.USUAL);
        queue(VIDEO, "alice", 0);
        queue(VIDEO, "bob", 400 * MS);
        queue(RETRANSMISSION, "alice", 400 * MS);
        assertThat(pacer.isLate(Pacer.PATIENCE_NS)).isFalse();
        assertThat(pacer.isLate(Pacer.PATIENCE_NS + 1)).isTrue();

        List<String> discarded = new ArrayList<>();
        pacer.discardVideo(new byte[BYTES], (whose, length) -> discarded.add(whose + length));

        assertThat(discarded).containsExactly("bob" + BYTES, "alice" + BYTES);
        assertThat(pacer.isLate(Pacer.PATIENCE_NS + 1)).isFalse();
        assertThat(leaving(500 * MS)).containsExactly("alice");
    }

    @ParameterizedTest
    @ValueSource(longs = {300_000, 1_000_000, 5_000_000, 20_000_000})
    void aProbeLeavesEvenlyAtItsRateThoughItIsLookedAtInMilliseconds(long bps) {
        pacer.rate(bps, Burst.NONE);
        long sent = 0;
        for (long ms = 0; ms < 1_000; ms++) {
            int before = 0;
            while (pacer.hasBudget(ms * MS)) {
                pacer.charge(BYTES, ms * MS);
                before++;
            }
            assertThat(before * 8L * BYTES).isLessThanOrEqualTo(8 * BYTES + bps * 4 / 1_000);
            sent += before * 8L * BYTES;
        }
        assertThat(sent).isBetween(bps * 97 / 100, bps * 103 / 100 + 8 * BYTES);
    }

    @Test
    void whatSoundOwesIsForgivenWhereNothingWaits() {
        pacer.rate(RATE / 20, Burst.USUAL);
        oweMuch();
        pacer.forgive();
        assertThat(pacer.hasBudget(0)).isTrue();
    }

    @Test
    void andNotWhereSomethingWaits() {
        pacer.rate(RATE / 20, Burst.USUAL);
        oweMuch();
        queue(VIDEO, "waits", 0);
        pacer.forgive();
        assertThat(pacer.hasBudget(0)).isFalse();
    }

    private void oweMuch() {
        for (int i = 0; i < 10; i++) {
            pacer.charge(BYTES, 0);
        }
        assertThat(pacer.hasBudget(0)).isFalse();
    }

    private void queue(Pacer.Priority priority, String owner, long nowNs) {
        assertThat(pacer.queue(priority, owner, true, packet, 0, BYTES, nowNs)).isTrue();
    }

    private List<String> leaving(long fromNs) {
        List<String> owners = new ArrayList<>();
        long nowNs = fromNs;
        while (!pacer.isEmpty()) {
            if (pacer.hasBudget(nowNs)) {
                owners.add(pacer.nextOwner());
                assertThat(pacer.nextMark()).isTrue();
                assertThat(pacer.take(packet, 0, nowNs)).isEqualTo(BYTES);
            }
            nowNs += MS;
        }
        return owners;
    }
}
