package dev.bluesky.media.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketQueueTest {
    private static final class Waiting {
        final String owner;
        final boolean mark;
        final long sinceNs;
        final byte[] bytes;

        Waiting(String owner, boolean mark, long sinceNs, byte[] bytes) {
            this.owner = owner;
            this.mark = mark;
            this.sinceNs = sinceNs;
            this.bytes = bytes;
        }
    }

    private final byte[] out = new byte[2_000];

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void givesBackWhatWasPutInInItsOrder(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        PacketQueue<String> queue = new PacketQueue<>(100, 60_000);
        Deque<Waiting> model = new ArrayDeque<>();
        int held = 0;
        for (int i = 0; i < 20_000; i++) {
            if (random.nextInt(100) < 30 + 40 * (i / 1_000 % 2)) {
                byte[] packet = new byte[1 + random.nextInt(1_300)];
                random.nextBytes(packet);
                Waiting waiting = new Waiting("owner" + i % 3, random.nextInt(2) == 0, i, packet);
                boolean fits = model.size() < 100 && held + packet.length <= 60_000;
                assertThat(add(queue, waiting)).as("seed %d, step %d", seed, i).isEqualTo(fits);
                if (fits) {
                    model.add(waiting);
                    held += packet.length;
                }
            } else if (!model.isEmpty()) {
                Waiting first = model.remove();
                held -= first.bytes.length;
                check(queue, first);
            }
            assertThat(queue.bytes()).isEqualTo(held);
            assertThat(queue.packets()).isEqualTo(model.size());
            assertThat(queue.isEmpty()).isEqualTo(model.isEmpty());
        }
    }

    private static boolean add(PacketQueue<String> queue, Waiting waiting) {
        byte[] shifted = new byte[waiting.bytes.length + 7];
        System.arraycopy(waiting.bytes, 0, shifted, 7, waiting.bytes.length);
        return queue.add(
                waiting.owner, waiting.mark, shifted, 7, waiting.bytes.length, waiting.sinceNs);
    }

    private void check(PacketQueue<String> queue, Waiting first) {
        assertThat(queue.firstOwner()).isEqualTo(first.owner);
        assertThat(queue.firstMark()).isEqualTo(first.mark);
        assertThat(queue.firstSinceNs()).isEqualTo(first.sinceNs);
        assertThat(queue.firstLength()).isEqualTo(first.bytes.length);
        int length = queue.take(out, 11);
        assertThat(Arrays.copyOfRange(out, 11, 11 + length)).isEqualTo(first.bytes);
    }

    @Test
    void isEmptyAfterItWasCleared() {
        PacketQueue<String> queue = new PacketQueue<>(100, 60_000);
        for (int i = 0; i < 40; i++) {
            assertThat(queue.add("a", false, new byte[1_000], 0, 1_000, i)).isTrue();
        }
        queue.clear();

        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.bytes()).isZero();
        Waiting next = new Waiting("b", true, 50, new byte[] {1, 2, 3});
        assertThat(add(queue, next)).isTrue();
        check(queue, next);
    }
}
