package dev.bluesky.engine.nativertc;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The engine's own threads; never a container's.
 *
 * @param commands run the rooms' commands, each of which may block for milliseconds
 * @param timer hands over to commands, never blocks
 */
record EngineThreads(ExecutorService commands, ScheduledExecutorService timer) {

    /** Commands of this many rooms run at the same time. */
    private static final int COMMAND_THREADS = 8;

    private static final long IDLE_SECONDS = 30;
    private static final long STOP_SECONDS = 5;

    static EngineThreads start() {
        ThreadPoolExecutor commands =
                new ThreadPoolExecutor(
                        COMMAND_THREADS,
                        COMMAND_THREADS,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        named("bluesky-native-"));
        commands.allowCoreThreadTimeOut(true);
        ScheduledThreadPoolExecutor timer =
                new ScheduledThreadPoolExecutor(1, named("bluesky-native-timer-"));
        timer.setRemoveOnCancelPolicy(true);
        return new EngineThreads(commands, timer);
    }

    private static ThreadFactory named(String prefix) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Lets what has begun end. */
    void stop() {
        timer.shutdownNow();
        commands.shutdown();
        try {
            commands.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
