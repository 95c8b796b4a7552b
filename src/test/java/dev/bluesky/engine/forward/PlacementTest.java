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
                            .toList(),
                    0.6);

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

    private List<Integer> placeViewers(int viewers, int home, long nowNs) {
        return IntStream.range(0, viewers)
                .mapToObj(i -> placement.placeViewer(home, nowNs))
                .toList();
    }

    @Test
    void viewersLiveWithTheirRoomWhileItsLoopIsNotBusy() {
        loads[1] = 0.3;

        assertThat(placeViewers(50, 1, 0)).containsOnly(1);
    }

    @Test
    void viewersOfABusyLoopLiveOnTheOneThatUsesLeast() {
        loads[0] = 0.3;
        loads[1] = 0.7;
        loads[2] = 0.1;

        assertThat(placeViewers(5, 1, 0)).containsOnly(2);
    }

    @Test
    void viewersStayWhereTheOthersAreAboutAsBusy() {
        loads[0] = 0.6;
        loads[1] = 0.7;
        loads[2] = 0.56;

        assertThat(placeViewers(5, 1, 0)).containsOnly(1);
    }

    @Test
    void ofManyWhoComeAtOnceNotAllLiveOnOneLoop() {
        List<Integer> all = placeViewers(1000, 0, 0);

        assertThat(all.subList(0, 100)).containsOnly(0);
        assertThat(all).contains(1, 2);
        assertThat(all.stream().filter(loop -> loop == 0)).hasSizeBetween(250, 450);
    }

    @Test
    void withAShareOfNothingViewersAreSpreadFromTheFirstOneOnAndWithAWholeCoreNever() {
        DoubleSupplier idle = () -> 0;
        Placement spread = new Placement(List.of(idle, idle), 0);
        assertThat(IntStream.range(0, 4).map(i -> spread.placeViewer(0, 0)))
                .containsExactly(0, 1, 0, 1);

        Placement never = new Placement(List.of(() -> 1, idle), 1);
        assertThat(never.placeViewer(0, 0)).isZero();
    }
}
