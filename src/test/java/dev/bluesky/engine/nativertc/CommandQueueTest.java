package dev.bluesky.engine.nativertc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CommandQueueTest {
    /** Held, so that its level stays: the failures below are meant. */
    private static final Logger LOG = Logger.getLogger(CommandQueue.class.getName());

    private final Queue<Runnable> turns = new ArrayDeque<>();
    private final CommandQueue queue = new CommandQueue(turns::add);
    private final List<String> done = new ArrayList<>();

    @Test
    void commandsRunInOrderOneATurn() {
        queue.execute(() -> done.add("a"));
        queue.execute(() -> done.add("b"));
        assertThat(turns).hasSize(1);
        turns.remove().run();
        assertThat(done).containsExactly("a");
        turns.remove().run();
        assertThat(done).containsExactly("a", "b");
        assertThat(turns).isEmpty();
    }

    @Test
    void aCommandMayAddCommands() {
        queue.execute(
                () -> {
                    done.add("a");
                    queue.execute(() -> done.add("b"));
                });
        runAll();
        assertThat(done).containsExactly("a", "b");
    }

    @Test
    void aFailingCommandDoesNotStopTheNext() {
        LOG.setLevel(Level.OFF);
        queue.execute(
                () -> {
                    throw new IllegalStateException("meant");
                });
        queue.execute(
                () -> {
                    throw new UnsatisfiedLinkError("meant");
                });
        queue.execute(() -> done.add("a"));
        runAll();
        assertThat(done).containsExactly("a");
    }

    @Test
    void anIdleQueueStartsAgain() {
        queue.execute(() -> done.add("a"));
        runAll();
        queue.execute(() -> done.add("b"));
        runAll();
        assertThat(done).containsExactly("a", "b");
    }

    @Test
    void manyThreadsNeverRunTwoCommandsAtOnce() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            CommandQueue shared = new CommandQueue(threads);
            AtomicInteger running = new AtomicInteger();
            AtomicInteger overlaps = new AtomicInteger();
            int commands = 20_000;
            CountDownLatch left = new CountDownLatch(commands);
            IntStream.range(0, commands)
                    .parallel()
                    .forEach(
                            i ->
                                    shared.execute(
                                            () -> {
                                                if (running.incrementAndGet() > 1) {
                                                    overlaps.incrementAndGet();
                                                }
                                                running.decrementAndGet();
                                                left.countDown();
                                            }));
            left.await();
            assertThat(overlaps).hasValue(0);
        } finally {
            threads.shutdownNow();
        }
    }

    private void runAll() {
        for (Runnable turn = turns.poll(); turn != null; turn = turns.poll()) {
            turn.run();
        }
    }
}
