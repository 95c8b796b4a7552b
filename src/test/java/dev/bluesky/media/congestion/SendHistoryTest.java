package dev.bluesky.media.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SendHistoryTest {
    private final SendHistory history = new SendHistory();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 32767, 32768, 65534, 65535})
    void whatWasSentLatelyIsFoundWhereverItsNumbersBegin(int first) {
        for (int i = 0; i < 3 * SendHistory.SIZE; i++) {
            history.sent((first + i) & 0xFFFF, 100 + i, i % 7, 10L * i);
        }
        for (int i = 2 * SendHistory.SIZE; i < 3 * SendHistory.SIZE; i++) {
            int place = history.find((first + i) & 0xFFFF);
            assertThat(history.sentNs(place)).isEqualTo(10L * i);
            assertThat(history.bytes(place)).isEqualTo(100 + i);
            assertThat(history.probeId(place)).isEqualTo(i % 7);
        }
        int tooOld = first + 2 * SendHistory.SIZE - 1;
        assertThat(history.find(tooOld & 0xFFFF)).isEqualTo(SendHistory.UNKNOWN);
        int notYet = first + 3 * SendHistory.SIZE;
        assertThat(history.find(notYet & 0xFFFF)).isEqualTo(SendHistory.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 50, 223, 500, 1000})
    void whatLeftInTheLastTwoSecondsIsFoundAndHardlyMoreIsKept(int packetsPerSecond) {
        long intervalNs = 1_000_000_000L / packetsPerSecond;
        int count = 10 * packetsPerSecond;
        for (int i = 0; i < count; i++) {
            history.sent(65_000 + i & 0xFFFF, 100, 0, i * intervalNs);
        }
        for (int i = count - 2 * packetsPerSecond; i < count; i++) {
            int place = history.find(65_000 + i & 0xFFFF);
            assertThat(place).as("packet " + i).isNotEqualTo(SendHistory.UNKNOWN);
            assertThat(history.sentNs(place)).isEqualTo(i * intervalNs);
        }
        assertThat(history.capacity()).isLessThanOrEqualTo(Math.max(64, 4 * packetsPerSecond));
    }

    @Test
    void aBurstDoesNotPushOutWhatIsStillWaitedFor() {
        int number = 0;
        for (int i = 0; i < 100; i++) {
            history.sent(number++, 100, 0, i * SendHistory.KEPT_NS / 60);
        }
        int burst = number;
        for (int i = 0; i < 1000; i++) {
            history.sent(number++, 100, 0, 100 * SendHistory.KEPT_NS / 60 + i);
        }
        for (int i = burst - 59; i < number; i++) {
            assertThat(history.find(i)).as("packet " + i).isNotEqualTo(SendHistory.UNKNOWN);
        }
    }

    @Test
    void beforeAnythingIsSentNothingIsFound() {
        assertThat(history.find(0)).isEqualTo(SendHistory.UNKNOWN);
        assertThat(history.find(65535)).isEqualTo(SendHistory.UNKNOWN);
    }

    @Test
    void theGreatestValuesAreKept() {
        history.sent(65535, 65535, SendHistory.PROBE_ID_MAX, Long.MAX_VALUE);
        int place = history.find(65535);
        history.arrived(place);
        assertThat(history.sentNs(place)).isEqualTo(Long.MAX_VALUE);
        assertThat(history.bytes(place)).isEqualTo(65535);
        assertThat(history.probeId(place)).isEqualTo(65535);
    }

    @Test
    void anArrivalIsNewsOnce() {
        history.sent(5, 100, 0, 1);
        int place = history.find(5);
        assertThat(history.arrived(place)).isTrue();
        assertThat(history.arrived(place)).isFalse();
        assertThat(history.lost(place)).as("it has arrived").isFalse();
    }

    @Test
    void whatWasToldLostMayArriveAfterAll() {
        history.sent(5, 100, 0, 1);
        int place = history.find(5);
        assertThat(history.lost(place)).isTrue();
        assertThat(history.lost(place)).isFalse();
        assertThat(history.isLost(place)).isTrue();
        assertThat(history.arrived(place)).isTrue();
        assertThat(history.isLost(place)).isFalse();
    }
}
