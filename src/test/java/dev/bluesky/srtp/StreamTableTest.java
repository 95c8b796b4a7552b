package dev.bluesky.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamTableTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whateverComesAndGoesTheOthersAreFound(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StreamTable table = new StreamTable(100);
        Map<Integer, ReplayWindow> model = new HashMap<>();
        for (int step = 0; step < 20_000; step++) {
            int ssrc = random.nextInt(300) * 65_536;
            if (random.nextBoolean()) {
                table.remove(ssrc);
                model.remove(ssrc);
            } else if (!model.containsKey(ssrc) && !table.isFull()) {
                model.put(ssrc, table.add(ssrc));
            }
            assertThat(table.size()).isEqualTo(model.size());
            assertThat(table.find(ssrc)).isSameAs(model.get(ssrc));
        }
        model.forEach((ssrc, window) -> assertThat(table.find(ssrc)).isSameAs(window));
    }
}
