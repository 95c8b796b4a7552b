package dev.bluesky.media.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bluesky.media.codec.Codec;
import dev.bluesky.media.codec.FrameInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayerMeterTest {
    private static final long MS = 1_000_000L;
    private static final int BYTES = 1000;

    private final LayerMeter meter = new LayerMeter();
    private final FrameInfo info = new FrameInfo();
    private long nowNs;
    private int timestamp;

    /** VP9: {@code L<spatial>T2}, 20 pictures a second. */
    private void pass(int pictures, int spatial, boolean independent) {
        for (int picture = 0; picture < pictures; picture++) {
            timestamp += 4500;
            for (int s = 0; s < spatial; s++) {
                boolean unused = independent || s == spatial - 1;
                byte layer = (byte) ((picture & 1) << 5 | s << 1);
                byte[] payload = {(byte) (unused ? 0x6D : 0x6C), layer, 0, 1};
                assertThat(Codec.VP9.read(payload, 0, payload.length, info)).isTrue();
                meter.packet(info, timestamp, BYTES << s, nowNs);
            }
            nowNs += 50 * MS;
        }
    }

    private long kbps(int spatialId, int temporalId) {
        return Math.round(meter.bitrateBps(spatialId, temporalId, nowNs) / 1000.0);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -5_000 * MS, Long.MAX_VALUE - 3_000 * MS})
    void aLayerCostsWhatItIsBuiltOnToo(long startNs) {
        nowNs = startNs;
        pass(50, 3, false);
        assertThat(kbps(0, 1)).isCloseTo(160, within(16L));
        assertThat(kbps(1, 1)).isCloseTo(480, within(48L));
        assertThat(kbps(2, 1)).isCloseTo(1120, within(112L));
        assertThat(kbps(2, 0)).isCloseTo(560, within(112L));
        assertThat(meter.framesPerSecond(1, nowNs)).isCloseTo(20, within(2.0));
        assertThat(meter.framesPerSecond(0, nowNs)).isCloseTo(10, within(2.0));
    }

    @Test
    void aLayerThatIsBuiltOnNoOtherCostsItselfAlone() {
        pass(50, 3, true);
        assertThat(kbps(2, 1)).isCloseTo(640, within(64L));
        assertThat(kbps(0, 1)).isCloseTo(160, within(16L));
    }

    @Test
    void aLayerThatCeasesIsGoneWithinTwoSeconds() {
        pass(50, 3, false);
        assertThat(meter.highestSpatialId(nowNs)).isEqualTo(2);
        assertThat(meter.highestTemporalId(nowNs)).isOne();
        pass(41, 2, false);
        assertThat(meter.highestSpatialId(nowNs)).isOne();
        nowNs += 2_001 * MS;
        assertThat(meter.highestSpatialId(nowNs)).isZero();
        assertThat(meter.highestTemporalId(nowNs)).isZero();
        assertThat(kbps(2, 1)).isZero();
    }

    @Test
    void aYoungStreamCountsAsHalfASecondOldAtLeastAndIsSettledAfterAWindow() {
        pass(4, 1, false);
        long first = kbps(0, 1);
        assertThat(first).isPositive().isLessThan(80);
        pass(11, 1, false);
        assertThat(kbps(0, 1)).isCloseTo(160, within(16L));
        assertThat(meter.isSettled(nowNs)).isFalse();
        pass(16, 1, false);
        assertThat(meter.isSettled(nowNs)).isTrue();
        meter.clear();
        assertThat(kbps(0, 1)).isZero();
    }
}
