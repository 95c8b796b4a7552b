package dev.bluesky.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.sfu.View;
import dev.bluesky.sfu.View.SlotWish;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One picture in three sizes (ssrc-group SIM): which one a viewer gets. */
class LayersTest {
    private static final long MS = VirtualTime.MS;
    private static final long SECOND = VirtualTime.SECOND;
    private static final int[] LINES = {180, 360, 720};
    private static final int CHANGES = 100;
    private static final long FREEZE_NS = 300 * MS;

    /** Alice's picture, the smallest size first. */
    private static final class Layered {
        final Call call;
        final SimulatedPublisher alice;
        final SimulatedViewer bob;
        final List<MediaSource> sizes;

        Layered(Run run, Conditions conditions) {
            call = new Call(run);
            alice = call.publisher("alice", conditions);
            bob = call.viewer("bob", "alice", conditions).withVideo("v");
            sizes = alice.sizes("1", run.start(), LINES);
            alice.negotiate();
            bob.negotiate();
        }

        void wants(int lines) {
            SlotWish wish = new SlotWish(OptionalInt.of(lines), false);
            bob.view(new View(List.of(), Map.of("v", wish)));
        }

        /** Wishes for any of the sizes, each of which is fulfilled soon. */
        void changeWishes() {
            for (int change = 0; change < CHANGES; change++) {
                int wanted = call.random().nextInt(LINES.length);
                wants(LINES[wanted] + call.random().nextInt(LINES[wanted]));
                assertThat(call.time().runUntil(() -> size() == wanted, 3 * SECOND)).isTrue();
                call.time().pass(call.random().nextLong(SECOND));
            }
        }

        /** Between the captures of neighbouring pictures that Bob has. */
        long longestPauseNs() {
            long longest = 0;
            List<Mark> marks = bob.track("v").marks();
            for (int i = 1; i < marks.size(); i++) {
                longest =
                        Math.max(longest, marks.get(i).captureNs() - marks.get(i - 1).captureNs());
            }
            return longest;
        }

        /** Of the newest packet that Bob has: 0 for the smallest. */
        int size() {
            List<Mark> marks = bob.track("v").marks();
            int source = marks.get(marks.size() - 1).source();
            return sizes.stream().map(MediaSource::ssrc).toList().indexOf(source);
        }

