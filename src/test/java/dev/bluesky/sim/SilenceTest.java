package dev.bluesky.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.sfu.UserId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the room's admin has muted does not reach anybody, and goes on as if nothing was. */
class SilenceTest {
    private static final long SECOND = VirtualTime.SECOND;
    private static final UserId ALICE = new UserId("alice");

    /** Alice publishes; bob receives her, and carol the whole room. */
    private static final class Party {
        final Call call;
        final MediaSource voice;
        final SimulatedViewer bob;
        final SimulatedViewer carol;

        Party(Run run) {
            call = new Call(run);
            SimulatedPublisher alice = call.publisher("alice", Conditions.CLEAN);
            voice = alice.audio("0", run.start());
            alice.video("1", run.start());
            bob = call.viewer("bob", "alice", Conditions.CLEAN).withAudio("a").withVideo("v");
            carol = call.watcher("carol", Conditions.CLEAN).withAudio("a").withVideo("v");
            List.of(alice, bob, carol).forEach(SimulatedPeer::negotiate);
        }

        void silence(String... tracks) {
            call.server().room().silence(ALICE, Set.of(tracks));
        }

        void pass(long ns) {
            call.time().pass(ns);
        }

        int arrived(SimulatedViewer viewer, String mid) {
            return viewer.track(mid).arrivals().size();
        }

        void check() {
            for (SimulatedViewer viewer : List.of(bob, carol)) {
                Continuity.check(viewer.track("a"));
                Continuity.check(viewer.track("v"));
                assertThat(viewer.track("a").gaps()).isZero();
                assertThat(viewer.track("v").gaps()).isZero();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void aSilencedTrackStandsStillForEverybodyAndTheOtherOneGoesOn(Run run) {
        Party party = new Party(run);
        party.pass(3 * SECOND);
        party.silence("1");
        party.pass(SECOND);
        int bobs = party.arrived(party.bob, "v");
        int carols = party.arrived(party.carol, "v");
        assertThat(bobs).isPositive();
        assertThat(carols).isPositive();
        assertThat(party.carol.in("v")).isEmpty();
        int heard = party.arrived(party.bob, "a");

        party.pass(5 * SECOND);
        assertThat(party.arrived(party.bob, "v")).isEqualTo(bobs);
        assertThat(party.arrived(party.carol, "v")).isEqualTo(carols);
        assertThat(party.arrived(party.bob, "a")).isGreaterThan(heard + 200);
        Continuity.checkComplete(party.bob.track("a"), party.voice);

        party.silence();
        party.pass(2 * SECOND);
        assertThat(party.carol.in("v")).isEqualTo("alice");
        assertThat(party.arrived(party.bob, "v")).isGreaterThan(bobs + 20);
        assertThat(party.arrived(party.carol, "v")).isGreaterThan(carols + 20);
        party.check();
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void whoComesLaterHearsNothingOfItEither(Run run) {
        Party party = new Party(run);
        party.pass(2 * SECOND);
        party.silence("0", "1");
        party.pass(SECOND);
        SimulatedViewer dave =
                party.call.viewer("dave", "alice", Conditions.CLEAN).withAudio("a").withVideo("v");
        SimulatedViewer erin = party.call.watcher("erin", Conditions.CLEAN).withAudio("a");
        List.of(dave, erin).forEach(SimulatedPeer::negotiate);
        party.pass(3 * SECOND);
        assertThat(party.arrived(dave, "a") + party.arrived(dave, "v")).isZero();
        assertThat(party.arrived(erin, "a")).isZero();
        assertThat(party.carol.in("a")).isEmpty();

        party.silence("1");
        party.pass(2 * SECOND);
        assertThat(party.arrived(dave, "a")).isPositive();
        assertThat(party.arrived(erin, "a")).isPositive();
        assertThat(party.arrived(dave, "v")).isZero();
        party.check();
    }
}
