package dev.bluesky.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MachineLoadTest {

    @Test
    void thisProcessIsBusyWithSomething() {
        MachineLoad load = MachineLoad.now();
        assertThat(load.processors()).isPositive();
        assertThat(load.threads()).isPositive();
        assertThat(load.heapBytes()).isPositive();
        assertShare(load.processCpu());
        assertShare(load.systemCpu());
    }

    private static void assertShare(OptionalDouble share) {
        if (share.isPresent()) {
            assertThat(share.getAsDouble()).isBetween(0.0, 1.0);
        }
    }
}
