package dev.bluesky.wire.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrapAroundTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 32767, 32768, 65534, 65535})
    void sequenceNumbersKeepTheirOrderFromAnyStart(int start) {
        for (int steps = 1; steps < 32768; steps += 37) {
            int later = SequenceNumber.plus(start, steps);
            assertThat(SequenceNumber.isNewer(later, start)).isTrue();
            assertThat(SequenceNumber.isNewer(start, later)).isFalse();
            assertThat(SequenceNumber.distance(start, later)).isEqualTo(steps);
            assertThat(SequenceNumber.distance(later, start)).isEqualTo(-steps);
            assertThat(SequenceNumber.plus(later, -steps)).isEqualTo(start);
        }
        assertThat(SequenceNumber.isNewer(start, start)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 32767, 32768, 65534, 65535})
    void halfTheSpaceApartExactlyOneIsNewer(int start) {
        int opposite = SequenceNumber.plus(start, 32768);
        assertThat(SequenceNumber.isNewer(start, opposite))
                .isNotEqualTo(SequenceNumber.isNewer(opposite, start));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 32767, 32768, 65534, 65535})
    void unwrappingFollowsAStreamThroughManyRollOvers(int start) {
        long seed = 4711;
        SplittableRandom random = new SplittableRandom(seed);
        long truth = start;
        long reference = start;
        for (int i = 0; i < 10_000; i++) {
            truth += random.nextInt(-300, 600);
            reference = SequenceNumber.unwrap(SequenceNumber.wrap(truth), reference);
            assertThat(reference).as("seed %d, step %d", seed, i).isEqualTo(truth);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFE, 0xFFFF_FFFF})
    void timestampsKeepTheirOrderFromAnyStart(int start) {
        int later = start + 90_000;
        assertThat(RtpTimestamp.isNewer(later, start)).isTrue();
        assertThat(RtpTimestamp.isNewer(start, later)).isFalse();
        assertThat(RtpTimestamp.isNewer(start, start)).isFalse();
        assertThat(RtpTimestamp.distance(later, start)).isEqualTo(-90_000);
        assertThat(RtpTimestamp.unwrap(later, 5L << 32 | (start & 0xFFFF_FFFFL)))
                .isEqualTo((5L << 32 | (start & 0xFFFF_FFFFL)) + 90_000);
        int opposite = start + 0x8000_0000;
        assertThat(RtpTimestamp.isNewer(start, opposite))
                .isNotEqualTo(RtpTimestamp.isNewer(opposite, start));
    }

    @Test
    void ticksOfAClockNeverOverflow() {
        assertThat(RtpTimestamp.ticks(1_500_000_000L, 90_000)).isEqualTo(135_000);
        assertThat(RtpTimestamp.ticks(-1_000_000_000L, 48_000)).isEqualTo(-48_000);
        assertThat(RtpTimestamp.ticks(Long.MAX_VALUE, 90_000)).isEqualTo(830_103_483_316_929L);
        assertThat(RtpTimestamp.ns(135_000, 90_000)).isEqualTo(1_500_000_000L);
        assertThat(RtpTimestamp.ns(-48_000, 48_000)).isEqualTo(-1_000_000_000L);
    }
}