        /**
         * Each change of size is on a key frame, and nothing is missing but what such a change
         * overtook.
         */
        void check(int overtakenAtMost) {
            ReceivedTrack track = bob.track("v");
            Continuity.check(track);
            assertThat(track.gaps())
                    .as("overtaken by a change")
                    .isBetween(0L, (long) overtakenAtMost);
            int before = 0;
            for (Mark mark : track.marks()) {
                assertThat(mark.source() == before || mark.isKey()).as("%s", mark).isTrue();
                before = mark.source();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#everywhere")
    void theLargestSizeThatComesIsForwarded(Run run) {
        Layered picture = new Layered(run, Conditions.UNTIDY);
        picture.sizes.get(1).pause(true);
        picture.sizes.get(2).pause(true);
        picture.call.time().pass(2 * SECOND);
        assertThat(picture.size()).isZero();

        picture.sizes.get(1).pause(false);
        picture.call.time().pass(SECOND);
        assertThat(picture.size()).isOne();

        picture.sizes.get(2).pause(false);
        picture.call.time().pass(SECOND);
        assertThat(picture.size()).isEqualTo(2);
        picture.check(4);
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#everywhere")
    void whenALargeSizeStopsTheNextOneTakesOverAndItComesBack(Run run) {
        Layered picture = new Layered(run, Conditions.CLEAN);
        picture.call.time().pass(3 * SECOND);
        assertThat(picture.size()).isEqualTo(2);

        picture.sizes.get(2).pause(true);
        assertThat(picture.call.time().runUntil(() -> picture.size() == 1, 3 * SECOND)).isTrue();
        picture.call.time().pass(SECOND);
        picture.sizes.get(1).pause(true);
        assertThat(picture.call.time().runUntil(() -> picture.size() == 0, 3 * SECOND)).isTrue();
        picture.call.time().pass(SECOND);
        picture.sizes.get(2).pause(false);
        assertThat(picture.call.time().runUntil(() -> picture.size() == 2, SECOND)).isTrue();
        picture.call.time().pass(SECOND);

        picture.check(0);
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#everywhere")
    void aSizeThatSaysGoodbyeIsReplacedAtOnce(Run run) {
        Layered picture = new Layered(run, Conditions.CLEAN);
        picture.call.time().pass(3 * SECOND);

        picture.sizes.get(2).pause(true);
        picture.call.time().pass(50 * MS);
        picture.alice.sayGoodbye(picture.sizes.get(2).ssrc());
        assertThat(picture.call.time().runUntil(() -> picture.size() == 1, 200 * MS)).isTrue();
        picture.call.time().pass(SECOND);

        picture.check(0);
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void sizesThatNobodySeesAreNotAskedForKeyFrames(Run run) {
        Layered picture = new Layered(run, Conditions.BAD);
        picture.alice.answerNacks(false);
        picture.call.time().pass(5 * SECOND);
        long sinceNs = picture.call.time().nowNs();
        picture.call.time().pass(20 * SECOND);

        assertThat(picture.size()).isEqualTo(2);
        assertThat(picture.alice.heard().keyFrameRequests)
                .filteredOn(request -> request.atNs() > sinceNs)
                .isNotEmpty()
                .allMatch(request -> request.ssrc() == picture.sizes.get(2).ssrc());
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void aSizeThatFeedsViewersUntilTheNextKeyFrameIsNotCountedAsDropped(Run run) {
        Layered picture = new Layered(run, Conditions.CLEAN);
        picture.sizes.get(0).pause(true);
        picture.sizes.get(2).pause(true);
        picture.call.time().pass(2 * SECOND);
        MediaSource large = picture.sizes.get(2);
        picture.alice.place().up().lose(d -> Wire.isRtpOf(d, large.ssrc()));
        large.oblige(false);
        large.pause(false);
        picture.call.time().pass(SECOND);
        picture.alice.place().up().lose(d -> false);
        picture.call.time().pass(SECOND);

        assertThat(picture.size()).as("while the large one makes no key frame").isOne();
        assertThat(picture.alice.counters()).doesNotContainKey("inbound-drop.layer-not-forwarded");
        picture.check(0);
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#everywhere")
    void aHundredWishesForOtherSizesAreFulfilledWithoutAFreeze(Run run) {
        Layered picture = new Layered(run, Conditions.CLEAN);
        picture.call.time().pass(2 * SECOND);
        picture.changeWishes();
        picture.call.time().pass(SECOND);

        assertThat(picture.longestPauseNs()).isLessThan(FREEZE_NS);
        picture.check(0);
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#everywhere")
    void aHundredWishesOverABadNetworkConfuseNobody(Run run) {
        Layered picture = new Layered(run, Conditions.BAD);
        picture.call.time().pass(2 * SECOND);
        picture.changeWishes();
        picture.call.time().pass(SECOND);

        Continuity.check(picture.bob.track("v"));
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void eachViewerOfAPictureHasItsOwnSize(Run run) {
        Layered picture = new Layered(run, Conditions.CLEAN);
        SimulatedViewer carol = picture.call.viewer("carol", "alice", Conditions.CLEAN);
        carol.withVideo("v").negotiate();
        picture.wants(LINES[0]);
        picture.call.time().pass(3 * SECOND);

        List<Mark> carols = carol.track("v").marks();
        assertThat(picture.size()).isZero();
        assertThat(carols.get(carols.size() - 1).source()).isEqualTo(picture.sizes.get(2).ssrc());
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#everywhere")
    void aSizeThatStopsWhileOthersGoOnIsLeftBeforeAnybodySeesAFreeze(Run run) {
        Layered picture = new Layered(run, Conditions.CLEAN);
        picture.call.time().pass(3 * SECOND);
        picture.sizes.get(2).pause(true);

        assertThat(picture.call.time().runUntil(() -> picture.size() == 1, SECOND)).isTrue();
    }
}
