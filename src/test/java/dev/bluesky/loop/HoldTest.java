package dev.bluesky.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HoldTest {
    private static final long LONGEST_NS = 2_000_000;

    private double load;
    private final Hold hold = new Hold(LONGEST_NS, () -> load);

    @Test
    void nothingWaitsWhileTheLoopHasTimeLeft() {
        load = Hold.LITTLE * 0.99;

        assertThat(hold.lengthNs()).isZero();
    }

    @Test
    void whatWaitsNeverWaitsLongerThanItMay() {
        load = 1;

        assertThat(hold.lengthNs()).isEqualTo(LONGEST_NS);
    }

    @Test
    void theWaitGrowsWithTheLoad() {
        load = (Hold.LITTLE + Hold.MUCH) / 2;

        assertThat(hold.lengthNs()).isBetween(LONGEST_NS * 4 / 10, LONGEST_NS * 6 / 10);
    }

    @Test
    void theWaitEndsWithTheLoad() {
        load = 1;
        assertThat(hold.lengthNs()).isPositive();

        load = 0;
        assertThat(hold.lengthNs()).isZero();
    }

    @Test
    void aLongestWaitOfZeroIsNone() {
        assertThat(new Hold(0, () -> 1).lengthNs()).isZero();
    }
}
