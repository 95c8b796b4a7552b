package dev.bluesky.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One viewer's trouble is that viewer's alone. */
class IsolationTest {
    private static final long MS = VirtualTime.MS;
    private static final long SECOND = VirtualTime.SECOND;

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void aNetworkThatTakesNothingMoreDropsForItsOwnViewerAlone(Run run) {
        Call call = new Call(run);
        SimulatedPublisher alice = call.publisher("alice", Conditions.CLEAN);
        MediaSource voice = alice.audio("0", run.start());
        MediaSource picture = alice.video("1", run.start());
        SimulatedViewer bob =
                call.viewer("bob", "alice", Conditions.CLEAN).withAudio("a").withVideo("v");
        SimulatedViewer carol =
                call.viewer("carol", "alice", Conditions.CLEAN).withAudio("a").withVideo("v");
        List.of(alice, bob, carol).forEach(SimulatedPeer::negotiate);
        call.time().pass(3 * SECOND);

        call.server().backUp(bob.place().address(), true);
        call.time().pass(400 * MS);
        call.server().backUp(bob.place().address(), false);
        call.time().pass(3 * SECOND);

        assertThat(bob.counter("transport-drop.backed-up")).isGreaterThan(20);
        assertThat(carol.counters().keySet())
                .noneMatch(name -> name.startsWith("transport-drop"))
                .noneMatch(name -> name.startsWith("inbound-drop"));
        Continuity.checkComplete(carol.track("a"), voice);
        Continuity.checkComplete(carol.track("v"), picture);
        Continuity.checkComplete(bob.track("v"), picture);
        Continuity.check(bob.track("a"));
        assertThat(bob.track("a").gaps()).isBetween(15L, 25L);
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#everywhere")
    void aSlowNetworkCostsItsOwnViewerAlone(Run run) {
        Call call = new Call(run);
        SimulatedPublisher alice = call.publisher("alice", Conditions.CLEAN);
        MediaSource picture = alice.video("1", run.start()).withPacketBytes(1_000);
        SimulatedViewer bob =
                call.viewer("bob", "alice", Conditions.CLEAN.withBitsPerSecond(100_000))
                        .withVideo("v");
        SimulatedViewer carol = call.viewer("carol", "alice", Conditions.CLEAN).withVideo("v");
        List.of(alice, bob, carol).forEach(SimulatedPeer::negotiate);
        call.time().pass(20 * SECOND);

        assertThat(bob.place().down().lost()).isGreaterThan(500);
        assertThat(bob.track("v").marks()).isNotEmpty();
        Continuity.check(bob.track("v"));
        Continuity.checkComplete(carol.track("v"), picture);
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void whoeverJoinsAndLeavesIsNotNoticedByTheOthers(Run run) {
        Call call = new Call(run);
        SimulatedPublisher alice = call.publisher("alice", Conditions.CLEAN);
        MediaSource voice = alice.audio("0", run.start());
        SimulatedViewer bob = call.viewer("bob", "alice", Conditions.CLEAN).withAudio("a");
        alice.negotiate();
        bob.negotiate();
        for (int i = 0; i < 50; i++) {
            SimulatedViewer guest =
                    call.viewer("guest" + i, "alice", Conditions.UNTIDY).withAudio("a");
            guest.negotiate();
            call.time().pass(500 * MS);
            switch (i % 3) {
                case 0 -> guest.close();
                case 1 -> guest.sayFarewell();
                default -> guest.vanish();
            }
        }
        call.time().pass(40 * SECOND);

        assertThat(call.server().engine().peers()).isEqualTo(2);
        Continuity.checkComplete(bob.track("a"), voice);
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void aViewerThatIsClosedIsToldForEachStreamAndOfTheTransport(Run run) {
        Call call = new Call(run);
        SimulatedPublisher alice = call.publisher("alice", Conditions.CLEAN);
        alice.audio("0", run.start());
        alice.video("1", run.start());
        SimulatedViewer bob =
                call.viewer("bob", "alice", Conditions.CLEAN).withAudio("a").withVideo("v");
        alice.negotiate();
        bob.negotiate();
        call.time().pass(3 * SECOND);

        call.server().room().close();
        call.time().pass(SECOND);

        assertThat(bob.goodbyes())
                .containsExactlyInAnyOrder(bob.track("a").ssrc(), bob.track("v").ssrc());
        assertThat(bob.farewells()).isOne();
        assertThat(alice.farewells()).isOne();
        assertThat(call.server().engine().peers()).isZero();
    }
}
