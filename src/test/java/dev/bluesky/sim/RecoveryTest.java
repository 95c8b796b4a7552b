package dev.bluesky.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.wire.NetworkOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a viewer gets over networks that lose packets. */
class RecoveryTest {
    private static final long SECOND = VirtualTime.SECOND;

    /** Alice publishes and Bob receives, over the same kind of network. */
    private static final class AliceAndBob {
        final Call call;
        final SimulatedPublisher alice;
        final SimulatedViewer bob;
        private final Conditions later;

        AliceAndBob(Run run, Conditions conditions) {
            call = new Call(run);
            alice = call.publisher("alice", Conditions.CLEAN);
            bob = call.viewer("bob", "alice", Conditions.CLEAN);
            later = conditions;
        }

        /**
         * At first nothing is lost: a stream that begins where its numbers wrap, and loses just
         * those, could not be decrypted (RFC 3711 section 3.3.1).
         */
        void join() {
            bob.negotiate();
            alice.negotiate();
            call.time().pass(SECOND);
            conditions(later);
        }

        /** From now on nothing is lost, so that what is still missing can be asked for. */
        void recover() {
            conditions(Conditions.CLEAN);
            call.time().pass(3 * SECOND);
        }

        void conditions(Conditions now) {
            for (SimulatedPeer peer : List.of(alice, bob)) {
                peer.place().up().conditions(now);
                peer.place().down().conditions(now);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#everywhere")
    void overACleanNetworkAViewerGetsEveryPacketOnceAndInOrder(Run run) {
        AliceAndBob pair = new AliceAndBob(run, Conditions.CLEAN);
        MediaSource voice = pair.alice.audio("0", run.start());
        MediaSource picture = pair.alice.video("1", run.start());
        SimulatedViewer bob = pair.bob.withAudio("a").withVideo("v");
        pair.join();

        pair.call.time().pass(10 * SECOND);

        Continuity.checkComplete(bob.track("a"), voice);
        Continuity.checkComplete(bob.track("v"), picture);
        for (String mid : List.of("a", "v")) {
            assertThat(bob.track(mid).arrivals()).isEqualTo(bob.track(mid).packets());
        }
        assertThat(bob.track("a").marks()).hasSizeGreaterThan(480);
        assertThat(pair.alice.heard().missing).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#everywhere")
    void overABadNetworkEveryLostVideoPacketIsRecoveredOnce(Run run) {
        AliceAndBob pair = new AliceAndBob(run, Conditions.BAD);
        MediaSource picture = pair.alice.video("1", run.start());
        SimulatedViewer bob = pair.bob.withVideo("v");
        pair.join();

        pair.call.time().pass(15 * SECOND);
        pair.recover();

        ReceivedTrack track = bob.track("v");
        Continuity.checkComplete(track, picture);
        assertThat(track.arrivals()).as("retransmitted").anyMatch(ReceivedTrack.Received::again);
        assertThat(pair.alice.place().up().lost()).isPositive();
        assertThat(picture.resent()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#everywhere")
    void withoutRetransmissionStreamsPacketsAreRepeatedByteForByte(Run run) {
        AliceAndBob pair = new AliceAndBob(run, Conditions.BAD);
        int ssrc = pair.call.nextSsrc();
        pair.alice.withSection(SimulatedPublisher.videoSection("1", "transport-cc").ssrc(ssrc));
        MediaSource picture =
                pair.alice.added(
                        new MediaSource.Labels(ssrc, 0, "1"),
                        Payload.VP8,
                        SimulatedPublisher.VP8,
                        run.start());
        SimulatedViewer bob = pair.bob.withVp8("v", 96, 0);
        Map<Long, List<byte[]>> onTheWire = new HashMap<>();
        bob.place()
                .down()
                .tap(
                        datagram -> {
                            if (Wire.isRtpOf(datagram, bob.track("v").ssrc())) {
                                long number = NetworkOrder.uint16(datagram, 2);
                                long key = number << 32 | NetworkOrder.uint32(datagram, 4);
                                onTheWire
                                        .computeIfAbsent(key, k -> new ArrayList<>())
                                        .add(datagram);
                            }
                        });
        pair.join();

        pair.call.time().pass(15 * SECOND);
        pair.recover();

        Continuity.checkComplete(bob.track("v"), picture);
        assertThat(onTheWire.values()).anyMatch(copies -> copies.size() > 1);
        for (List<byte[]> copies : onTheWire.values()) {
            assertThat(copies).allMatch(copy -> java.util.Arrays.equals(copy, copies.get(0)));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#everywhere")
    void lossThatNobodyRecoversIsReportedToThePublisherAndCountedOfTheViewer(Run run) {
        AliceAndBob pair = new AliceAndBob(run, Conditions.BAD);
        MediaSource voice = pair.alice.audio("0", run.start());
        SimulatedViewer bob = pair.bob.withAudio("a");
        pair.join();

        pair.call.time().pass(20 * SECOND);
        pair.recover();

        String group = "audio." + Integer.toUnsignedString(voice.ssrc());
        long arrived = pair.alice.counter(group + ".packets");
        List<Heard.Report> reports = pair.alice.heard().reports;
        assertThat(reports).allMatch(report -> report.block().ssrc() == voice.ssrc());
        long reported = reports.get(reports.size() - 1).block().cumulativeLost();
        long inFlight = 1;
        assertThat(voice.sent().size() - arrived).isPositive();
        assertThat(voice.sent().size() - arrived - reported).isBetween(0L, inFlight);

        ReceivedTrack track = bob.track("a");
        Continuity.check(track);
        String bobsGroup = "audio." + Integer.toUnsignedString(track.ssrc());
        assertThat(track.gaps()).isGreaterThan(reported);
        assertThat(bob.counter(bobsGroup + ".reported-lost")).isEqualTo(track.gaps());
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#everywhere")
    void whatThePublisherDoesNotRepeatCostsAKeyFrameAndNoMore(Run run) {
        AliceAndBob pair = new AliceAndBob(run, Conditions.CLEAN);
        MediaSource picture = pair.alice.video("1", run.start());
        SimulatedViewer bob = pair.bob.withVideo("v");
        pair.alice.answerNacks(false);
        pair.join();
        pair.call.time().pass(5 * SECOND);
        int before = pair.alice.heard().keyFrameRequests.size();
        int frame = picture.sent().get(picture.sent().size() - 1).mark().frame();

        int[] dropped = new int[1];
        pair.alice.place().up().lose(datagram -> datagram[0] < 0 && dropped[0]++ == 5);
        pair.call.time().pass(8 * SECOND);

        assertThat(pair.alice.heard().keyFrameRequests.size() - before).isBetween(1, 2);
        Continuity.check(bob.track("v"));
        assertThat(bob.track("v").gaps()).isOne();
        assertThat(bob.track("v").marks())
                .as("key frames since")
                .anyMatch(mark -> mark.isKey() && mark.frame() > frame);
    }
}
