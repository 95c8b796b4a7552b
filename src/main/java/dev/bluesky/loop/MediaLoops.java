package dev.bluesky.loop;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/**
 * Loops that share one UDP port: each has a socket and a thread, and the system spreads senders
 * over them. The first one alone takes TCP connections.
 */
public final class MediaLoops implements AutoCloseable {
    private static final Logger LOG = System.getLogger(MediaLoops.class.getName());

    /** Makes what a loop hands its events to. */
    public interface Handlers {
        /**
         * For a loop that is about to start.
         *
         * @param index of the loop, from 0 on
         * @param neighbours to hand over to what belongs to others
         */
        LoopHandler of(int index, Handover neighbours);
    }

    private final List<MediaLoop> loops = new ArrayList<>();
    private final List<Neighbours> neighbours = new ArrayList<>();

    private MediaLoops() {}

    /**
     * Opens the sockets and starts the threads. There are fewer loops than asked for where the
     * system cannot share a port: only with epoll it spreads what comes in.
     *
     * @param loopsMax how many, 1 at least
     * @throws IOException if a port cannot be used; the message names it and the key {@code
     *     udp-port}
     */
    public static MediaLoops start(LoopSettings settings, int loopsMax, Handlers handlers)
            throws IOException {
        Transport transport = settings.nativeTransport() ? Transport.fastest() : Transport.nio();
        MediaLoops all = new MediaLoops();
        boolean shared = loopsMax > 1 && transport.sharesPorts();
        PortSharing sharing = shared ? PortSharing.FIRST : PortSharing.ALONE;
        all.startOne(settings, transport, sharing, handlers);
        if (shared) {
            all.startFurther(settings.further(all.port()), transport, loopsMax, handlers);
        }
        all.neighbours.forEach(each -> each.meet(all.loops));
        return all;
    }

    private void startOne(
            LoopSettings settings, Transport transport, PortSharing sharing, Handlers handlers)
            throws IOException {
        int index = loops.size();
        Neighbours others = new Neighbours(index);
        LoopHandler handler = handlers.of(index, others);
        loops.add(MediaLoop.start(settings, transport, sharing, index, handler));
        neighbours.add(others);
    }

    private void startFurther(
            LoopSettings settings, Transport transport, int loopsMax, Handlers handlers) {
        try {
            while (loops.size() < loopsMax) {
                startOne(settings, transport, PortSharing.FURTHER, handlers);
            }
        } catch (IOException e) {
            LOG.log(
                    Level.WARNING,
                    "{0} of {1} media loops run, for the system does not share a port: {2}",
                    loops.size(),
                    loopsMax,
                    e.getMessage());
        }
    }

    /** All of them, in the order of their indices; at least one. */
    public List<MediaLoop> loops() {
        return List.copyOf(loops);
    }

    /** The UDP port, also when any free one was asked for. */
    public int port() {
        return loops.get(0).port();
    }

    /** What carries the datagrams: {@code epoll} or {@code nio}. */
    public String transport() {
        return loops.get(0).transport();
    }

    /** Ends them, one after the other; see {@link MediaLoop#close()}. */
    @Override
    public void close() {
        loops.forEach(MediaLoop::close);
    }
}
