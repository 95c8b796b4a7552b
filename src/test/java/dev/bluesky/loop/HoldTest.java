package dev.bluesky.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HoldTest {
    private static final long LONGEST_NS = 2_000_000;
    private static final long TICK_NS = 10_000_000;
    private static final double TICKS_PER_SECOND = 100;

    private final Hold hold = new Hold(LONGEST_NS);
    private long nowNs = Long.MAX_VALUE - 5 * TICK_NS; // the clock may wrap

    @Test
    void nothingWaitsAtFirst() {
        assertThat(hold.lengthNs()).isZero();
    }

    @Test
    void nothingWaitsWhileLittleIsSent() {
        send(Hold.LITTLE * 0.9, 300);

        assertThat(hold.lengthNs()).isZero();
    }

    @Test
    void whatWaitsNeverWaitsLongerThanItMay() {
        send(Hold.MUCH * 100, 300);

        assertThat(hold.lengthNs()).isEqualTo(LONGEST_NS);
    }

    @Test
    void theWaitGrowsWithWhatIsSent() {
        send((Hold.LITTLE + Hold.MUCH) / 2, 300);

        assertThat(hold.lengthNs()).isBetween(LONGEST_NS * 4 / 10, LONGEST_NS * 6 / 10);
    }

    @Test
    void theWaitEndsSoonAfterTheLoad() {
        send(Hold.MUCH * 2, 300);
        send(0, 30);

        assertThat(hold.lengthNs()).isZero();
    }

    @Test
    void aLongestWaitOfZeroIsNone() {
        Hold none = new Hold(0);
        none.tick(0);
        for (int i = 0; i < 100_000; i++) {
            none.count();
        }
        none.tick(TICK_NS);

        assertThat(none.lengthNs()).isZero();
    }

    private void send(double perSecond, int ticks) {
        double owed = 0;
        for (int i = 0; i < ticks; i++) {
            for (owed += perSecond / TICKS_PER_SECOND; owed >= 1; owed--) {
                hold.count();
            }
            hold.tick(nowNs += TICK_NS);
        }
    }
}
