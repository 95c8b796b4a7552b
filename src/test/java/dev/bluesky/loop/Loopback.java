package dev.bluesky.loop;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;

/** What the machine under the tests has. */
final class Loopback {
    private Loopback() {}

    /** There are machines without IPv6. */
    static void assumeThere(String host) {
        assumeTrue(isThere(host), host);
    }

    private static boolean isThere(String host) {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(host, 0))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** What a loop should use; only Linux has epoll. */
    static String transport(boolean epoll) {
        return epoll && System.getProperty("os.name").equals("Linux") ? "epoll" : "nio";
    }
}
