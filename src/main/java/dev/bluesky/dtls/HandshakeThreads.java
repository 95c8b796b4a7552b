package dev.bluesky.dtls;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.BooleanSupplier;

/**
 * Where handshakes wait for their peers. There are only so many threads, and whoever has an answer
 * of ours may occupy one by saying nothing more: while others queue, patience is shorter ({@link
 * DtlsLimits#crowdedDeadline}).
 *
 * @param executor of the handshakes
 * @param crowded whether one waits for a thread; asked from any thread
 * @param turns who of them computes
 */
public record HandshakeThreads(ExecutorService executor, BooleanSupplier crowded, Turns turns) {

    /**
     * A pool of so many threads with a queue.
     *
     * @param computing how many of them may compute at a time, while the others wait for peers
     */
    public static HandshakeThreads of(ThreadPoolExecutor pool, int computing) {
        return new HandshakeThreads(pool, () -> !pool.getQueue().isEmpty(), Turns.of(computing));
    }

    /** Nobody waits for a thread here. */
    public static HandshakeThreads neverCrowded(ExecutorService executor) {
        return new HandshakeThreads(executor, () -> false, Turns.UNLIMITED);
    }
}
