package dev.bluesky.engine.nativertc;

import dev.bluesky.config.PortRange;
import dev.bluesky.sfu.Refusal;
import dev.bluesky.sfu.SfuException;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The UDP ports of the native engine, one for each peer connection. The port that was given back
 * longest ago is given out first: libwebrtc closes sockets a moment after the connection. Safe for
 * all threads.
 */
final class PortPool {

    private final PortRange range;
    private final Deque<Integer> free = new ArrayDeque<>();

    PortPool(PortRange range) {
        this.range = range;
        for (int port = range.first(); port <= range.last(); port++) {
            free.add(port);
        }
    }

    /**
     * A port that nobody is bound to.
     *
     * @throws SfuException AT_CAPACITY if there is none
     */
    synchronized int lease() {
        for (int tries = free.size(); tries > 0; tries--) {
            int port = free.remove();
            if (canBind(port)) {
                return port;
            }
            free.add(port);
        }
        throw new SfuException(
                Refusal.AT_CAPACITY,
                "All media ports of the server are in use (native-ports "
                        + range.first()
                        + "-"
                        + range.last()
                        + ").");
    }

    synchronized void giveBack(int port) {
        free.add(port);
    }

    synchronized int available() {
        return free.size();
    }

    /** libwebrtc does not say when it cannot bind; so we look before. */
    private static boolean canBind(int port) {
        try (DatagramSocket socket = new DatagramSocket(null)) {
            socket.setReuseAddress(false);
            socket.bind(new InetSocketAddress("0.0.0.0", port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
