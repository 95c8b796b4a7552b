package dev.bluesky.engine.forward;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a room's loop tells the rest of the application: in order, one at a time, on a worker, so
 * that the loop waits for nobody. The queue is short, since whoever announces waits until it was
 * heard before it announces the next.
 */
final class Announcements {
    private static final Logger LOG = System.getLogger(Announcements.class.getName());

    private final Executor workers;
    private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    Announcements(Executor workers) {
        this.workers = workers;
    }

    /** Runs after all that was announced before. */
    void announce(Runnable what) {
        queue.add(what);
        if (waiting.getAndIncrement() == 0) {
            run(this::next);
        }
    }

    private void run(Runnable step) {
        try {
            workers.execute(step);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "the engine stops; nobody is told any more", e);
        }
    }

    /** One for each turn of a worker: other rooms have things to tell, too. */
    private void next() {
        Runnable what = queue.remove();
        try {
            what.run();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "nobody was told of a change", e);
        }
        if (waiting.decrementAndGet() > 0) {
            run(this::next);
        }
    }
}
