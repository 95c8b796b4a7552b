package dev.bluesky.dtls;

import dev.bluesky.srtp.SrtpKeys;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.bouncycastle.tls.TlsTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One peer's DTLS-SRTP. {@link #receive} and {@link #close} belong to the event loop and never
 * wait. A thread of the executor is taken from the first good datagram (passive) or {@link #start}
 * (active) until the handshake ends, and for moments afterwards: when the peer repeats itself or
 * says farewell. A passive endpoint that hears nothing takes no thread and never fails.
 */
public final class DtlsEndpoint implements KeyAgreement {
    private static final Logger LOG = System.getLogger(DtlsEndpoint.class.getName());

    private enum Phase {
        /** To HANDSHAKING by the first datagram or {@code start}, to ENDED by {@code close}. */
        IDLE,
        /** To CONNECTED or ENDED. */
        HANDSHAKING,
        /** To ENDED, by either side. */
        CONNECTED,
        ENDED
    }

    private final DtlsSetup setup;
    private final Executor executor;
    private final Turns turns;
    private final DtlsListener listener;
    private final DtlsFilter filter;
    private final DatagramQueue queue;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.IDLE);

    /** Whether a thread is at work: at most one, so the association is never used by two. */
    private final AtomicBoolean busy = new AtomicBoolean();

    private volatile @Nullable DTLSTransport transport;

    /** An endpoint for which there is always a thread. */
    public DtlsEndpoint(DtlsSetup setup, Executor executor, DtlsListener listener) {
        this(setup, executor, () -> false, Turns.UNLIMITED, listener);
    }

    public DtlsEndpoint(DtlsSetup setup, HandshakeThreads threads, DtlsListener listener) {
        this(setup, threads.executor(), threads.crowded(), threads.turns(), listener);
    }

    private DtlsEndpoint(
            DtlsSetup setup,
            Executor executor,
            BooleanSupplier crowded,
            Turns turns,
            DtlsListener listener) {
        this.setup = setup;
        this.executor = executor;
        this.turns = turns;
        this.listener = listener;
        this.filter = new DtlsFilter(setup.role(), setup.limits());
        Patience patience = new Patience(setup.limits(), crowded, System::nanoTime);
        int queued = setup.limits().queuedDatagrams();
        this.queue = new DatagramQueue(queued, listener::send, turns, patience);
    }

    @Override
    public void start() {
        if (setup.role() == DtlsRole.ACTIVE) {
            begin();
            schedule();
        }
    }

    @Override
    public DtlsVerdict receive(byte[] buffer, int offset, int length) {
        if (phase.get() == Phase.ENDED) {
            return DtlsVerdict.CLOSED;
        }
        if (!queue.hasRoom()) {
            return DtlsVerdict.QUEUE_FULL;
        }
        DtlsVerdict verdict = filter.check(buffer, offset, length);
        if (verdict == DtlsVerdict.ACCEPTED) {
            queue.add(Arrays.copyOfRange(buffer, offset, offset + length));
            begin();
            schedule();
        }
        if (verdict == DtlsVerdict.BUDGET_EXHAUSTED) {
            fail(DtlsFailure.BUDGET_EXHAUSTED);
        }
        return verdict;
    }

    /**
     * Ends it: a handshake's thread is free at once, and the listener hears nothing more, except
     * that a connected peer is sent a farewell.
     */
    @Override
    public void close() {
        if (phase.getAndSet(Phase.ENDED) == Phase.CONNECTED) {
            schedule();
        } else {
            queue.close();
        }
    }

    private void begin() {
        phase.compareAndSet(Phase.IDLE, Phase.HANDSHAKING);
    }

    private void schedule() {
        if (!busy.compareAndSet(false, true)) {
            return;
        }
        try {
            executor.execute(this::work);
        } catch (RejectedExecutionException e) {
            busy.set(false);
            fail(DtlsFailure.NO_THREAD);
        }
    }

    private void work() {
        turns.take();
        try {
            if (phase.get() == Phase.HANDSHAKING) {
                shakeHands();
            }
            if (phase.get() == Phase.CONNECTED) {
                drain();
            }
            if (phase.get() == Phase.ENDED) {
                sayFarewell();
            }
        } finally {
            fail(DtlsFailure.INTERNAL_ERROR); // An Error: else the handshake has ended.
            turns.giveBack();
            busy.set(false);
            if (isWorkLeft()) {
                schedule();
            }
        }
    }

    /** What came while the thread was about to go. */
    private boolean isWorkLeft() {
        return phase.get() == Phase.ENDED
                ? transport != null
                : phase.get() == Phase.CONNECTED && !queue.isEmpty();
    }

    private void shakeHands() {
        queue.begin();
        Handshake handshake = new Handshake(setup, queue);
        try {
            transport =
                    setup.role() == DtlsRole.PASSIVE
                            ? new DTLSServerProtocol().accept(new SrtpServer(handshake), queue)
                            : new DTLSClientProtocol().connect(new SrtpClient(handshake), queue);
            queue.stopWaiting();
            SrtpKeys keys = handshake.keys();
            if (keys == null) {
                fail(DtlsFailure.INTERNAL_ERROR);
            } else if (phase.compareAndSet(Phase.HANDSHAKING, Phase.CONNECTED)) {
                listener.completed(keys);
            }
        } catch (IOException | RuntimeException e) {
            DtlsFailure named = handshake.failure();
            LOG.log(Level.DEBUG, "a DTLS handshake failed", e);
            fail(named == null ? reason(e) : named);
        }
    }

    private static DtlsFailure reason(Exception e) {
        if (e instanceof TlsTimeoutException) {
            return DtlsFailure.DEADLINE;
        }
        if (e instanceof TlsFatalAlertReceived) {
            return DtlsFailure.REFUSED_BY_PEER;
        }
        boolean protocol =
                e instanceof TlsFatalAlert alert
                        && alert.getAlertDescription() != AlertDescription.internal_error;
        return protocol ? DtlsFailure.PROTOCOL_ERROR : DtlsFailure.INTERNAL_ERROR;
    }

    /** Before there are keys: ends it and tells the listener. */
    private void fail(DtlsFailure reason) {
        if (phase.compareAndSet(Phase.HANDSHAKING, Phase.ENDED)
                || phase.compareAndSet(Phase.IDLE, Phase.ENDED)) {
            queue.close();
            listener.failed(reason);
        }
    }

    /** What came after the handshake: repetitions, which BouncyCastle answers, and alerts. */
    private void drain() {
        DTLSTransport connected = transport;
        if (connected == null) {
            return;
        }
        byte[] plain = new byte[DtlsFilter.MAX_DATAGRAM];
        try {
            while (phase.get() == Phase.CONNECTED) {
                connected.receive(plain, 0, plain.length, 1);
            }
        } catch (DatagramQueue.EmptyException e) {
            return;
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a peer ended its DTLS association", e);
            transport = null;
        }
        if (phase.compareAndSet(Phase.CONNECTED, Phase.ENDED)) {
            listener.closedByPeer();
        }
    }

    private void sayFarewell() {
        DTLSTransport connected = transport;
        transport = null;
        if (connected != null) {
            try {
                connected.close();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "no farewell", e);
            }
        }
        queue.close();
    }
}
