package dev.bluesky.it.raw;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One thread, one selector: the sockets, timers and commands of any number of peers. */
public final class RawLoop implements AutoCloseable {
    private static final Logger LOG = System.getLogger(RawLoop.class.getName());
    private static final int BUFFER_BYTES = 1 << 16;
    private static final long ASK_SECONDS = 30;
    private static final int HANDSHAKES_AT_ONCE = 8;

    /** What a channel's key carries. */
    interface Ready {
        /** The selector says so. */
        void ready(SelectionKey key) throws IOException;
    }

    private record Timer(long dueNs, Runnable task) {}

    private final Selector selector;
    private final Thread thread;
    private final ExecutorService handshakes;
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparingLong(Timer::dueNs));
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private volatile boolean closed;

    public RawLoop(String name) {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        handshakes =
                Executors.newFixedThreadPool(
                        HANDSHAKES_AT_ONCE, task -> daemon(task, name + "-handshake"));
        thread = daemon(this::turns, name);
        thread.start();
    }

    private static Thread daemon(Runnable task, String name) {
        Thread made = new Thread(task, name);
        made.setDaemon(true);
        return made;
    }

    /** Does that on the loop, now if this is its thread. From anywhere. */
    public void execute(Runnable command) {
        if (Thread.currentThread() == thread) {
            command.run();
        } else {
            commands.add(command);
            selector.wakeup();
        }
    }

    /** Does that on the loop and waits until it is done. From anywhere. */
    public void run(Runnable command) {
        ask(
                () -> {
                    command.run();
                    return true;
                });
    }

    /** Finds that out on the loop. From anywhere; an exception comes back to the caller. */
    public <T> T ask(Supplier<T> question) {
        if (Thread.currentThread() == thread) {
            return question.get();
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        execute(
                () -> {
                    try {
                        answer.complete(question.get());
                    } catch (Throwable t) {
                        answer.completeExceptionally(t);
                    }
                });
        try {
            return answer.orTimeout(ASK_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Does that on the loop at a time of {@link System#nanoTime}. On the loop. */
    public void at(long dueNs, Runnable task) {
        requireOwnThread();
        timers.add(new Timer(dueNs, task));
    }

    void requireOwnThread() {
        if (Thread.currentThread() != thread) {
            throw new IllegalStateException("not on " + thread.getName());
        }
    }

    /** Where handshakes may wait. */
    Executor handshakes() {
        return handshakes;
    }

    /** For whoever reads at the moment; 64 KiB. On the loop. */
    byte[] buffer() {
        return buffer;
    }

    SelectionKey register(SelectableChannel channel, int interest, Ready ready) throws IOException {
        channel.configureBlocking(false);
        return channel.register(selector, interest, ready);
    }

    /** Ends the thread and closes the sockets that are still open. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        handshakes.shutdownNow();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(ASK_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void turns() {
        try (selector) {
            while (!closed) {
                selector.select(RawLoop::ready, patienceMs());
                runCommands();
                runTimers();
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
        } catch (IOException e) {
            LOG.log(Level.ERROR, "the selector failed", e);
        }
    }

    /** At most a second; below a millisecond the loop turns without waiting. */
    private long patienceMs() {
        Timer next = timers.peek();
        long left = next == null ? Long.MAX_VALUE : next.dueNs - System.nanoTime();
        return Math.max(1, Math.min(1000, TimeUnit.NANOSECONDS.toMillis(left)));
    }

    private static void ready(SelectionKey key) {
        try {
            ((Ready) key.attachment()).ready(key);
        } catch (IOException e) {
            LOG.log(Level.ERROR, "a channel failed", e);
            key.cancel();
        } catch (Throwable t) { // A listener's assertion must not end the others.
            LOG.log(Level.ERROR, "a channel's receiver failed", t);
        }
    }

    private void runCommands() {
        for (Runnable next = commands.poll(); next != null; next = commands.poll()) {
            runSafely(next);
        }
    }

    private void runTimers() {
        long nowNs = System.nanoTime();
        while (!timers.isEmpty() && timers.element().dueNs - nowNs <= 0) {
            runSafely(timers.remove().task);
        }
    }

    private static void runSafely(Runnable task) {
        try {
            task.run();
        } catch (Throwable t) {
            LOG.log(Level.ERROR, "a task failed", t);
        }
    }
}
