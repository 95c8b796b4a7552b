package dev.bluesky.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
    private final Counters counters = new Counters();
    private final Faults faults = new Faults(counters);

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE - 5, Long.MIN_VALUE})
    void ofManyOneIsLoggedInTenSecondsAndHowManyWereNot(long startNs) {
        try (FaultLog log = new FaultLog()) {
            for (int i = 0; i < 1000; i++) {
                faults.report("a datagram", new IllegalStateException("bad"), startNs + i);
            }
            assertThat(log.records()).hasSize(1);

            faults.report(
                    "a tick",
                    new IllegalStateException("bad"),
                    startNs + TimeUnit.SECONDS.toNanos(10));
            assertThat(log.records()).hasSize(2);
            assertThat(log.records().get(1).getMessage()).contains("a tick").contains("999");
        }
        assertThat(counters.snapshot()).containsEntry(LoopCounter.FAULTS, 1001L);
    }
}
