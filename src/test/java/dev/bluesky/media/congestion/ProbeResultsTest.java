package dev.bluesky.media.congestion;

import static dev.bluesky.media.congestion.Feedbacks.MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ProbeResultsTest {
    private final ProbeResults results = new ProbeResults();

    /** Ten packets of 1000 bytes. */
    private void probe(long sentEachNs, long arrivingEachNs, int arriving) {
        results.expect(new Probe(7, 1_000_000, 10_000, 10));
        for (int i = 0; i < arriving; i++) {
            results.arrived(7, 1000, i * sentEachNs, 50 * MS + i * arrivingEachNs);
        }
    }

    @Test
    void whatArrivesAsFastAsItWasSentProvesThatRate() {
        probe(4 * MS, 4 * MS, 10);
        assertThat(results.isComplete()).isTrue();
        assertThat(results.provenBps()).isCloseTo(2_000_000, within(1.0));
        assertThat(results.isLimit()).isFalse();
    }

    @Test
    void whatArrivesSlowerShowsWhatThePathCarries() {
        probe(4 * MS, 8 * MS, 10);
        assertThat(results.provenBps()).isCloseTo(950_000, within(1.0));
        assertThat(results.isLimit()).isTrue();
    }

    @Test
    void whatLeftTooSlowlyIsNoLimit() {
        probe(16 * MS, 32 * MS, 10);
        assertThat(results.provenBps()).isPositive();
        assertThat(results.isLimit()).isFalse();
    }

    @Test
    void whatArrivesInABunchProvesNothing() {
        probe(4 * MS, MS, 10);
        assertThat(results.provenBps()).isZero();
    }

    @Test
    void whatArrivesAtOnceProvesNothing() {
        probe(4 * MS, 0, 10);
        assertThat(results.provenBps()).isZero();
    }

    @Test
    void mostOfItMustArrive() {
        probe(4 * MS, 4 * MS, 7);
        assertThat(results.isComplete()).isFalse();
    }

    @Test
    void packetsOfAnotherProbeDoNotCount() {
        results.expect(new Probe(8, 1_000_000, 1000, 1));
        results.arrived(7, 1000, 0, MS);
        assertThat(results.isComplete()).isFalse();
    }

    @Test
    void itIsJudgedOnce() {
        probe(4 * MS, 4 * MS, 10);
        results.provenBps();
        assertThat(results.isComplete()).isFalse();
    }
}
