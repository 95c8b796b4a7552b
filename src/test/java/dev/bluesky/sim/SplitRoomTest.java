package dev.bluesky.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.engine.forward.VirtualLoops;
import dev.bluesky.media.codec.Codec;
import dev.bluesky.sfu.Refusal;
import dev.bluesky.sfu.SfuException;
import dev.bluesky.sfu.UserId;
import dev.bluesky.sfu.View;
import dev.bluesky.sfu.View.SlotWish;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A room whose publishers live on one loop, and some of whose viewers on another one. */
class SplitRoomTest {
    private static final long MS = VirtualTime.MS;
    private static final long SECOND = VirtualTime.SECOND;
    private static final int HOME = 0;
    private static final int ELSEWHERE = 1;
    private static final int SPEECH = 25;
    private static final int SILENT = 127;

    private static final class Room {
        final Call call;
        final SimulatedPublisher alice;
        final MediaSource voice;
        final MediaSource picture;

        Room(Run run) {
            call = new Call(run, 2);
            alice = call.publisher("alice", Conditions.CLEAN);
            voice = alice.audio("0", run.start());
            picture = alice.video("1", run.start());
            alice.negotiate();
            call.time().pass(2 * SECOND);
        }

        SimulatedViewer viewer(int loop, String user) {
            call.server().viewersOn(loop);
            SimulatedViewer viewer =
                    call.viewer(user, "alice", Conditions.CLEAN).withAudio("a").withVideo("v");
            viewer.negotiate();
            return viewer;
        }

        VirtualLoops loops() {
            return call.server().loops();
        }

        void pass(long ns) {
            call.time().pass(ns);
        }

