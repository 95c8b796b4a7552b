package dev.bluesky.engine.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.config.Config;
import dev.bluesky.config.ConfigReader;
import dev.bluesky.loop.LoopLimits;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForwardEngineTest {

    @Test
    void loopsHoldForAsLongAsIsConfigured() {
        assertThat(limits(Map.of("bluesky.media-hold", "5ms")).holdLongest())
                .isEqualTo(Duration.ofMillis(5));
        assertThat(limits(Map.of("bluesky.media-hold", "0")).holdLongest()).isZero();
    }

    @Test
    void loopsAreAsTheyAreMadeWhereNothingIsConfigured() {
        assertThat(limits(Map.of())).isEqualTo(LoopLimits.DEFAULT);
    }

    private static LoopLimits limits(Map<String, String> properties) {
        Config config = ConfigReader.read(properties, Map.of());
        return ForwardEngine.settings(config.media()).limits();
    }
}
