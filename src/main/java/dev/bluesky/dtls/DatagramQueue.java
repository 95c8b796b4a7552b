package dev.bluesky.dtls;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.TlsTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What BouncyCastle takes for a socket. During the handshake {@code receive} waits, but never past
 * the deadline or {@link #close}; afterwards it never waits.
 */
final class DatagramQueue implements DatagramTransport {
    /** Fits through every network that carries WebRTC, with IPv6 and TURN around it. */
    private static final int SEND_LIMIT = 1200;

    /** How often a waiting handshake looks whether it is crowded. */
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(250);

    private static final byte[] WAKE = new byte[0];

    private final BlockingQueue<byte[]> datagrams;
    private final Consumer<byte[]> sender;
    private final Turns turns;
    private final Patience patience;

    /** The datagram whose records are being taken, and where the next one begins. */
    private byte[] current = WAKE;

    private int at;

    private volatile boolean waits = true;
    private volatile boolean closed;

    DatagramQueue(DtlsLimits limits, Consumer<byte[]> sender) {
        this(
                limits.queuedDatagrams(),
                sender,
                Turns.UNLIMITED,
                new Patience(limits, () -> false, System::nanoTime));
    }

    /**
     * @param queued datagrams that may wait
     * @param turns one is given back while it waits for the peer
     */
    DatagramQueue(int queued, Consumer<byte[]> sender, Turns turns, Patience patience) {
        // One place more than datagrams, for the one that wakes.
        this.datagrams = new ArrayBlockingQueue<>(queued + 1);
        this.sender = sender;
        this.turns = turns;
        this.patience = patience;
    }

    /** From here the deadline counts. */
    void begin() {
        patience.begin();
    }

    void stopWaiting() {
        waits = false;
    }

    /** Whether there is room for one more. */
    boolean hasRoom() {
        return datagrams.remainingCapacity() > 1;
    }

    /** The caller, the only one that adds, has asked {@link #hasRoom}. */
    void add(byte[] datagram) {
        datagrams.add(datagram);
    }

    boolean isEmpty() {
        return datagrams.isEmpty();
    }

    int remainingMillis() {
        return (int) TimeUnit.NANOSECONDS.toMillis(patience.leftInAllNs());
    }

    @Override
    public int getReceiveLimit() {
        return DtlsFilter.MAX_DATAGRAM;
    }

    @Override
    public int getSendLimit() {
        return SEND_LIMIT;
    }

    /**
     * One record at a time, of which {@link DtlsFilter} has checked the lengths: BouncyCastle
     * throws a whole datagram away if its first record is of a past epoch, and with it the Finished
     * in a repeated flight.
     */
    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
        if (at >= current.length) {
            byte[] datagram = next(waitMillis);
            if (datagram == null) {
                return -1;
            }
            current = datagram;
            at = 0;
        }
        if (closed) {
            throw new InterruptedIOException("closed");
        }
        int record = DtlsFilter.RECORD_HEADER + DtlsFilter.uint16(current, at + 11);
        System.arraycopy(current, at, buffer, offset, Math.min(length, record));
        at += record;
        return Math.min(length, record);
    }

    private byte @Nullable [] next(int waitMillis) throws IOException {
        if (!waits) {
            byte[] datagram = datagrams.poll();
            if (datagram == null) {
                throw new EmptyException();
            }
            return datagram;
        }
        long wait = waitMillis == 0 ? Long.MAX_VALUE : TimeUnit.MILLISECONDS.toNanos(waitMillis);
        long endNs = System.nanoTime() + wait;
        byte[] datagram = null;
        for (long left = wait; datagram == null && left > 0; left = endNs - System.nanoTime()) {
            long longest = patience.leftNs();
            if (longest <= 0) {
                throw new TlsTimeoutException("the handshake's deadline has passed");
            }
            datagram = poll(Math.min(LOOK_NS, Math.min(left, longest)));
        }
        return datagram;
    }

    private byte @Nullable [] poll(long longestNs) throws IOException {
        byte[] present = datagrams.poll();
        if (present != null) {
            return present;
        }
        turns.giveBack();
        long beginNs = System.nanoTime();
        try {
            return datagrams.poll(longestNs, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } finally {
            patience.waited(System.nanoTime() - beginNs);
            turns.take();
        }
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
        if (!closed) {
            byte[] datagram = new byte[length];
            System.arraycopy(buffer, offset, datagram, 0, length);
            sender.accept(datagram);
        }
    }

    /** Nothing is sent from here on, and whoever waits stops waiting. */
    @Override
    public void close() {
        closed = true;
        datagrams.clear();
        datagrams.offer(WAKE);
    }

    /**
     * After the handshake: all that had arrived is done. An interruption is what BouncyCastle
     * survives.
     */
    static final class EmptyException extends InterruptedIOException {
        private static final long serialVersionUID = 1;

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
