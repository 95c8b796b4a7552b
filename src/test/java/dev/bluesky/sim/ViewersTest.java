package dev.bluesky.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.media.codec.Codec;
import dev.bluesky.sfu.Refusal;
import dev.bluesky.sfu.SfuException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who gets what, under which names. */
class ViewersTest {
    private static final long SECOND = VirtualTime.SECOND;

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#everywhere")
    void aViewerMayComeLongBeforeThePublisher(Run run) {
        Call call = new Call(run);
        SimulatedViewer bob =
                call.viewer("bob", "alice", Conditions.CLEAN).withAudio("a").withVideo("v");
        bob.negotiate();
        call.time().pass(60 * SECOND);
        assertThat(bob.lost()).isEmpty();

        SimulatedPublisher alice = call.publisher("alice", Conditions.CLEAN);
        MediaSource voice = alice.audio("0", run.start());
        MediaSource picture = alice.video("1", run.start());
        alice.negotiate();
        call.time().pass(3 * SECOND);

        Continuity.checkComplete(bob.track("a"), voice);
        Continuity.checkComplete(bob.track("v"), picture);
        assertThat(bob.track("v").marks().get(0).packet()).as("first packet").isZero();
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#everywhere")
    void eachViewerHasItsOwnPayloadTypesExtensionIdsAndNetwork(Run run) {
        Call call = new Call(run);
        SimulatedPublisher alice = call.publisher("alice", Conditions.UNTIDY);
        MediaSource voice = alice.audio("0", run.start());
        MediaSource picture = alice.video("1", run.start());
        SimulatedViewer bob =
                call.viewer("bob", "alice", Conditions.CLEAN)
                        .withExtensionIds(1, 2)
                        .withAudio("a", 96)
                        .withVp8("v", 97, 98);
        SimulatedViewer carol =
                call.viewer("carol", "alice", Conditions.BAD)
                        .withExtensionIds(14, 1)
                        .withAudio("sound", 111)
                        .withVp8("picture", 100, 0);
        SimulatedViewer dave =
                call.viewer("dave", "alice", Conditions.UNTIDY)
                        .withExtensionIds(4, 0)
                        .withVideo("x")
                        .withAudio("y", 35);
        Stream.of(bob, carol, dave, alice).forEach(SimulatedPeer::negotiate);
        call.time().pass(8 * SECOND);
        carol.place().up().conditions(Conditions.CLEAN);
        carol.place().down().conditions(Conditions.CLEAN);
        call.time().pass(3 * SECOND);

        Continuity.checkComplete(bob.track("v"), picture);
        Continuity.checkComplete(carol.track("picture"), picture);
        Continuity.checkComplete(dave.track("x"), picture);
        Continuity.check(bob.track("a"));
        Continuity.check(carol.track("sound"));
        Continuity.check(dave.track("y"));
        assertThat(voice.sent()).hasSizeGreaterThan(500);
        assertThat(bob.extensions()).containsOnlyKeys(1, 2);
        assertThat(carol.extensions()).containsOnlyKeys(14, 1);
        assertThat(dave.extensions()).containsOnlyKeys(4);
        assertThat(bob.extensions().get(2)).isEqualTo(bob.track("a").packets().size());
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void aViewerWithoutACommonCodecGetsNothingAndHurtsNobody(Run run) {
        Call call = new Call(run);
        SimulatedPublisher alice = call.publisher("alice", Conditions.CLEAN);
        MediaSource voice = alice.audio("0", run.start());
        MediaSource picture = alice.video("1", run.start());
        SimulatedViewer bob = call.viewer("bob", "alice", Conditions.CLEAN).withVideo("v");
        SimulatedViewer carol =
                call.viewer("carol", "alice", Conditions.CLEAN)
                        .withAudio("a")
                        .withSection(
                                OfferedSection.receiving("video", "v")
                                        .codec(45, "AV1/90000", OfferedSection.VIDEO_FEEDBACK)
                                        .extension(9, OfferedSection.MID),
                                45,
                                Codec.AV1);
        bob.negotiate();
        carol.negotiate();
        alice.negotiate();
        call.time().pass(5 * SECOND);

        assertThat(carol.track("v").isEmpty()).isTrue();
        Continuity.checkComplete(carol.track("a"), voice);
        Continuity.checkComplete(bob.track("v"), picture);
        String group = "video." + Integer.toUnsignedString(carol.track("v").ssrc());
        assertThat(carol.counter(group + ".no-common-codec")).isPositive();

        SimulatedViewer erin =
                call.viewer("erin", "alice", Conditions.CLEAN)
                        .withSection(
                                OfferedSection.receiving("video", "v")
                                        .codec(45, "AV1/90000", OfferedSection.VIDEO_FEEDBACK),
                                45,
                                Codec.AV1);
        erin.negotiate();
        call.time().pass(SECOND);
        assertThat(erin.refusal())
                .get()
                .satisfies(
                        refusal ->
                                assertThat(cause(refusal))
                                        .isInstanceOfSatisfying(
                                                SfuException.class,
                                                e ->
                                                        assertThat(e.refusal())
                                                                .isEqualTo(Refusal.UNSERVABLE)));
        Continuity.checkComplete(bob.track("v"), picture);
    }

    private static Throwable cause(Throwable refusal) {
        Throwable cause = refusal.getCause();
        return cause == null ? refusal : cause;
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void aViewerThatLacksTheCodecIsServedOnceThePublisherHasAnother(Run run) {
        Call call = new Call(run);
        SimulatedPublisher alice = call.publisher("alice", Conditions.CLEAN);
        MediaSource picture = alice.video("1", run.start());
        SimulatedViewer bob = call.viewer("bob", "alice", Conditions.CLEAN).withVp8("v", 96, 97);
        bob.negotiate();
        alice.negotiate();
        call.time().pass(2 * SECOND);
        picture.use(Payload.H264, SimulatedPublisher.H264, SimulatedPublisher.H264_RTX);
        call.time().pass(2 * SECOND);
        int atChange = bob.track("v").packets().size();
        call.time().pass(2 * SECOND);
        assertThat(bob.track("v").packets()).hasSize(atChange);

        picture.use(Payload.VP8, SimulatedPublisher.VP8, SimulatedPublisher.VP8_RTX);
        call.time().pass(2 * SECOND);

        assertThat(bob.track("v").packets()).hasSizeGreaterThan(atChange + 100);
        Continuity.check(bob.track("v"));
        assertThat(bob.track("v").gaps()).isZero();
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void sectionsOfAKindBelongTogetherInTheirOrder(Run run) {
        Call call = new Call(run);
        SimulatedPublisher alice = call.publisher("alice", Conditions.CLEAN);
        MediaSource camera = alice.video("c", run.start());
        MediaSource voice = alice.audio("m", run.start());
        MediaSource screen = alice.video("s", run.start().next());
        MediaSource music = alice.audio("n", run.start().next());
        SimulatedViewer bob =
                call.viewer("bob", "alice", Conditions.CLEAN)
                        .withAudio("0")
                        .withAudio("1")
                        .withVideo("2")
                        .withVideo("3")
                        .withVideo("4")
                        .withAudio("5");
        alice.negotiate();
        bob.negotiate();
        call.time().pass(3 * SECOND);

        Continuity.checkComplete(bob.track("0"), voice);
        Continuity.checkComplete(bob.track("1"), music);
        Continuity.checkComplete(bob.track("2"), camera);
        Continuity.checkComplete(bob.track("3"), screen);
        assertThat(bob.track("4").isEmpty()).isTrue();
        assertThat(bob.track("5").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void aFurtherOfferAddsASectionAndDisturbsNothing(Run run) {
        Call call = new Call(run);
        SimulatedPublisher alice = call.publisher("alice", Conditions.CLEAN);
        MediaSource voice = alice.audio("0", run.start());
        SimulatedViewer bob = call.viewer("bob", "alice", Conditions.CLEAN).withAudio("a");
        alice.negotiate();
        bob.negotiate();
        call.time().pass(3 * SECOND);

        MediaSource picture = alice.video("1", run.start());
        alice.negotiate();
        call.time().pass(SECOND);
        bob.withVideo("v").negotiate();
        call.time().pass(3 * SECOND);

        Continuity.checkComplete(bob.track("a"), voice);
        Continuity.checkComplete(bob.track("v"), picture);
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void sectionsMayComeAndGoAsOftenAsTheViewerLikes(Run run) {
        Call call = new Call(run);
        SimulatedPublisher alice = call.publisher("alice", Conditions.CLEAN);
        MediaSource picture = alice.video("1", run.start());
        alice.negotiate();
        SimulatedViewer bob = call.viewer("bob", "alice", Conditions.CLEAN).withVideo("v0");
        bob.negotiate();
        call.time().pass(SECOND);
        for (int i = 1; i < 100; i++) {
            bob.section("v" + (i - 1)).direction("inactive");
            bob.withVideo("v" + i).negotiate();
            call.time().pass(SECOND);
        }

        assertThat(picture.sent()).isNotEmpty();
        assertThat(bob.track("v99").marks()).as("packets in the hundredth").isNotEmpty();
        Continuity.check(bob.track("v99"));
    }
}
