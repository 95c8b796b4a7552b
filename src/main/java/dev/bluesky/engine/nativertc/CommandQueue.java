package dev.bluesky.engine.nativertc;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs commands one at a time, in order, on threads borrowed from an executor; a failing command is
 * logged and does not stop the next.
 */
final class CommandQueue implements Executor {

    private static final Logger LOG = System.getLogger(CommandQueue.class.getName());

    private final Executor threads;
    private final Queue<Runnable> commands = new ArrayDeque<>();
    private boolean running;

    CommandQueue(Executor threads) {
        this.threads = threads;
    }

    @Override
    public void execute(Runnable command) {
        synchronized (commands) {
            commands.add(command);
            if (running) {
                return;
            }
            running = true;
        }
        dispatch();
    }

    /** What is refused, because the engine stops, does not run; the next command may try again. */
    private void dispatch() {
        try {
            threads.execute(this::runOne);
        } catch (RejectedExecutionException e) {
            synchronized (commands) {
                running = false;
                commands.clear();
            }
            throw e;
        }
    }

    private void runOne() {
        Runnable command;
        synchronized (commands) {
            command = commands.remove();
        }
        try {
            command.run();
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.ERROR, "a command of the native engine failed", e);
        } finally {
            runNext();
        }
    }

    /** One command a turn, so that a busy room does not hold a thread while others wait. */
    private void runNext() {
        synchronized (commands) {
            running = !commands.isEmpty();
            if (!running) {
                return;
            }
        }
        try {
            dispatch();
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "the engine stops; commands are dropped", e);
        }
    }
}
