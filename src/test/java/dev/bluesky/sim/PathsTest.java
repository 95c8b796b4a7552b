package dev.bluesky.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.wire.stun.StunMessages;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a peer is, who may say so, and when it counts as gone (RFC 8445, RFC 7675). */
class PathsTest {
    private static final long MS = VirtualTime.MS;
    private static final long SECOND = VirtualTime.SECOND;

    /** Alice publishes and Bob receives; both are connected. */
    private static final class AliceAndBob {
        final Call call;
        final SimulatedPublisher alice;
        final SimulatedViewer bob;
        final MediaSource voice;
        final MediaSource picture;

        AliceAndBob(Run run, Conditions conditions) {
            call = new Call(run);
            alice = call.publisher("alice", conditions);
            voice = alice.audio("0", run.start());
            picture = alice.video("1", run.start());
            bob = call.viewer("bob", "alice", conditions).withAudio("a").withVideo("v");
            alice.negotiate();
            bob.negotiate();
            call.time().pass(3 * SECOND);
        }

        void checkComplete() {
            Continuity.checkComplete(bob.track("a"), voice);
            Continuity.checkComplete(bob.track("v"), picture);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#everywhere")
    void aViewerThatMovesToAnotherNetworkIsFollowedThereWithoutAGap(Run run) {
        AliceAndBob pair = new AliceAndBob(run, Conditions.CLEAN);
        Place wifi = pair.bob.place();
        Place mobile = pair.bob.placeAt(pair.call.nextAddress());

        pair.bob.moveTo(mobile);
        pair.call.time().pass(SECOND);
        long sentToWifi = wifi.down().sent();
        pair.call.time().pass(3 * SECOND);

        assertThat(wifi.down().sent()).isEqualTo(sentToWifi);
        assertThat(mobile.down().sent()).isGreaterThan(300);
        pair.checkComplete();
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#everywhere")
    void aPublisherThatMovesGoesOnAtOnce(Run run) {
        AliceAndBob pair = new AliceAndBob(run, Conditions.CLEAN);
        pair.alice.moveTo(pair.alice.placeAt(pair.call.nextAddress()));
        pair.call.time().pass(3 * SECOND);

        pair.checkComplete();
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void nobodyElseCanMoveAPath(Run run) {
        AliceAndBob pair = new AliceAndBob(run, Conditions.CLEAN);
        Place elsewhere = pair.bob.placeAt(pair.call.nextAddress());
        String username = pair.bob.remoteUfrag() + ":none";
        for (String password : List.of("x".repeat(24), "0".repeat(22))) {
            byte[] forged =
                    StunMessages.check(username, 1).useCandidate().signed(password).fingerprinted();
            elsewhere.up().send(forged, 0, forged.length);
        }
        byte[] unsigned = StunMessages.check(username, 2).useCandidate().fingerprinted();
        elsewhere.up().send(unsigned, 0, unsigned.length);
        pair.call.time().pass(2 * SECOND);

        assertThat(elsewhere.down().sent()).as("answers to forgeries").isZero();
        pair.checkComplete();
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void aCheckThatDoesNotNominateValidatesAndMovesNothing(Run run) {
        AliceAndBob pair = new AliceAndBob(run, Conditions.CLEAN);
        Place second = pair.bob.placeAt(pair.call.nextAddress());
        pair.bob.check(second, false);
        pair.call.time().pass(2 * SECOND);

        assertThat(second.down().sent()).as("the answer alone").isOne();
        pair.checkComplete();
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void mediaFromAnAddressWithoutAnAuthenticatedCheckIsDropped(Run run) {
        AliceAndBob pair = new AliceAndBob(run, Conditions.CLEAN);
        Place elsewhere = pair.alice.placeAt(pair.call.nextAddress());
        long[] diverted = new long[1];
        pair.alice
                .place()
                .up()
                .lose(
                        datagram -> {
                            boolean media = Wire.isRtpOf(datagram, pair.voice.ssrc());
                            if (media) {
                                elsewhere.up().send(datagram, 0, datagram.length);
                                diverted[0]++;
                            }
                            return media;
                        });
        int before = pair.bob.track("a").packets().size();
        pair.call.time().pass(2 * SECOND);

        assertThat(pair.bob.track("a").packets().size() - before).isBetween(0, 1);
        assertThat(pair.call.server().engine().counters().get("demux-drop.unknown-source"))
                .isBetween(diverted[0] - 1, diverted[0]);
        Continuity.checkComplete(pair.bob.track("v"), pair.picture);
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void mediaFromAnAddressWhoseConsentRanOutIsDropped(Run run) {
        AliceAndBob pair = new AliceAndBob(run, Conditions.CLEAN);
        Place before = pair.alice.place();
        pair.alice.moveTo(pair.alice.placeAt(pair.call.nextAddress()));
        pair.call.time().pass(31 * SECOND);

        byte[] late = {(byte) 0x80, 111, 0, 1, 0, 0, 0, 0, 0, 0, 0, 9, 1, 2, 3, 4, 5, 6, 7, 8};
        before.up().send(late, 0, late.length);
        pair.call.time().pass(SECOND);

        assertThat(pair.alice.counter("transport-drop.unvalidated-source")).isOne();
        assertThat(pair.alice.counters().keySet())
                .as("nobody tried to decrypt it")
                .noneMatch(name -> name.startsWith("srtp-drop"));
        pair.checkComplete();
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void aViewerThatVanishesIsGivenUpInThirtySecondsAndDisturbsNobody(Run run) {
        AliceAndBob pair = new AliceAndBob(run, Conditions.CLEAN);
        SimulatedViewer carol =
                pair.call.viewer("carol", "alice", Conditions.CLEAN).withAudio("a").withVideo("v");
        carol.negotiate();
        pair.call.time().pass(3 * SECOND);

        carol.vanish();
        carol.place().down().lose(datagram -> true);
        long goneNs = pair.call.time().nowNs();
        assertThat(pair.call.time().runUntil(() -> carol.lost().isPresent(), 60 * SECOND)).isTrue();

        long tookNs = pair.call.time().nowNs() - goneNs;
        assertThat(tookNs).isBetween(27 * SECOND, 30 * SECOND + 10 * MS);
        assertThat(pair.call.server().engine().peers()).isEqualTo(2);
        pair.call.time().pass(SECOND);
        long sent = carol.place().down().sent();
        pair.call.time().pass(5 * SECOND);
        assertThat(carol.place().down().sent()).isEqualTo(sent);
        pair.checkComplete();
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void aPublisherThatVanishesLeavesItsViewersTheirStreams(Run run) {
        AliceAndBob pair = new AliceAndBob(run, Conditions.CLEAN);
        pair.alice.vanish();
        pair.call.time().pass(40 * SECOND);
        assertThat(pair.alice.lost()).contains("the peer has vanished");
        assertThat(pair.bob.lost()).isEmpty();

        long againNs = pair.call.time().nowNs();
        SimulatedPublisher again = pair.call.publisher("alice", Conditions.CLEAN);
        again.audio("0", run.start().next());
        again.video("1", run.start().next());
        again.negotiate();
        pair.call.time().pass(3 * SECOND);

        for (String mid : List.of("a", "v")) {
            Continuity.check(pair.bob.track(mid));
            assertThat(pair.bob.track(mid).marks()).anyMatch(m -> m.captureNs() > againNs);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void whoeverNeverComesIsGivenUp(Run run) {
        Call call = new Call(run);
        SimulatedViewer bob = call.viewer("bob", "alice", Conditions.CLEAN).withVideo("v");
        bob.place().up().lose(datagram -> true);
        bob.negotiate();
        call.time().pass(29 * SECOND);
        assertThat(bob.lost()).isEmpty();

        call.time().pass(2 * SECOND);
        assertThat(bob.lost()).isPresent();
        assertThat(call.server().engine().peers()).isZero();
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#everywhere")
    void anIceRestartInTheMiddleOfACallLeavesNoGap(Run run) {
        AliceAndBob pair = new AliceAndBob(run, Conditions.CLEAN);
        for (int restart = 0; restart < 3; restart++) {
            String before = pair.bob.remoteUfrag();
            pair.bob.restartIce();
            pair.alice.restartIce();
            pair.call.time().pass(2 * SECOND);
            assertThat(pair.bob.remoteUfrag()).isNotEqualTo(before);
            pair.bob.moveTo(pair.bob.placeAt(pair.call.nextAddress()));
            pair.call.time().pass(2 * SECOND);
        }
        pair.call.time().pass(60 * SECOND);

        assertThat(pair.bob.lost()).isEmpty();
        assertThat(pair.alice.lost()).isEmpty();
        pair.checkComplete();
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void anAddressThatGoesToSomebodyElseIsHis(Run run) {
        AliceAndBob pair = new AliceAndBob(run, Conditions.CLEAN);
        InetSocketAddress shared = pair.bob.place().address();
        pair.bob.moveTo(pair.bob.placeAt(pair.call.nextAddress()));
        pair.call.time().pass(SECOND);

        SimulatedPublisher carol = pair.call.publisher("carol", Conditions.CLEAN);
        MediaSource hers = carol.audio("0", run.start());
        carol.moveTo(carol.placeAt(shared));
        carol.negotiate();
        SimulatedViewer dave = pair.call.viewer("dave", "carol", Conditions.CLEAN).withAudio("a");
        dave.negotiate();
        pair.call.time().pass(40 * SECOND);

        Continuity.checkComplete(dave.track("a"), hers);
        pair.checkComplete();
        pair.bob.close();
        pair.call.time().pass(3 * SECOND);
        Continuity.checkComplete(dave.track("a"), hers);
        assertThat(dave.track("a").marks().get(dave.track("a").marks().size() - 1).captureNs())
                .isGreaterThan(pair.call.time().nowNs() - 100 * MS);
    }
}
