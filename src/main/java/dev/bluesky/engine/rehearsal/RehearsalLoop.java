package dev.bluesky.engine.rehearsal;

import dev.bluesky.peer.TransportSetup;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A loop without sockets and without a clock: its time passes when it is told to. */
public final class RehearsalLoop implements TransportSetup.LoopExecutor {
    private static final Duration GLANCE = Duration.ofMillis(20);

    private final BlockingQueue<TransportSetup.Command> commands = new LinkedBlockingQueue<>();
    private long nowNs = System.nanoTime();

    /** From any thread. */
    @Override
    public void execute(TransportSetup.Command command) {
        commands.add(command);
    }

    long nowNs() {
        return nowNs;
    }

    /** So much time has passed. */
    void pass(long ns) {
        nowNs += ns;
    }

    /** Runs what was queued, and what that queues. */
    void runCommands() {
        TransportSetup.Command next = commands.poll();
        while (next != null) {
            next.run(nowNs);
            next = commands.poll();
        }
    }

    /**
     * Runs what is queued until something is so. Other threads take real time, in which that of the
     * loop stands still.
     *
     * @return whether it is so within that time
     */
    boolean runUntil(BooleanSupplier reached, Duration atMost) throws InterruptedException {
        long endNs = System.nanoTime() + atMost.toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() - endNs >= 0) {
                return false;
            }
            TransportSetup.@Nullable Command next =
                    commands.poll(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
            if (next != null) {
                next.run(nowNs);
            }
        }
        return true;
    }
}
