package dev.bluesky.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.wire.NetworkOrder;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A viewer's streams go on, whatever becomes of the publisher. */
class SourceChangeTest {
    private static final long MS = VirtualTime.MS;
    private static final long SECOND = VirtualTime.SECOND;

    private static Set<Integer> sources(ReceivedTrack track) {
        return track.marks().stream().map(Mark::source).collect(Collectors.toSet());
    }

    /** The only gaps are packets that the first one of another source, or codec, overtook. */
    private static void assertOvertaken(ReceivedTrack track, int changes) {
        assertThat(track.gaps()).as("overtaken by a change").isBetween(0L, 2L * changes);
    }

    /** The longest time in which nothing new came. */
    private static long longestPauseNs(ReceivedTrack track) {
        List<ReceivedTrack.Received> arrivals = track.arrivals();
        long longest = 0;
        for (int i = 1; i < arrivals.size(); i++) {
            longest = Math.max(longest, arrivals.get(i).atNs() - arrivals.get(i - 1).atNs());
        }
        return longest;
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#everywhere")
    void aPublisherLeavesAndReturnsWithOtherNumbers(Run run) {
        Call call = new Call(run);
        SimulatedViewer bob =
                call.viewer("bob", "alice", Conditions.UNTIDY).withAudio("a").withVideo("v");
        bob.negotiate();
        Start start = run.start();
        for (int visit = 0; visit < 4; visit++) {
            SimulatedPublisher alice = call.publisher("alice", Conditions.UNTIDY);
            MediaSource voice = alice.audio("0", start);
            MediaSource picture = alice.video("1", start.next());
            alice.negotiate();
            call.time().pass(4 * SECOND);
            voice.pause(true);
            picture.pause(true);
            call.time().pass(100 * MS);
            if (visit % 2 == 0) {
                alice.close();
            } else {
                alice.sayFarewell();
            }
            call.time().pass(visit * 3L * SECOND);
            start = start.next();
        }

        for (String mid : List.of("a", "v")) {
            Continuity.check(bob.track(mid));
            assertThat(sources(bob.track(mid))).hasSize(4);
            assertThat(bob.track(mid).gaps()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#everywhere")
    void aPublisherIsReplacedWhileItStillSends(Run run) {
        Call call = new Call(run);
        SimulatedViewer bob =
                call.viewer("bob", "alice", Conditions.UNTIDY).withAudio("a").withVideo("v");
        bob.negotiate();
        SimulatedPublisher before = call.publisher("alice", Conditions.UNTIDY);
        before.audio("0", run.start());
        before.video("1", run.start());
        before.negotiate();
        call.time().pass(4 * SECOND);

        SimulatedPublisher after = call.publisher("alice", Conditions.UNTIDY);
        after.audio("0", run.start().next());
        after.video("1", run.start().next());
        after.negotiate();
        call.time().pass(2 * SECOND);
        before.close();
        call.time().pass(4 * SECOND);

        for (String mid : List.of("a", "v")) {
            Continuity.check(bob.track(mid));
            assertThat(sources(bob.track(mid))).hasSize(2);
            assertOvertaken(bob.track(mid), 1);
            assertThat(longestPauseNs(bob.track(mid))).as("pause").isLessThan(200 * MS);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#everywhere")
    void aPublisherChangesItsCodecInTheMiddle(Run run) {
        Call call = new Call(run);
        SimulatedPublisher alice = call.publisher("alice", Conditions.UNTIDY);
        MediaSource picture = alice.video("1", run.start());
        SimulatedViewer bob = call.viewer("bob", "alice", Conditions.UNTIDY).withVideo("v");
        alice.negotiate();
        bob.negotiate();
        call.time().pass(3 * SECOND);
        int changes = 10;
        for (int change = 0; change < changes / 2; change++) {
            picture.use(Payload.H264, SimulatedPublisher.H264, SimulatedPublisher.H264_RTX);
            call.time().pass(2 * SECOND);
            picture.use(Payload.VP8, SimulatedPublisher.VP8, SimulatedPublisher.VP8_RTX);
            call.time().pass(2 * SECOND);
        }

        ReceivedTrack track = bob.track("v");
        Continuity.check(track);
        assertOvertaken(track, changes);
        assertThat(track.packets().stream().map(ReceivedTrack.Received::payloadType).distinct())
                .containsExactly(SimulatedViewer.VP8, SimulatedViewer.H264);
        assertThat(longestPauseNs(track)).as("pause").isLessThan(700 * MS);
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#everywhere")
    void ofAKeyFrameThatBeginsTooLateAnotherOneIsAskedForAtOnce(Run run) {
        Call call = new Call(run);
        SimulatedPublisher alice = call.publisher("alice", Conditions.CLEAN);
        MediaSource picture = alice.video("1", run.start());
        SimulatedViewer bob = call.viewer("bob", "alice", Conditions.CLEAN).withVideo("v");
        alice.negotiate();
        bob.negotiate();
        call.time().pass(3 * SECOND);

        for (int change = 0; change < 5; change++) {
            int first = picture.newestNumber() + 1 & 0xFFFF;
            alice.place()
                    .up()
                    .hold(
                            datagram ->
                                    Wire.isRtpOf(datagram, picture.ssrc())
                                            && NetworkOrder.uint16(datagram, 2) == first,
                            MS);
            boolean toH264 = change % 2 == 0;
            picture.use(
                    toH264 ? Payload.H264 : Payload.VP8,
                    toH264 ? SimulatedPublisher.H264 : SimulatedPublisher.VP8,
                    toH264 ? SimulatedPublisher.H264_RTX : SimulatedPublisher.VP8_RTX);
            call.time().pass(1_007 * MS);
        }

        ReceivedTrack track = bob.track("v");
        Continuity.check(track);
        assertThat(longestPauseNs(track)).as("pause").isLessThan(150 * MS);
        assertThat(track.marks().stream().filter(Mark::isKey).map(Mark::frame).distinct())
                .as("key frames that he got, the first one's included")
                .hasSize(6);
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#everywhere")
    void aPublisherWithShortPictureNumbersTakesOver(Run run) {
        Call call = new Call(run);
        SimulatedViewer bob = call.viewer("bob", "alice", Conditions.UNTIDY).withVideo("v");
        bob.negotiate();
        for (Payload form : List.of(Payload.VP8, Payload.VP8_SHORT, Payload.VP8)) {
            SimulatedPublisher alice = call.publisher("alice", Conditions.UNTIDY);
            int ssrc = call.nextSsrc();
            alice.withSection(SimulatedPublisher.videoSection("1", "transport-cc").ssrc(ssrc));
            alice.added(
                    new MediaSource.Labels(ssrc, 0, "1"),
                    form,
                    SimulatedPublisher.VP8,
                    run.start());
            alice.negotiate();
            call.time().pass(6 * SECOND);
            alice.close();
        }

        Continuity.check(bob.track("v"));
        assertThat(sources(bob.track("v"))).hasSize(3);
        assertOvertaken(bob.track("v"), 2);
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#everywhere")
    void aPublisherGoesOnWithAnotherSsrcInTheSameSection(Run run) {
        Call call = new Call(run);
        SimulatedPublisher alice = call.publisher("alice", Conditions.UNTIDY);
        MediaSource first = alice.video("1", run.start());
        SimulatedViewer bob = call.viewer("bob", "alice", Conditions.UNTIDY).withVideo("v");
        alice.negotiate();
        bob.negotiate();
        call.time().pass(3 * SECOND);

        first.pause(true);
        MediaSource second =
                alice.added(
                        new MediaSource.Labels(call.nextSsrc(), 0, "1"),
                        Payload.VP8,
                        SimulatedPublisher.VP8,
                        run.start().next());
        call.time().pass(3 * SECOND);

        Continuity.check(bob.track("v"));
        assertThat(sources(bob.track("v"))).containsExactlyInAnyOrder(first.ssrc(), second.ssrc());
        assertOvertaken(bob.track("v"), 1);
        assertThat(longestPauseNs(bob.track("v"))).as("pause").isLessThan(200 * MS);
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#everywhere")
    void aSourceWhoseNumbersLeapGoesOnFromAKeyFrame(Run run) {
        Call call = new Call(run);
        SimulatedPublisher alice = call.publisher("alice", Conditions.CLEAN);
        MediaSource voice = alice.audio("0", run.start());
        MediaSource picture = alice.video("1", run.start());
        SimulatedViewer bob =
                call.viewer("bob", "alice", Conditions.CLEAN).withAudio("a").withVideo("v");
        alice.negotiate();
        bob.negotiate();
        call.time().pass(3 * SECOND);

        voice.skip(10_000);
        picture.skip(20_000);
        call.time().pass(3 * SECOND);

        for (String mid : List.of("a", "v")) {
            ReceivedTrack track = bob.track(mid);
            Continuity.check(track);
            assertThat(track.gaps()).isZero();
            assertThat(longestPauseNs(track)).as("pause").isLessThan(250 * MS);
        }
        assertThat(alice.counter("inbound-drop.sequence-jump")).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#everywhere")
    void aSectionThatIsSwitchedOffAndOnAgainIsStillRepaired(Run run) {
        Call call = new Call(run);
        SimulatedPublisher alice = call.publisher("alice", Conditions.BAD);
        alice.audio("0", run.start());
        MediaSource picture = alice.video("1", run.start());
        SimulatedViewer bob =
                call.viewer("bob", "alice", Conditions.CLEAN).withAudio("a").withVideo("v");
        alice.negotiate();
        bob.negotiate();
        call.time().pass(5 * SECOND);
        alice.place().up().conditions(Conditions.CLEAN);
        call.time().pass(SECOND);
        picture.pause(true);
        alice.section("1").direction("inactive");
        alice.negotiate();
        call.time().pass(5 * SECOND);
        alice.place().up().conditions(Conditions.BAD);
        alice.section("1").direction("sendonly");
        alice.negotiate();
        picture.pause(false);
        picture.keyFrameAsked();
        call.time().pass(5 * SECOND);
        alice.place().up().conditions(Conditions.CLEAN);
        call.time().pass(3 * SECOND);

        Continuity.check(bob.track("v"));
        assertThat(bob.track("v").gaps()).isZero();
        assertThat(alice.counters()).doesNotContainKey("inbound-drop.rtx-of-unknown");
    }

    @Test
    void aStreamGoesOnOverTheWrapOfItsNumbers() {
        Call call = new Call(new Run(7, Start.EDGES[6]));
        SimulatedPublisher alice = call.publisher("alice", Conditions.CLEAN);
        MediaSource picture = alice.video("1", Start.EDGES[6]);
        SimulatedViewer bob = call.viewer("bob", "alice", Conditions.BAD).withVideo("v");
        alice.negotiate();
        bob.negotiate();

        call.time().pass(1_000 * SECOND);
        bob.place().down().conditions(Conditions.CLEAN);
        call.time().pass(3 * SECOND);

        assertThat(bob.track("v").marks()).hasSizeGreaterThan(70_000);
        Continuity.checkComplete(bob.track("v"), picture);
    }
}
