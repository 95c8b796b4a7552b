package dev.bluesky.loop;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What is logged of faults while it is open, in place of the console. */
final class FaultLog extends Handler implements AutoCloseable {
    private final Logger logger = Logger.getLogger(Faults.class.getName());
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    FaultLog() {
        logger.setUseParentHandlers(false);
        logger.addHandler(this);
    }

    List<LogRecord> records() {
        return records;
    }

    @Override
    public void publish(LogRecord logged) {
        records.add(logged);
    }

    @Override
    public void flush() {
        // Nothing is buffered.
    }

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
    }
}
