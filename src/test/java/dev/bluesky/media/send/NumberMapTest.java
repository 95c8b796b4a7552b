package dev.bluesky.media.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberMapTest {

    private static NumberMap map(int bits, int source, int firstOut) {
        NumberMap map = new NumberMap(16, firstOut);
        map.switchTo(source, bits);
        return map;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 32767, 32768, 65534, 65535})
    void numbersFollowTheSourceOverEveryWrap(int start) {
        NumberMap map = map(16, start, 65_530);
        for (int i = 0; i < 200_000; i++) {
            assertThat(map.map(start + i & 0xFFFF)).isEqualTo(65_530 + i & 0xFFFF);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 32767, 32768, 65534, 65535})
    void aNumberLeftOutVanishesAndALateOneFindsItsPlace(int start) {
        NumberMap map = map(16, start, 100);
        assertThat(map.map(start)).isEqualTo(100);
        assertThat(map.leaveOut(start + 2 & 0xFFFF)).isTrue();
        assertThat(map.map(start + 3 & 0xFFFF)).isEqualTo(102);
        assertThat(map.map(start + 1 & 0xFFFF)).as("late").isEqualTo(101);
        assertThat(map.map(start + 2 & 0xFFFF)).isEqualTo(NumberMap.LEFT_OUT);
        assertThat(map.leaveOut(start + 2 & 0xFFFF)).as("again").isTrue();
        assertThat(map.leaveOut(start + 3 & 0xFFFF)).as("already promised").isFalse();
    }

    @Test
    void anotherSourceGoesOnAfterTheLargestNumber() {
        NumberMap map = map(16, 5, 10);
        map.map(5);
        map.map(9);
        map.switchTo(60_000, 16);
        assertThat(map.map(60_000)).isEqualTo(15);
        assertThat(map.map(59_999)).isEqualTo(NumberMap.BEFORE_SWITCH);
        assertThat(map.map(60_001)).isEqualTo(16);
    }

    @Test
    void whatWasLeftOutAtTheEndOfASourceIsNoGapEither() {
        NumberMap map = map(16, 5, 10);
        map.map(5);
        map.leaveOut(6);
        map.leaveOut(8);
        map.switchTo(77, 16);
        assertThat(map.map(77)).isEqualTo(11);
    }

    @Test
    void narrowNumbersComeOutWide() {
        NumberMap map = map(7, 126, 1000);
        for (int i = 0; i < 500; i++) {
            assertThat(map.map(126 + i & 0x7F)).isEqualTo(1000 + i);
        }
    }

    @Test
    void aPlaceThatIsForgottenIsNotGivenTwice() {
        NumberMap map = map(16, 0, 0);
        map.map(0);
        for (int i = 2; i < 300; i += 3) {
            map.leaveOut(i);
            map.map(i + 2);
        }
        assertThat(map.map(1)).isEqualTo(NumberMap.FORGOTTEN);
        assertThat(map.map(297)).isGreaterThan(0);
    }

    /** Against the definition: the place among all numbers that were not left out in time. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 32767, 32768, 65534, 65535})
    void anyOrderGivesEachNumberItsOwnPlace(int start) {
        for (long seed = 1; seed <= 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            NumberMap map = map(16, start, 7);
            TreeSet<Integer> leftOut = new TreeSet<>();
            Set<Integer> out = new HashSet<>();
            map.map(start);
            for (int i : shuffledWithin(400, 8, random)) {
                int source = start + i & 0xFFFF;
                if (random.nextInt(4) == 0 && map.leaveOut(source)) {
                    leftOut.add(i);
                    continue;
                }
                int expected = 7 + i - leftOut.headSet(i).size();
                int actual = map.map(source);
                assertThat(actual).as("seed %d number %d", seed, i).isEqualTo(expected);
                assertThat(out.add(actual)).as("seed %d number %d", seed, i).isTrue();
            }
        }
    }

    @Test
    void theLastNumbersThatWereNotUsedAreTakenBackOnceTheNextSourceBegins() {
        NumberMap map = new NumberMap(16, 65_533);
        map.switchTo(100, 16);
        for (int source = 100; source < 105; source++) {
            map.map(source);
        }
        int last = 65_533 + 4 & 0xFFFF;
        map.takeBack(last - 1 & 0xFFFF); // Not the last.
        map.takeBack(last);
        map.takeBack(last - 1 & 0xFFFF);
        map.takeBack(last);

        map.switchTo(7_000, 16);
        assertThat(map.map(7_000)).isZero();
    }

    private static int[] shuffledWithin(int count, int reach, SplittableRandom random) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = i + 1;
        }
        for (int i = 0; i + reach < count; i++) {
            int other = i + random.nextInt(reach);
            int swap = order[i];
            order[i] = order[other];
            order[other] = swap;
        }
        return order;
    }
}
