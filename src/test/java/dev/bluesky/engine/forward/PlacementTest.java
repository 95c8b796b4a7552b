package dev.bluesky.engine.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlacementTest {
    private static final long LATER_NS = Duration.ofMinutes(1).toNanos();

    private final double[] loads = new double[3];
    private final Placement placement =
            new Placement(
                    IntStream.range(0, loads.length)
                            .<DoubleSupplier>mapToObj(i -> () -> loads[i])
                            .toList());

    private List<Integer> place(int rooms, long nowNs) {
        return IntStream.range(0, rooms).mapToObj(i -> placement.place(nowNs)).toList();
    }

    @Test
    void roomsOfIdleLoopsAreDealtInTurn() {
        assertThat(place(6, 0)).containsExactly(0, 1, 2, 0, 1, 2);
    }

    @Test
    void aRoomGoesWhereLeastIsUsed() {
        loads[0] = 0.7;
        loads[1] = 0.3;
        loads[2] = 0.5;

        assertThat(placement.place(0)).isEqualTo(1);
    }

    @Test
    void roomsThatComeAtOnceDoNotAllGoWhereLeastIsUsed() {
        loads[0] = 0.1;

        assertThat(place(20, 0)).contains(0, 1, 2);
    }

    @Test
    void aRoomThatIsNoLongerYoungCountsForWhatItUses() {
        assertThat(place(2, 0)).containsExactly(0, 1);
        loads[0] = 0.1;
        loads[2] = 0.3;

        assertThat(place(2, LATER_NS)).containsExactly(1, 1);
    }

    @Test
    void ofLoopsThatAreAboutAsBusyTheOneWithFewestRoomsIsChosen() {
        place(3, 0);
        placement.closed(1);
        loads[1] = 0.02;

        assertThat(placement.rooms()).containsExactly(1, 0, 1);
        assertThat(placement.place(LATER_NS)).isEqualTo(1);
    }
}
