package dev.bluesky.boot;

import dev.bluesky.sfu.Sfu;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Looks for rooms that nobody has been in for long.
 *
 * @param timer its one thread
 */
record Housekeeping(ScheduledThreadPoolExecutor timer) implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Housekeeping.class.getName());

    private static final long PERIOD_SECONDS = 10;

    static Housekeeping start(Sfu sfu) {
        ScheduledThreadPoolExecutor timer =
                new ScheduledThreadPoolExecutor(
                        1,
                        task -> {
                            Thread thread = new Thread(task, "bluesky-housekeeping");
                            thread.setDaemon(true);
                            return thread;
                        });
        ScheduledFuture<?> unused =
                timer.scheduleWithFixedDelay(
                        () -> sweep(sfu), PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
        return new Housekeeping(timer);
    }

    /** A sweep that fails must not be the last one. */
    private static void sweep(Sfu sfu) {
        try {
            sfu.closeIdleRooms();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "idle rooms are not closed", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
