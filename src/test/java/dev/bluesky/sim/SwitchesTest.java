package dev.bluesky.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.sfu.UserId;
import dev.bluesky.sfu.View;
import dev.bluesky.sfu.View.SlotWish;
import dev.bluesky.sim.ReceivedTrack.Received;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Three people publish two sizes each; a viewer with two slots changes in turn how large it wants
 * to see them and whom.
 */
class SwitchesTest {
    private static final long MS = VirtualTime.MS;
    private static final long SECOND = VirtualTime.SECOND;
    private static final int PEOPLE = 3;
    private static final int[] LINES = {180, 360};
    private static final List<String> SLOTS = List.of("v0", "v1");
    private static final int SWITCHES = 100;
    private static final long FREEZE_NS = 300 * MS;

    private static final class Room {
        final Call call;
        final SimulatedViewer viewer;
        final List<List<MediaSource>> pictures = new ArrayList<>();

        Room(Run run, Conditions conditions) {
            call = new Call(run);
            viewer = call.watcher("zoe", conditions);
            SLOTS.forEach(viewer::withVideo);
            Start start = run.start();
            for (int i = 0; i < PEOPLE; i++) {
                SimulatedPublisher publisher = call.publisher("p" + i, conditions);
                pictures.add(publisher.sizes("1", start, LINES));
                publisher.negotiate();
                start = start.next().next();
            }
            viewer.negotiate();
            call.time().pass(3 * SECOND);
        }

        /** This one and the next. */
        void wants(int publisher, int size) {
            SlotWish wish = new SlotWish(OptionalInt.of(LINES[size]), false);
            List<UserId> pinned =
                    IntStream.of(publisher, publisher + 1)
                            .mapToObj(i -> new UserId("p" + i % PEOPLE))
                            .toList();
            viewer.view(new View(pinned, Map.of(SLOTS.get(0), wish, SLOTS.get(1), wish)));
        }

        boolean shows(int publisher, int size) {
            Set<Integer> wanted = new HashSet<>();
            wanted.add(pictures.get(publisher % PEOPLE).get(size).ssrc());
            wanted.add(pictures.get((publisher + 1) % PEOPLE).get(size).ssrc());
            Set<Integer> last = new HashSet<>();
            SLOTS.forEach(mid -> last.add(lastSource(mid)));
            return wanted.equals(last);
        }

        private int lastSource(String mid) {
            List<Mark> marks = viewer.track(mid).marks();
            return marks.get(marks.size() - 1).source();
        }

        /**
         * At moments that have nothing to do with one another, or with when key frames are made.
         */
        void change() {
            int publisher = 0;
            int size = LINES.length - 1;
            for (int i = 0; i < SWITCHES; i++) {
                size = i % 2 == 0 ? LINES.length - 1 - size : size;
                publisher += i % 2;
                wants(publisher, size);
                int[] wish = {publisher, size};
                assertThat(call.time().runUntil(() -> shows(wish[0], wish[1]), 5 * SECOND))
                        .as("switch %d", i)
                        .isTrue();
                call.time().pass(call.random().nextLong(400 * MS));
            }
        }

        long longestPauseNs(String mid) {
            List<Received> arrivals = viewer.track(mid).arrivals();
            return IntStream.range(1, arrivals.size())
                    .mapToLong(i -> arrivals.get(i).atNs() - arrivals.get(i - 1).atNs())
                    .max()
                    .orElse(Long.MAX_VALUE);
        }

        /** Each source begins with a key frame. */
        void checkKeyFrames(String mid) {
            int before = 0;
            for (Mark mark : viewer.track(mid).marks()) {
                assertThat(mark.source() == before || mark.isKey()).as("%s", mark).isTrue();
                before = mark.source();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#everywhere")
    void aHundredSwitchesOfSizeAndPublisherAreNoFreezeAndLeaveNoGap(Run run) {
        Room room = new Room(run, Conditions.CLEAN);
        room.change();

        for (String mid : SLOTS) {
            Continuity.check(room.viewer.track(mid));
            room.checkKeyFrames(mid);
            assertThat(room.viewer.track(mid).gaps()).as("gaps in %s", mid).isZero();
            assertThat(room.longestPauseNs(mid)).as("pause in %s", mid).isLessThan(FREEZE_NS);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void aHundredSwitchesOfSizeAndPublisherOverABadNetworkConfuseNobody(Run run) {
        Room room = new Room(run, Conditions.BAD);
        room.change();

        SLOTS.forEach(mid -> Continuity.check(room.viewer.track(mid)));
    }
}
