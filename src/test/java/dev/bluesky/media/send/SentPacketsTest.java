package dev.bluesky.media.send;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentPacketsTest {
    private static final int CLOCK_RATE_HZ = 90_000;
    private static final int MOST = 1024;

    private final SentPackets packets = new SentPackets(MOST);

    @Test
    void aPacketIsFoundWithAllThatWasSaidOfIt() {
        packets.put(65_535, 65_534, -1, Long.MAX_VALUE);
        packets.put(0, 0, Integer.MIN_VALUE, Long.MIN_VALUE);
        assertKept(65_535, 65_534, -1, Long.MAX_VALUE);
        assertKept(0, 0, Integer.MIN_VALUE, Long.MIN_VALUE);
    }

    private void assertKept(int number, int source, int timestamp, long patch) {
        int place = packets.find(number);
        assertThat(packets.number(place)).isEqualTo(number);
        assertThat(packets.source(place)).isEqualTo(source);
        assertThat(packets.timestamp(place)).isEqualTo(timestamp);
        assertThat(packets.patch(place)).isEqualTo(patch);
        assertThat(packets.wasResent(place)).isFalse();
    }

    @Test
    void whatWasSentAgainIsSoUntilItsNumberComesAnew() {
        packets.put(7, 8, 9, 10);
        packets.resent(packets.find(7), 0);
        assertThat(packets.wasResent(packets.find(7))).isTrue();
        assertThat(packets.resentNs(packets.find(7))).isZero();
        packets.put(7, 9, 10, 11);
        assertThat(packets.wasResent(packets.find(7))).isFalse();
    }

    @Test
    void nothingIsFoundBeforeItWasSentOrAfterAllWasForgotten() {
        assertThat(packets.find(0)).isEqualTo(SentPackets.NOWHERE);
        packets.put(0, 0, 0, 0);
        assertThat(packets.find(0)).isNotEqualTo(SentPackets.NOWHERE);
        assertThat(packets.find(64)).isEqualTo(SentPackets.NOWHERE);
        packets.clear();
        assertThat(packets.find(0)).isEqualTo(SentPackets.NOWHERE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30, 150, 500})
    void whatWasSentInTheLastTwoSecondsIsFoundAndHardlyMoreIsKept(int packetsPerSecond) {
        int count = 10 * packetsPerSecond;
        for (int i = 0; i < count; i++) {
            packets.put(65_000 + i & 0xFFFF, i, timestamp(i, packetsPerSecond), i);
        }
        for (int i = count - 2 * packetsPerSecond; i < count; i++) {
            int place = packets.find(65_000 + i & 0xFFFF);
            assertThat(place).as("packet " + i).isNotEqualTo(SentPackets.NOWHERE);
            assertThat(packets.patch(place)).isEqualTo(i);
        }
        assertThat(packets.capacity()).isLessThanOrEqualTo(Math.max(64, 4 * packetsPerSecond));
    }

    private static int timestamp(int packet, int packetsPerSecond) {
        return Integer.MAX_VALUE - CLOCK_RATE_HZ + packet * (CLOCK_RATE_HZ / packetsPerSecond);
    }

    @Test
    void ofAFloodTheNewestAreKept() {
        int count = 3 * MOST;
        for (int i = 0; i < count; i++) {
            packets.put(i, i, 0, 0);
        }
        assertThat(packets.capacity()).isEqualTo(MOST);
        assertThat(packets.find(count - MOST)).isNotEqualTo(SentPackets.NOWHERE);
        assertThat(packets.find(count - MOST - 1)).isEqualTo(SentPackets.NOWHERE);
    }

    @Test
    void whereNothingIsSentAgainOnlyTheLastIsKept() {
        SentPackets one = new SentPackets(1);
        one.put(5, 5, 0, 0);
        one.put(6, 6, 1, 0);
        assertThat(one.find(5)).isEqualTo(SentPackets.NOWHERE);
        assertThat(one.find(6)).isNotEqualTo(SentPackets.NOWHERE);
        assertThat(one.capacity()).isEqualTo(1);
    }
}
