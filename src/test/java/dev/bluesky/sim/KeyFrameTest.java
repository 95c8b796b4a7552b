package dev.bluesky.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.sim.Heard.KeyFrameRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** When a publisher is asked for key frames, and when not. */
class KeyFrameTest {
    private static final long MS = VirtualTime.MS;
    private static final long SECOND = VirtualTime.SECOND;
    private static final long INTERVAL_NS = 500 * MS;
    private static final long FIRST_REPETITION_NS = 350 * MS;

    private static void assertApart(List<KeyFrameRequest> requests, long intervalNs) {
        for (int i = 1; i < requests.size(); i++) {
            assertThat(requests.get(i).atNs() - requests.get(i - 1).atNs())
                    .as("between requests %s", requests)
                    .isGreaterThanOrEqualTo(intervalNs);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#everywhere")
    void aViewerThatBecomesReadySeesAPictureAtOnceForOneRequest(Run run) {
        Call call = new Call(run);
        SimulatedPublisher alice = call.publisher("alice", Conditions.CLEAN);
        MediaSource picture = alice.video("1", run.start());
        alice.negotiate();
        call.time().pass(5 * SECOND);
        assertThat(alice.heard().keyFrameRequests).isEmpty();

        SimulatedViewer bob = call.viewer("bob", "alice", Conditions.CLEAN).withVideo("v");
        bob.negotiate();
        call.time().runUntil(bob::isSecured, SECOND);
        long readyNs = call.time().nowNs();
        assertThat(call.time().runUntil(() -> !bob.track("v").isEmpty(), 100 * MS)).isTrue();
        assertThat(bob.track("v").marks().get(0).isKey()).isTrue();
        call.time().pass(5 * SECOND);

        List<KeyFrameRequest> requests = alice.heard().keyFrameRequests(picture.ssrc());
        assertThat(requests).hasSize(1);
        assertThat(requests.get(0).atNs() - readyNs).isLessThanOrEqualTo(15 * MS);
        Continuity.checkComplete(bob.track("v"), picture);
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void manyViewersThatComeTogetherCostOneKeyFrame(Run run) {
        Call call = new Call(run);
        SimulatedPublisher alice = call.publisher("alice", Conditions.CLEAN);
        MediaSource picture = alice.video("1", run.start());
        alice.negotiate();
        call.time().pass(2 * SECOND);
        List<SimulatedViewer> viewers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            SimulatedViewer viewer =
                    call.viewer("viewer" + i, "alice", Conditions.CLEAN).withVideo("v");
            viewer.negotiate();
            viewers.add(viewer);
        }

        call.time().pass(3 * SECOND);

        assertThat(alice.heard().keyFrameRequests).hasSize(1);
        viewers.forEach(viewer -> Continuity.checkComplete(viewer.track("v"), picture));
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void aStormOfRequestsReachesThePublisherTwiceASecondAtMost(Run run) {
        Call call = new Call(run);
        SimulatedPublisher alice = call.publisher("alice", Conditions.CLEAN);
        MediaSource picture = alice.video("1", run.start());
        SimulatedViewer bob = call.viewer("bob", "alice", Conditions.CLEAN).withVideo("v");
        alice.negotiate();
        bob.negotiate();
        call.time().pass(2 * SECOND);
        int before = alice.heard().keyFrameRequests.size();

        int ssrc = bob.track("v").ssrc();
        for (int i = 0; i < 3_000; i++) {
            bob.sendPli(ssrc);
            bob.sendFir(ssrc, i & 0xFF);
            call.time().pass(MS);
        }
        call.time().pass(SECOND);

        List<KeyFrameRequest> requests = alice.heard().keyFrameRequests(picture.ssrc());
        assertThat(requests.size() - before).isBetween(5, 8);
        assertApart(requests, INTERVAL_NS);
        Continuity.checkComplete(bob.track("v"), picture);
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void thePublisherIsAskedAgainUntilAKeyFrameComes(Run run) {
        Call call = new Call(run);
        SimulatedPublisher alice = call.publisher("alice", Conditions.CLEAN);
        MediaSource picture = alice.video("1", run.start());
        alice.negotiate();
        call.time().pass(SECOND);
        picture.oblige(false);
        SimulatedViewer bob = call.viewer("bob", "alice", Conditions.CLEAN).withVideo("v");
        bob.negotiate();

        call.time().pass(30 * SECOND);
        List<KeyFrameRequest> requests = alice.heard().keyFrameRequests(picture.ssrc());
        assertThat(requests).hasSizeBetween(50, 62);
        assertApart(requests, FIRST_REPETITION_NS);
        assertThat(bob.track("v").isEmpty()).isTrue();

        picture.oblige(true);
        int asked = requests.size();
        call.time().pass(5 * SECOND);
        assertThat(bob.track("v").marks()).isNotEmpty();
        assertThat(alice.heard().keyFrameRequests(picture.ssrc())).hasSizeLessThan(asked + 3);
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#everywhere")
    void aRequestThatGetsLostIsRepeated(Run run) {
        Call call = new Call(run);
        SimulatedPublisher alice = call.publisher("alice", Conditions.CLEAN);
        MediaSource picture = alice.video("1", run.start());
        alice.negotiate();
        call.time().pass(SECOND);
        alice.place().down().lose(datagram -> true);
        SimulatedViewer bob = call.viewer("bob", "alice", Conditions.CLEAN).withVideo("v");
        bob.negotiate();
        call.time().pass(SECOND);
        assertThat(bob.track("v").isEmpty()).isTrue();

        alice.place().down().lose(datagram -> false);
        assertThat(call.time().runUntil(() -> !bob.track("v").isEmpty(), SECOND)).isTrue();
        call.time().pass(SECOND);
        Continuity.checkComplete(bob.track("v"), picture);
    }

    @Test
    void aPublisherThatKnowsFirAloneIsAskedByFir() {
        Call call = new Call(new Run(1, Start.EDGES[0]));
        SimulatedPublisher alice = call.publisher("alice", Conditions.CLEAN);
        int ssrc = call.nextSsrc();
        alice.withSection(
                OfferedSection.sending("video", "1")
                        .codec(SimulatedPublisher.VP8, "VP8/90000", List.of("ccm fir"))
                        .ssrc(ssrc));
        alice.added(
                new MediaSource.Labels(ssrc, 0, ""),
                Payload.VP8,
                SimulatedPublisher.VP8,
                Start.EDGES[0]);
        alice.negotiate();
        call.time().pass(SECOND);
        SimulatedViewer bob = call.viewer("bob", "alice", Conditions.CLEAN).withVideo("v");
        bob.negotiate();

        call.time().pass(SECOND);

        assertThat(alice.heard().keyFrameRequests(ssrc)).hasSize(1);
        assertThat(alice.heard().keyFrameRequests(ssrc)).allMatch(KeyFrameRequest::isFir);
        assertThat(bob.track("v").marks()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void nobodyIsAskedForKeyFramesThatNobodySees(Run run) {
        Call call = new Call(run);
        SimulatedPublisher alice = call.publisher("alice", Conditions.CLEAN);
        alice.video("1", run.start());
        alice.answerNacks(false);
        alice.negotiate();
        call.time().pass(SECOND);

        int[] count = new int[1];
        alice.place().up().lose(datagram -> datagram[0] < 0 && ++count[0] % 50 == 0);
        call.time().pass(20 * SECOND);

        assertThat(alice.heard().missing).isNotEmpty();
        assertThat(alice.heard().keyFrameRequests).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void soundIsNeverAskedForKeyFrames(Run run) {
        Call call = new Call(run);
        SimulatedPublisher alice = call.publisher("alice", Conditions.CLEAN);
        int ssrc = call.nextSsrc();
        alice.withSection(
                OfferedSection.sending("audio", "0")
                        .codec(SimulatedPublisher.OPUS, "opus/48000/2", List.of("nack"))
                        .ssrc(ssrc));
        alice.added(
                new MediaSource.Labels(ssrc, 0, ""),
                Payload.OPUS,
                SimulatedPublisher.OPUS,
                run.start());
        alice.answerNacks(false);
        SimulatedViewer bob = call.viewer("bob", "alice", Conditions.CLEAN).withAudio("a");
        alice.negotiate();
        bob.negotiate();

        alice.place().up().conditions(Conditions.BAD);
        call.time().pass(20 * SECOND);

        assertThat(alice.heard().keyFrameRequests).isEmpty();
        Continuity.check(bob.track("a"));
    }
}