        void assertComplete(SimulatedViewer viewer) {
            Continuity.checkComplete(viewer.track("a"), voice);
            Continuity.checkComplete(viewer.track("v"), picture);
            assertThat(viewer.track("v").marks().get(0).isKey()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#everywhere")
    void whoeverJoinsOnAnotherLoopGetsAllFromAKeyFrameOnAsThoseAtHomeDo(Run run) {
        Room room = new Room(run);
        SimulatedViewer bob = room.viewer(HOME, "bob");
        room.pass(2 * SECOND);
        SimulatedViewer carol = room.viewer(ELSEWHERE, "carol");
        room.call.time().runUntil(carol::isSecured, SECOND);
        assertThat(room.call.time().runUntil(() -> !carol.track("v").isEmpty(), 100 * MS)).isTrue();
        room.pass(3 * SECOND);

        room.assertComplete(bob);
        room.assertComplete(carol);
        assertThat(room.alice.heard().keyFrameRequests).hasSize(2);
        assertThat(carol.track("a").reports()).isNotEmpty();
        assertThat(carol.track("v").reports()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void aPacketGoesToAnotherLoopOnceForAllItsViewers(Run run) {
        Room room = new Room(run);
        assertThat(room.loops().relayedPackets()).isZero();
        List<SimulatedViewer> viewers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            viewers.add(room.viewer(ELSEWHERE, "viewer" + i));
        }
        room.pass(SECOND);
        int sentBefore = room.voice.sent().size() + room.picture.sent().size();
        int relayedBefore = room.loops().relayedPackets();
        room.pass(3 * SECOND);

        int sent = room.voice.sent().size() + room.picture.sent().size() - sentBefore;
        assertThat(room.loops().relayedPackets() - relayedBefore).isBetween(sent - 2, sent + 2);
        assertThat(room.loops().inboundStreams(ELSEWHERE)).isEqualTo(2);
        viewers.forEach(room::assertComplete);
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void whenTheLastViewerOfAnotherLoopLeavesNothingGoesThereAnyMore(Run run) {
        Room room = new Room(run);
        SimulatedViewer bob = room.viewer(HOME, "bob");
        SimulatedViewer carol = room.viewer(ELSEWHERE, "carol");
        SimulatedViewer dave = room.viewer(ELSEWHERE, "dave");
        room.pass(2 * SECOND);
        carol.close();
        room.pass(2 * SECOND);
        dave.close();
        room.pass(100 * MS);
        int relayed = room.loops().relayedPackets();
        room.pass(2 * SECOND);

        assertThat(room.loops().relayedPackets()).isEqualTo(relayed);
        assertThat(room.loops().inboundStreams(ELSEWHERE)).isZero();
        room.assertComplete(bob);
        room.assertComplete(dave);

        SimulatedViewer erin = room.viewer(ELSEWHERE, "erin");
        room.pass(2 * SECOND);
        room.assertComplete(erin);
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void aPublisherLeavesReturnsAndIsReplacedWhileViewersElsewhereKeepTheirStreams(Run run) {
        Room room = new Room(run);
        SimulatedViewer carol = room.viewer(ELSEWHERE, "carol");
        room.pass(2 * SECOND);
        room.alice.close();
        room.pass(SECOND);
        assertThat(room.loops().inboundStreams(ELSEWHERE)).isZero();

        SimulatedPublisher second = room.call.publisher("alice", Conditions.CLEAN);
        MediaSource secondPicture = second.video("1", run.start().next());
        second.negotiate();
        room.pass(2 * SECOND);
        SimulatedPublisher third = room.call.publisher("alice", Conditions.CLEAN);
        MediaSource thirdPicture = third.video("1", run.start().next().next());
        third.negotiate();
        room.pass(2 * SECOND);
        second.close();
        room.pass(2 * SECOND);

        Continuity.check(carol.track("v"));
        assertThat(carol.track("v").marks().stream().map(Mark::source).distinct())
                .containsExactly(room.picture.ssrc(), secondPicture.ssrc(), thirdPicture.ssrc());
        assertThat(room.loops().inboundStreams(ELSEWHERE)).isOne();
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void aViewerElsewhereGetsTheSizeThatItWants(Run run) {
        Call call = new Call(run, 2);
        SimulatedPublisher alice = call.publisher("alice", Conditions.CLEAN);
        List<MediaSource> sizes = alice.sizes("1", run.start(), 180, 360, 720);
        alice.negotiate();
        call.time().pass(3 * SECOND);
        call.server().viewersOn(ELSEWHERE);
        SimulatedViewer carol = call.viewer("carol", "alice", Conditions.CLEAN).withVideo("v");
        carol.view(wish(360));
        carol.negotiate();
        call.time().pass(2 * SECOND);
        assertThat(carol.track("v").marks().stream().map(Mark::source).distinct())
                .as("sizes are known before a key frame tells them there")
                .containsExactly(sizes.get(1).ssrc());

        for (int wanted : new int[] {2, 0, 1, 2}) {
            carol.view(wish(new int[] {180, 360, 720}[wanted]));
            int ssrc = sizes.get(wanted).ssrc();
            assertThat(call.time().runUntil(() -> newest(carol) == ssrc, SECOND)).isTrue();
            call.time().pass(SECOND);
        }

        Continuity.check(carol.track("v"));
        assertThat(carol.track("v").gaps()).isZero();
    }

    private static View wish(int lines) {
        return new View(List.of(), Map.of("v", new SlotWish(OptionalInt.of(lines), false)));
    }

    private static int newest(SimulatedViewer viewer) {
        List<Mark> marks = viewer.track("v").marks();
        return marks.get(marks.size() - 1).source();
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void aLoopThatDoesNotKeepUpMissesPacketsAndDisturbsNobodyElse(Run run) {
        Room room = new Room(run);
        SimulatedViewer bob = room.viewer(HOME, "bob");
        SimulatedViewer carol = room.viewer(ELSEWHERE, "carol");
        room.pass(2 * SECOND);
        room.loops().room(0);
        room.pass(SECOND);
        assertThat(room.loops().droppedPackets()).isPositive();
        room.loops().room(Integer.MAX_VALUE);
        room.pass(3 * SECOND);

        room.assertComplete(bob);
        Continuity.check(carol.track("v"));
        Continuity.check(carol.track("a"));
        List<Mark> marks = carol.track("v").marks();
        assertThat(marks.get(marks.size() - 1).frame())
                .as("it goes on")
                .isGreaterThanOrEqualTo(
                        bob.track("v").marks().get(bob.track("v").marks().size() - 1).frame() - 1);
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void whatIsSilencedAtHomeIsSilencedElsewhereWhoeverComesWhen(Run run) {
        Room room = new Room(run);
        SimulatedViewer carol = room.viewer(ELSEWHERE, "carol");
        room.pass(2 * SECOND);
        room.call.server().room().silence(new UserId("alice"), Set.of("0"));
        room.pass(100 * MS);
        SimulatedViewer dave = room.viewer(ELSEWHERE, "dave");
        int heard = carol.track("a").packets().size();
        room.pass(2 * SECOND);
        assertThat(carol.track("a").packets()).hasSize(heard);
        assertThat(dave.track("a").isEmpty()).isTrue();
        assertThat(dave.track("v").isEmpty()).isFalse();

        room.call.server().room().silence(new UserId("alice"), Set.of());
        room.pass(SECOND);
        assertThat(dave.track("a").isEmpty()).isFalse();
        assertThat(carol.track("a").packets().size()).isGreaterThan(heard);
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void aViewerElsewhereWhoCannotDecodeThePublisherIsRefused(Run run) {
        Room room = new Room(run);
        room.call.server().viewersOn(ELSEWHERE);
        SimulatedViewer carol =
                room.call
                        .viewer("carol", "alice", Conditions.CLEAN)
                        .withSection(
                                OfferedSection.receiving("video", "v")
                                        .codec(
                                                SimulatedViewer.H264,
                                                "H264/90000",
                                                List.of("nack", "nack pli")),
                                SimulatedViewer.H264,
                                Codec.H264);
        carol.negotiate();
        room.pass(100 * MS);

        assertThat(carol.refusal())
                .hasValueSatisfying(
                        failure ->
                                assertThat(
                                                failure instanceof CompletionException
                                                        ? failure.getCause()
                                                        : failure)
                                        .isInstanceOfSatisfying(
                                                SfuException.class,
                                                e ->
                                                        assertThat(e.refusal())
                                                                .isEqualTo(Refusal.UNSERVABLE)));
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void whoReceivesTheWholeRoomElsewhereSeesWhoSpeaks(Run run) {
        Room room = new Room(run);
        room.voice.withLevel(SILENT);
        room.call.server().viewersOn(ELSEWHERE);
        SimulatedViewer zoe =
                room.call.watcher("zoe", Conditions.CLEAN).withAudio("a0").withVideo("v0");
        zoe.negotiate();
        room.pass(2 * SECOND);
        assertThat(zoe.in("v0")).isEqualTo("alice");

        SimulatedPublisher bob = room.call.publisher("bob", Conditions.CLEAN);
        MediaSource voice = bob.audio("0", run.start().next()).withLevel(SPEECH);
        bob.video("1", run.start().next());
        bob.negotiate();
        room.pass(4 * SECOND);
        assertThat(zoe.in("v0")).isEqualTo("bob");
        assertThat(zoe.in("a0")).isEqualTo("bob");
        assertThat(room.call.server().speakers()).endsWith("bob");

        voice.withLevel(SILENT);
        room.voice.withLevel(SPEECH);
        room.pass(4 * SECOND);
        assertThat(zoe.in("v0")).isEqualTo("alice");

        zoe.close();
        room.pass(100 * MS);
        assertThat(room.loops().inboundStreams(ELSEWHERE)).isZero();
        Continuity.check(zoe.track("v0"));
        Continuity.check(zoe.track("a0"));
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void nothingIsLeftOfARoomThatIsClosed(Run run) {
        Room room = new Room(run);
        room.viewer(HOME, "bob");
        room.viewer(ELSEWHERE, "carol");
        room.call.server().viewersOn(ELSEWHERE);
        room.call.watcher("zoe", Conditions.CLEAN).withAudio("a0").withVideo("v0").negotiate();
        room.pass(2 * SECOND);
        assertThat(room.loops().engines().get(ELSEWHERE).peers()).isEqualTo(2);

        room.call.server().room().close();
        room.pass(100 * MS);

        for (int loop : new int[] {HOME, ELSEWHERE}) {
            assertThat(room.loops().inboundStreams(loop)).isZero();
            assertThat(room.loops().engines().get(loop).peers()).isZero();
        }
    }
}
