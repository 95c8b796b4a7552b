package dev.bluesky.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayWindowTest {

    @ParameterizedTest
    @CsvSource({
        "-1, 0, 0",
        "-1, 65535, 65535",
        "0, 1, 1",
        "0, 32768, 32768",
        "0, 32769, -32767",
        "65535, 0, 65536",
        "65535, 32766, 98302",
        "65535, 32767, 32767",
        "65536, 65535, 65535",
        "98303, 65535, 131071",
        "98304, 32768, 98304",
        "98304, 0, 65536",
        "98305, 0, 131072"
    })
    void theRollOverCountIsTheLikeliest(long highest, int sequenceNumber, long index) {
        assertThat(ReplayWindow.estimate(highest, sequenceNumber)).isEqualTo(index);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 127, 32767, 32768, 65534, 65535})
    void eachIndexIsNewOnceAndOldBelowTheWindow(long start) {
        for (long seed = 0; seed < 20; seed++) {
            ReplayWindow window = new ReplayWindow();
            SplittableRandom random = new SplittableRandom(seed);
            Set<Long> seen = new HashSet<>();
            long highest = -1;
            for (int i = 0; i < 4000; i++) {
                long index = Math.max(0, start + i + random.nextInt(-1400, 300));
                int expected = 0;
                if (highest >= 0 && index <= highest - ReplayWindow.SIZE) {
                    expected = SrtpDrop.TOO_OLD.code();
                } else if (seen.contains(index)) {
                    expected = SrtpDrop.REPLAYED.code();
                }
                assertThat(window.check(index)).as("seed %d, step %d", seed, i).isEqualTo(expected);
                if (expected == 0) {
                    window.accept(index);
                    seen.add(index);
                    highest = Math.max(highest, index);
                }
            }
        }
    }
}
