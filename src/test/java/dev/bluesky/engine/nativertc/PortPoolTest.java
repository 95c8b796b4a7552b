package dev.bluesky.engine.nativertc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bluesky.config.PortRange;
import dev.bluesky.sfu.Refusal;
import dev.bluesky.sfu.SfuException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortPoolTest {
    /** Below the ephemeral ports, so that hardly anybody takes one meanwhile. */
    private static final PortRange RANGE = new PortRange(29_001, 29_003);

    private final PortPool pool = new PortPool(RANGE);

    @Test
    void everyPortIsGivenOutOnce() {
        Set<Integer> leased = new HashSet<>();
        for (int i = 0; i < RANGE.size(); i++) {
            leased.add(pool.lease());
        }
        assertThat(leased).containsExactlyInAnyOrder(29_001, 29_002, 29_003);
        assertThat(pool.available()).isZero();
    }

    @Test
    void whenAllAreOutTheServerIsAtCapacityUntilOneComesBack() {
        int first = pool.lease();
        pool.lease();
        pool.lease();
        assertAtCapacity();
        pool.giveBack(first);
        assertThat(pool.lease()).isEqualTo(first);
    }

    @Test
    void thePortGivenBackLongestAgoComesFirst() {
        int first = pool.lease();
        int second = pool.lease();
        int third = pool.lease();
        pool.giveBack(third);
        pool.giveBack(first);
        pool.giveBack(second);
        assertThat(pool.lease()).isEqualTo(third);
    }

    @Test
    void aPortThatAnotherProgramHoldsIsPassedOverAndKept() throws SocketException {
        try (DatagramSocket other = new DatagramSocket(new InetSocketAddress("0.0.0.0", 29_001))) {
            assertThat(pool.lease()).isEqualTo(29_002);
            assertThat(pool.lease()).isEqualTo(29_003);
            assertThat(other.isBound()).isTrue();
            assertAtCapacity();
        }
        assertThat(pool.lease()).isEqualTo(29_001);
    }

    private void assertAtCapacity() {
        assertThatThrownBy(pool::lease)
                .hasMessageContaining("29001-29003")
                .isInstanceOfSatisfying(
                        SfuException.class,
                        e -> assertThat(e.refusal()).isEqualTo(Refusal.AT_CAPACITY));
    }
}
