package dev.bluesky.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.peer.Link;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class InboxTest {
    private static final InetSocketAddress SOMEWHERE = new InetSocketAddress("192.0.2.1", 4000);

    private final Inbox inbox = new Inbox();
    private final StuckChannel channel = new StuckChannel(1);
    private final Counters counters = new Counters();
    private final Link link =
            new UdpLink(
                    channel,
                    new Turn(
                            Runnable::run,
                            new Recorder(),
                            new Hold(0, () -> 0),
                            new Faults(counters)),
                    counters);
    private final List<Integer> taken = new ArrayList<>();

    @AfterEach
    void release() {
        channel.finishAndReleaseAll();
    }

    private boolean put(int number) {
        byte[] buffer = ByteBuffer.allocate(12).putInt(4, number).array();
        return inbox.put(link, SOMEWHERE, buffer, 4, 4);
    }

    private boolean take() {
        return inbox.take(
                (by, source, buffer, length) -> {
                    assertThat(by).isSameAs(link);
                    assertThat(source).isSameAs(SOMEWHERE);
                    assertThat(length).isEqualTo(4);
                    assertThat(buffer.length - length).isGreaterThanOrEqualTo(UdpLink.SPARE_BYTES);
                    taken.add(ByteBuffer.wrap(buffer).getInt());
                });
    }

    @Test
    void whatIsPutThereComesOutInItsOrderHoweverOftenItGoesRound() {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < 5 * Inbox.DATAGRAMS_MAX; i += 3) {
            for (int j = i; j < i + 3; j++) {
                assertThat(put(j)).isTrue();
                all.add(j);
            }
            while (take()) {}
        }

        assertThat(taken).isEqualTo(all);
    }

    @Test
    void whatDoesNotFitIsRefusedAndWhatWasThereStays() {
        for (int i = 0; i < Inbox.DATAGRAMS_MAX; i++) {
            assertThat(put(i)).isTrue();
        }
        assertThat(put(-1)).isFalse();
        assertThat(take()).isTrue();
        assertThat(put(Inbox.DATAGRAMS_MAX)).isTrue();
        assertThat(put(-1)).isFalse();

        while (take()) {}
        assertThat(taken).hasSize(Inbox.DATAGRAMS_MAX + 1).isSorted().doesNotContain(-1);
    }

    @Test
    void aDatagramOnWhichItsTakerFailsIsGoneAndTheNextOneComes() {
        put(1);
        put(2);
        try {
            inbox.take(
                    (by, source, buffer, length) -> {
                        throw new IllegalStateException("a defect");
                    });
        } catch (IllegalStateException expected) {
            assertThat(taken).isEmpty();
        }

        assertThat(take()).isTrue();
        assertThat(take()).isFalse();
        assertThat(taken).containsExactly(2);
    }

    @Test
    @Timeout(30)
    void ofWhatSeveralThreadsPutThereNothingIsLostAndEachKeepsItsOrder() throws Exception {
        int threads = 3;
        int each = 20_000;
        List<Thread> producers = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int first = t * each;
            producers.add(new Thread(() -> putAll(first, each)));
        }
        producers.forEach(Thread::start);
        while (taken.size() < threads * each) {
            if (!take()) {
                Thread.onSpinWait();
            }
        }

        for (int t = 0; t < threads; t++) {
            int of = t;
            assertThat(taken.stream().filter(number -> number / each == of))
                    .hasSize(each)
                    .isSorted();
        }
        for (Thread producer : producers) {
            producer.join();
        }
    }

    private void putAll(int first, int count) {
        for (int i = first; i < first + count; i++) {
            while (!put(i)) {
                Thread.onSpinWait();
            }
        }
    }
}
