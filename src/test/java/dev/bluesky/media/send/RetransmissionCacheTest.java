package dev.bluesky.media.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.wire.rtp.RtpView;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetransmissionCacheTest {

    private static final long SECOND = 1_000_000_000L;

    private final RtpView found = new RtpView();

    private static RtpView packet(int sequenceNumber, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) sequenceNumber);
        RtpView.writeHeader(bytes, 0, 96, sequenceNumber & 0xFFFF, 1, 2);
        RtpView view = new RtpView();
        assertThat(view.wrap(bytes, 0, length)).isTrue();
        return view;
    }

    private boolean isKept(RetransmissionCache cache, int sequenceNumber, int length, long nowNs) {
        if (!cache.find(sequenceNumber & 0xFFFF, nowNs, found)) {
            return false;
        }
        RtpView original = packet(sequenceNumber, length);
        assertThat(Arrays.copyOfRange(found.buffer(), found.offset(), found.offset() + length))
                .isEqualTo(original.buffer());
        return true;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 32767, 32768, 65534, 65535})
    void theNewestPacketsAreKept(int start) {
        RetransmissionCache cache = new RetransmissionCache(64, 100_000, SECOND);
        for (int i = 0; i < 1000; i++) {
            cache.put(packet(start + i, 40 + i % 50), 0);
        }
        for (int i = 0; i < 1000; i++) {
            assertThat(isKept(cache, start + i, 40 + i % 50, 0)).isEqualTo(i >= 1000 - 64);
        }
    }

    @Test
    void bytesAreBounded() {
        RetransmissionCache cache = new RetransmissionCache(1024, 10_000, SECOND);
        for (int i = 0; i < 5000; i++) {
            cache.put(packet(i, 300 + i * 7 % 900), 0);
            assertThat(isKept(cache, i, 300 + i * 7 % 900, 0)).isTrue();
        }
        int bytes = 0;
        for (int i = 0; i < 5000; i++) {
            if (isKept(cache, i, 300 + i * 7 % 900, 0)) {
                bytes += found.length();
            }
        }
        assertThat(bytes).isBetween(7_000, 10_000);
    }

    @Test
    void oldPacketsAreNotFound() {
        RetransmissionCache cache = new RetransmissionCache(64, 10_000, SECOND);
        cache.put(packet(1, 50), 0);
        assertThat(isKept(cache, 1, 50, SECOND)).isTrue();
        assertThat(isKept(cache, 1, 50, SECOND + 1)).isFalse();
    }

    @Test
    void aPacketLargerThanEverythingIsNotKept() {
        RetransmissionCache cache = new RetransmissionCache(64, 100, SECOND);
        cache.put(packet(1, 101), 0);
        assertThat(isKept(cache, 1, 101, 0)).isFalse();
        assertThat(isKept(cache, 2, 50, 0)).isFalse();
    }
}
