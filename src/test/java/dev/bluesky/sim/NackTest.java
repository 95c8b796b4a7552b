package dev.bluesky.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.wire.NetworkOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a viewer can make the server send again. */
class NackTest {
    private static final long MS = VirtualTime.MS;
    private static final long SECOND = VirtualTime.SECOND;

    /** Of the server: bytes of packets that it sends again in a second, and what it can save up. */
    private static final int BUDGET_BYTES = 500_000;

    private static final int SAVED_BYTES = BUDGET_BYTES / 2;
    private static final int TAG_BYTES_MAX = 16;

    /** Bytes of the retransmission stream that leave for a viewer, tags excluded. */
    private static long[] countRepeated(SimulatedViewer viewer, int ssrc) {
        long[] count = new long[2];
        viewer.place()
                .down()
                .tap(
                        datagram -> {
                            if (Wire.isRtpOf(datagram, ssrc)) {
                                count[0] += datagram.length - TAG_BYTES_MAX;
                                count[1]++;
                            }
                        });
        return count;
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void aFloodOfNacksIsAnsweredWithinTheBudgetAndDisturbsNobody(Run run) {
        Call call = new Call(run);
        SimulatedPublisher alice = call.publisher("alice", Conditions.CLEAN);
        MediaSource picture = alice.video("1", run.start()).withPacketBytes(1_000);
        SimulatedViewer bob = call.viewer("bob", "alice", Conditions.CLEAN).withVideo("v");
        SimulatedViewer carol = call.viewer("carol", "alice", Conditions.CLEAN).withVideo("v");
        alice.negotiate();
        bob.negotiate();
        carol.negotiate();
        call.time().pass(5 * SECOND);

        ReceivedTrack track = bob.track("v");
        long[] repeated = countRepeated(bob, track.rtxSsrc());
        int seconds = 5;
        for (int i = 0; i < seconds * 100; i++) {
            int newest = (int) track.packets().get(track.packets().size() - 1).number();
            int[] all = IntStream.range(0, 280).map(n -> newest - 279 + n & 0xFFFF).toArray();
            bob.sendNack(track.ssrc(), all);
            call.time().pass(10 * MS);
        }

        assertThat(repeated[0])
                .isBetween((long) BUDGET_BYTES, (long) BUDGET_BYTES * seconds + SAVED_BYTES);
        Continuity.checkComplete(carol.track("v"), picture);
        Continuity.checkComplete(track, picture);
        assertThat(carol.counters()).doesNotContainKey("video.drop.over-budget");
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#everywhere")
    void aPacketIsSentAgainOnceInARoundTripHoweverOftenItIsAskedFor(Run run) {
        Call call = new Call(run);
        Conditions slow = Conditions.CLEAN.withDelay(50 * MS);
        SimulatedPublisher alice = call.publisher("alice", Conditions.CLEAN);
        alice.video("1", run.start());
        SimulatedViewer bob = call.viewer("bob", "alice", slow).withVideo("v");
        alice.negotiate();
        bob.negotiate();
        call.time().pass(10 * SECOND);

        ReceivedTrack track = bob.track("v");
        int number = (int) track.packets().get(track.packets().size() - 1).number() & 0xFFFF;
        long[] repeated = countRepeated(bob, track.rtxSsrc());
        for (int i = 0; i < 100; i++) {
            bob.sendNack(track.ssrc(), number);
            call.time().pass(10 * MS);
        }

        assertThat(repeated[1]).as("in a second with round trips of 100 ms").isBetween(9L, 11L);
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void nacksForStreamsOfOthersAndForNumbersNeverSentDoNothing(Run run) {
        Call call = new Call(run);
        SimulatedPublisher alice = call.publisher("alice", Conditions.CLEAN);
        MediaSource picture = alice.video("1", run.start());
        SimulatedViewer bob = call.viewer("bob", "alice", Conditions.CLEAN).withVideo("v");
        SimulatedViewer carol = call.viewer("carol", "alice", Conditions.CLEAN).withVideo("v");
        alice.negotiate();
        bob.negotiate();
        carol.negotiate();
        call.time().pass(3 * SECOND);

        ReceivedTrack hers = carol.track("v");
        int known = (int) hers.packets().get(hers.packets().size() - 5).number() & 0xFFFF;
        long[] toCarol = countRepeated(carol, hers.rtxSsrc());
        long[] toBob = countRepeated(bob, bob.track("v").rtxSsrc());
        bob.sendNack(hers.ssrc(), known);
        bob.sendNack(picture.ssrc(), picture.newestNumber());
        int newest = (int) bob.track("v").packets().get(0).number();
        bob.sendNack(bob.track("v").ssrc(), newest - 3_000 & 0xFFFF, newest - 2_900 & 0xFFFF);
        call.time().pass(SECOND);

        assertThat(toCarol[1] + toBob[1]).isZero();
        assertThat(bob.counter("inbound-drop.foreign-rtcp")).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#everywhere")
    void lossIsAskedForOfThePublisherSoonAndNotForever(Run run) {
        Call call = new Call(run);
        SimulatedPublisher alice = call.publisher("alice", Conditions.CLEAN);
        MediaSource picture = alice.video("1", run.start());
        alice.answerNacks(false);
        alice.negotiate();
        call.time().pass(2 * SECOND);

        Deque<Integer> gone = new ArrayDeque<>();
        alice.place()
                .up()
                .lose(
                        datagram -> {
                            if (Wire.isRtpOf(datagram, picture.ssrc()) && gone.isEmpty()) {
                                gone.add(NetworkOrder.uint16(datagram, 2));
                                return true;
                            }
                            return false;
                        });
        call.time().runUntil(() -> !gone.isEmpty(), SECOND);
        long lostNs = call.time().nowNs();
        call.time().pass(10 * SECOND);

        Map<Integer, Integer> tries = new HashMap<>();
        alice.heard()
                .missing
                .forEach(m -> m.numbers().forEach(n -> tries.merge(n, 1, Integer::sum)));
        assertThat(tries).containsOnlyKeys(gone.getFirst());
        assertThat(tries.get(gone.getFirst())).isBetween(5, 10);
        assertThat(alice.heard().missing.get(0).ssrc()).isEqualTo(picture.ssrc());
        assertThat(alice.heard().missing.get(0).atNs() - lostNs).isLessThan(80 * MS);
    }
}
