package dev.bluesky.loop;

import dev.bluesky.peer.Link;
import dev.bluesky.peer.Relayed;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.IoEventLoop;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.socket.DatagramChannel;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A thread with a clock and the sockets that media passes. */
public final class MediaLoop implements AutoCloseable {
    private static final Logger LOG = System.getLogger(MediaLoop.class.getName());
    private static final String LEAK_DETECTION = "io.netty.leakDetection.level";
    private static final String THREADS = "bluesky-media-";

    /** As many as are read from a socket at once: then that has its turn again. */
    private static final int TAKEN_PER_TURN = 64;

    private static final Duration TICK = Duration.ofMillis(10);
    private static final Duration PACE = Duration.ofMillis(1);
    private static final Duration END = Duration.ofSeconds(2);

    private final Transport transport;
    private final IoEventLoop loop;
    private final Thread thread;
    private final Counters counters = new Counters();
    private final Turn turn;
    private final Inbox inbox = new Inbox();
    private final RelayedPackets relayed = new RelayedPackets();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final LoadMeter load = LoadMeter.ofThisThread();
    private final AtomicBoolean closed = new AtomicBoolean();
    private boolean pacing;
    private int port;
    private Runnable closeSockets = () -> {};
    private @Nullable UdpLink udp;

    private MediaLoop(String name, Transport transport, LoopHandler handler, long holdNs) {
        this.transport = transport;
        // Not a group of one: at its end a group starts a thread of Netty's to tell of it.
        ThreadFactory threads = task -> newThread(task, name);
        loop = new SingleThreadIoEventLoop(null, threads, transport.ioHandler());
        turn = new Turn(loop, handler, new Hold(holdNs, load::cores), new Faults(counters));
        thread = CompletableFuture.supplyAsync(Thread::currentThread, loop).join();
    }

    /**
     * The context class loader is the application's, whatever the starting thread has. Where the
     * JVM may tell the system of priorities ({@code -XX:ThreadPriorityPolicy=1}), media comes
     * before requests and handshakes.
     */
    @SuppressWarnings("ThreadPriorityCheck") // Nothing but latency depends on it.
    private static Thread newThread(Runnable task, String name) {
        Thread thread = new FastThreadLocalThread(task, name);
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
        thread.setContextClassLoader(MediaLoop.class.getClassLoader());
        return thread;
    }

    /**
     * Opens the sockets and starts the thread, of a loop that shares its port with nobody.
     *
     * @param handler is called on the loop's thread alone
     * @throws IOException if a port cannot be used; the message names it and the key {@code
     *     udp-port}
     */
    public static MediaLoop start(LoopSettings settings, LoopHandler handler) throws IOException {
        Transport transport = settings.nativeTransport() ? Transport.fastest() : Transport.nio();
        return start(settings, transport, PortSharing.ALONE, 0, handler);
    }

    static MediaLoop start(
            LoopSettings settings,
            Transport transport,
            PortSharing sharing,
            int index,
            LoopHandler handler)
            throws IOException {
        doNotTraceBuffers();
        long holdNs = settings.limits().holdLongest().toNanos();
        MediaLoop started = new MediaLoop(THREADS + (index + 1), transport, handler, holdNs);
        try {
            started.open(settings, sharing);
            return started;
        } catch (Throwable e) {
            started.close();
            throw e;
        }
    }

    /** Netty by default records a stack trace for each hundredth buffer. */
    private static void doNotTraceBuffers() {
        if (System.getProperty(LEAK_DETECTION) == null) {
            ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        }
    }

