package dev.bluesky.engine.forward;

import dev.bluesky.dtls.HandshakeThreads;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The engine's threads beside the loop; idle ones end.
 *
 * @param handshakes waits for peers during DTLS handshakes
 * @param workers read offers, write answers and tell the rooms what the loop found, and never wait
 */
record ForwardThreads(HandshakeThreads handshakes, ExecutorService workers) {

    /** A handshake costs half a millisecond of work in some round trips of waiting. */
    private static final int HANDSHAKES_AT_A_TIME = 64;

    /** Half of the cores at most: whoever comes does not hold up the media of those who are in. */
    private static final int HANDSHAKES_COMPUTING =
            Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private static final int WORKERS = 2;
    private static final long IDLE_SECONDS = 10;
    private static final long STOP_SECONDS = 2;

    static ForwardThreads start() {
        return new ForwardThreads(
                HandshakeThreads.of(
                        pool(HANDSHAKES_AT_A_TIME, "bluesky-dtls-"), HANDSHAKES_COMPUTING),
                pool(WORKERS, "bluesky-forward-"));
    }

    private static ThreadPoolExecutor pool(int threads, String prefix) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(
                        threads,
                        threads,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        named(prefix));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static ThreadFactory named(String prefix) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + count.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(ForwardThreads.class.getClassLoader());
            return thread;
        };
    }

    /** Lets both finish what they were given: connections that are closed say farewell. */
    void stop() {
        handshakes.executor().shutdown();
        workers.shutdown();
        try {
            handshakes.executor().awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
            workers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
