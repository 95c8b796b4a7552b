package dev.bluesky.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SsrcTableTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void itHoldsWhatAMapWouldHold(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SsrcTable<String> table = new SsrcTable<>();
        Map<Integer, String> model = new LinkedHashMap<>();
        for (int step = 0; step < 2_000; step++) {
            int ssrc = random.nextInt(20) - 10;
            switch (random.nextInt(3)) {
                case 0 -> {
                    table.remove(ssrc);
                    model.remove(ssrc);
                }
                case 1 -> {
                    String thing = model.getOrDefault(ssrc, "nothing");
                    table.remove(thing);
                    model.remove(ssrc);
                }
                default -> {
                    model.remove(ssrc);
                    model.put(ssrc, "thing " + step);
                    table.put(ssrc, "thing " + step);
                }
            }
            assertThat(table.find(ssrc)).isEqualTo(model.get(ssrc));
            assertThat(table.size()).isEqualTo(model.size());
        }
        assertThat(table.all()).isEqualTo(new ArrayList<>(model.values()));
    }

    @Test
    void ssrcsAreUnsignedAndZeroIsOne() {
        SsrcTable<String> table = new SsrcTable<>();
        assertThat(table.find(0)).isNull();
        table.put(0, "zero");
        table.put(-1, "largest");

        assertThat(table.find(0)).isEqualTo("zero");
        assertThat(table.find(0xFFFF_FFFF)).isEqualTo("largest");
    }
}