    private void open(LoopSettings settings, PortSharing sharing) throws IOException {
        try {
            port =
                    CompletableFuture.completedFuture(settings)
                            .thenComposeAsync(asked -> openSockets(asked, sharing), loop)
                            .get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure
                    ? failure
                    : new IOException("no sockets for media", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while sockets were opened");
        }
    }

    private CompletableFuture<Integer> openSockets(LoopSettings settings, PortSharing sharing) {
        Sockets sockets =
                new Sockets(loop, transport, settings, sharing, turn, counters, buffers());
        closeSockets = sockets::close;
        return sockets.open().thenApply(this::opened);
    }

    /** One thread allocates, so one arena; its memory is this loop's and goes with it. */
    private static PooledByteBufAllocator buffers() {
        return new PooledByteBufAllocator(
                true,
                0,
                1,
                PooledByteBufAllocator.defaultPageSize(),
                PooledByteBufAllocator.defaultMaxOrder(),
                PooledByteBufAllocator.defaultSmallCacheSize(),
                PooledByteBufAllocator.defaultNormalCacheSize(),
                false);
    }

    private int opened(DatagramChannel udp) {
        this.udp = udp.pipeline().get(UdpLink.class);
        LOG.log(
                Level.INFO,
                "media on UDP port {0} with {1}; the system buffers {2} KiB of what comes in",
                Integer.toString(udp.localAddress().getPort()),
                transport.name(),
                udp.config().getReceiveBufferSize() / 1024);
        var unused =
                loop.scheduleWithFixedDelay(
                        this::tick, TICK.toNanos(), TICK.toNanos(), TimeUnit.NANOSECONDS);
        return udp.localAddress().getPort();
    }

    private void tick() {
        load.tick(System.nanoTime());
        turn.tick();
        if (!pacing) {
            pace();
        }
    }

    /** A finer clock, while something waits for its time. */
    private void pace() {
        pacing = turn.pace();
        if (pacing) {
            var unused = loop.schedule(this::pace, PACE.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** The UDP port, also when any free one was asked for. */
    public int port() {
        return port;
    }

    /** What carries the datagrams: {@code epoll} or {@code nio}. */
    public String transport() {
        return transport.name();
    }

    /**
     * Runs a command on the loop's thread, after those before it; from any thread.
     *
     * @throws RejectedExecutionException once the loop is closed
     */
    public void execute(Runnable command) {
        if (closed.get()) {
            throw new RejectedExecutionException("the media loop is closed");
        }
        loop.execute(() -> turn.run(command));
    }

    /** A neighbour has read it; from any thread. Says whether there was room for it. */
    boolean take(Link link, InetSocketAddress source, byte[] buffer, int offset, int length) {
        return inbox.put(link, source, buffer, offset, length);
    }

    /** A neighbour relays it for viewers here; from any thread. Says whether there was room. */
    boolean takeRelayed(Relayed to, byte[] buffer, int offset, int length) {
        return relayed.put(to, buffer, offset, length);
    }

    /** There is something in the inbox, or relayed; from any thread. */
    void wake() {
        if (!woken.getAndSet(true)) {
            executeUnlessEnded(this::emptyInbox);
        }
    }

    private void emptyInbox() {
        // Before looking: whoever puts something there while we look wakes us again.
        woken.set(false);
        int taken = 0;
        while (taken < TAKEN_PER_TURN && inbox.take(this::taken)) {
            taken++;
        }
        int packets = 0;
        while (packets < TAKEN_PER_TURN && relayed.take(turn::packet)) {
            packets++;
        }
        turn.readCompleted();
        if (taken == TAKEN_PER_TURN || packets == TAKEN_PER_TURN) {
            wake();
        }
    }

    private void taken(Link link, InetSocketAddress source, byte[] buffer, int length) {
        turn.datagram(link, source, buffer, 0, length);
    }

    /** A neighbour's link is closed, which comes behind what it has brought; from any thread. */
    void ended(Link link, InetSocketAddress remote) {
        executeUnlessEnded(
                () -> {
                    emptyInbox();
                    turn.closed(link, remote);
                });
    }

    private void executeUnlessEnded(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "the loop has ended", e);
        }
    }

    /** Its own socket. */
    Link udp() {
        return Objects.requireNonNull(udp);
    }

    Turn turn() {
        return turn;
    }

    Counters counting() {
        return counters;
    }

    /** Cores that the loop's thread uses, 0 to 1, smoothed over some seconds; from any thread. */
    public double load() {
        return load.cores();
    }

    /** Whether it is the loop's thread that asks. */
    public boolean isLoopThread() {
        return Thread.currentThread() == thread;
    }

    /** What was counted until now; from any thread. */
    public Map<LoopCounter, Long> counters() {
        return counters.snapshot();
    }

    /**
     * Runs the commands that are queued, sends what they sent, closes the sockets and ends the
     * thread. Returns when that is done, or after 2 s if a command does not return. What the
     * network does not take at once is lost.
     *
     * @throws IllegalStateException on the loop's own thread, which cannot wait for its end
     */
    @Override
    public void close() {
        if (isLoopThread()) {
            throw new IllegalStateException("the loop's thread cannot wait for its own end");
        }
        if (closed.compareAndSet(false, true)) {
            loop.execute(this::end);
        }
        try {
            thread.join(END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.log(Level.WARNING, "the media loop is still busy with what it was given");
        }
    }

    private void end() {
        turn.flush();
        closeSockets.run();
        var unused = loop.shutdownGracefully(0, 0, TimeUnit.NANOSECONDS);
    }
}
