package dev.bluesky.engine.forward;

import dev.bluesky.dtls.DtlsEndpoint;
import dev.bluesky.engine.rehearsal.Rehearsal;
import dev.bluesky.engine.rehearsal.RehearsalLoop;
import dev.bluesky.engine.rehearsal.Scene;
import dev.bluesky.ice.IceLimits;
import dev.bluesky.loop.Handover;
import dev.bluesky.peer.MediaContext;
import dev.bluesky.peer.NtpClock;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Rehearses calls beside the running engine, so that the first callers meet compiled code. Ends by
 * itself, at the latest when somebody comes: whoever is there has the processor.
 */
final class WarmUp implements AutoCloseable {
    private static final Logger LOG = System.getLogger(WarmUp.class.getName());
    private static final Duration END = Duration.ofSeconds(2);
    private static final long CONNECT_TIMEOUT_NS = Duration.ofSeconds(30).toNanos();

    private final Identity identity;
    private final Duration longest;
    private final long endNs;
    private final Thread thread;
    private volatile boolean ended;

    /**
     * @param longest zero for not at all
     */
    @SuppressWarnings("ThreadPriorityCheck") // Nothing but how long it takes depends on it.
    WarmUp(Identity identity, Duration longest) {
        this.identity = identity;
        this.longest = longest;
        endNs = System.nanoTime() + longest.toNanos();
        thread = new Thread(this::run, "bluesky-warm-up");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.setContextClassLoader(WarmUp.class.getClassLoader());
    }

    /** Begins, on a thread of its own. */
    void start() {
        if (!longest.isZero()) {
            thread.start();
        }
    }

    private void run() {
        long beginNs = System.nanoTime();
        ForwardThreads threads = ForwardThreads.start();
        int calls = 0;
        long packets = 0;
        try {
            while (goesOn()) {
                Rehearsal call = new Rehearsal(stage(identity, threads), this::goesOn);
                call.play(Scene.ALL.get(calls++ % Scene.ALL.size()));
                packets += call.packets();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the warm-up has ended early", e);
        }
        LOG.log(
                Level.INFO,
                "warmed up for {0} ms: {1} calls rehearsed, {2} packets forwarded",
                Long.toString(Duration.ofNanos(System.nanoTime() - beginNs).toMillis()),
                Integer.toString(calls),
                Long.toString(packets));
        threads.stop();
    }

    private boolean goesOn() {
        return !ended && System.nanoTime() - endNs < 0;
    }

    /** A room on a loop that is none: nothing of it is the running engine's. */
    static Rehearsal.Stage stage(Identity identity, ForwardThreads threads) {
        RehearsalLoop loop = new RehearsalLoop();
        MediaContext media = new MediaContext(NtpClock.at(Instant.now(), System.nanoTime()));
        Demultiplexer demultiplexer =
                new Demultiplexer(0, new Whereabouts(), Handover.toNobody(), media);
        EngineContext context =
                new EngineContext(
                        loop,
                        demultiplexer,
                        media,
                        (setup, listener) ->
                                new DtlsEndpoint(setup, threads.handshakes(), listener),
                        List.of(),
                        identity,
                        threads,
                        new SecureRandom(),
                        IceLimits.DEFAULT,
                        CONNECT_TIMEOUT_NS);
        return new Rehearsal.Stage(
                loop,
                demultiplexer,
                new ForwardRoom(context, speaker -> {}, () -> {}),
                identity.certificate(),
                threads.handshakes());
    }

    /** Nobody needs it any more; returns at once. */
    void end() {
        ended = true;
    }

    /** Ends it, and waits a moment for that. */
    @Override
    public void close() {
        end();
        try {
            if (!awaitEnd(END)) {
                LOG.log(Level.WARNING, "the warm-up does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it ends within that time. */
    boolean awaitEnd(Duration atMost) throws InterruptedException {
        thread.join(atMost.toMillis());
        return !isRunning();
    }

    boolean isRunning() {
        return thread.isAlive();
    }
}
