package dev.bluesky.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.it.peer.Eventually;
import dev.bluesky.it.raw.MediaSender;
import dev.bluesky.it.raw.RawListener;
import dev.bluesky.it.raw.RawOptions;
import dev.bluesky.it.raw.RawPeer;
import dev.bluesky.it.raw.TcpTransport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Viewers that do not read, vanish, or open connections that they never use. */
class HostileViewersIT extends UnderMediaAttack {

    /** Longer than libwebrtc's checks are apart. */
    private static final Duration CONSENT = Duration.ofSeconds(5);

    private static final int PICTURE_BYTES = 1_200;

    /** Far more than sockets and the server hold for one connection. */
    private static final int MEGABYTES = 24;

    /** Unproved connections of one address that the server allows. */
    private static final int UNPROVED_MAX = 16;

    @Override
    Map<String, String> keys() {
        return Map.of("disconnect-timeout", CONSENT.toSeconds() + "s");
    }

    @Override
    List<String> javaOptions() {
        return List.of("-Xmx64m");
    }

    @Test
    void aViewerThatStopsReadingIsBoundedAndGoesOnLater() throws Exception {
        RawPeer publisher = publisher("publisher");
        RawPeer quick = viewer("quick", "publisher");
        RawPeer slow = connected(viewer("slow", "publisher", RawOptions.TCP, RawListener.NONE));
        assertFlows(publisher, slow);
        TcpTransport transport = (TcpTransport) slow.transport();
        loop.run(() -> transport.deaf(true));
        double before = process().residentMegabytes();
        MediaSender sender = publisher.sender(VIDEO);
        byte[] picture = Arrays.copyOf(keyFrame(), PICTURE_BYTES);
        quietly(
                () -> {
                    for (int i = 0; i < (MEGABYTES << 20) / PICTURE_BYTES; i++) {
                        loop.run(
                                () ->
                                        sender.send(
                                                sender.sequenceNumber(),
                                                true,
                                                picture,
                                                0,
                                                PICTURE_BYTES));
                    }
                });
        assertFlows(publisher, quick);
        assertThat(process().residentMegabytes()).isLessThan(before + MEGABYTES);
        assertDropped("slow", "send-drop.congested", 100);
        loop.run(() -> transport.deaf(false));
        assertFlows(publisher, slow);
    }

    @Test
    void aViewerThatVanishedIsFreedWhenItsConsentRunsOut() {
        RawPeer publisher = publisher("publisher");
        RawPeer staying = viewer("staying", "publisher");
        RawPeer overUdp = viewer("overudp", "publisher");
        RawPeer overTcp =
                connected(viewer("overtcp", "publisher", RawOptions.TCP, RawListener.NONE));
        RawPeer shakingHands =
                viewer(
                        "shaking",
                        "publisher",
                        RawOptions.DEFAULT.without(RawOptions.Habit.SHAKING_HANDS),
                        RawListener.NONE);
        awaitTurn(shakingHands);
        long startNs = System.nanoTime();
        List.of(overUdp, overTcp, shakingHands).forEach(RawPeer::vanish);
        Eventually.within(
                CONSENT.plusSeconds(3),
                () -> client().participants(room),
                () ->
                        client().participants(room).stream()
                                .noneMatch(List.of("overudp", "overtcp", "shaking")::contains));
        assertThat(System.nanoTime() - startNs).isGreaterThan(CONSENT.toNanos() / 2);
        assertThat(client().participants(room)).contains("staying", "publisher");
        assertFlows(publisher, staying);
    }

    @Test
    void connectionsThatProveNothingAreRefusedAndEnded() throws Exception {
        RawPeer known = publisher("publisher");
        InetSocketAddress server = address(known);
        List<Socket> silent = new ArrayList<>();
        try {
            quietly(
                    () -> {
                        for (int i = 0; i < 10 * UNPROVED_MAX; i++) {
                            Socket socket = new Socket(server.getAddress(), server.getPort());
                            socket.setSoTimeout(1);
                            silent.add(socket);
                            sendAnything(socket, i);
                        }
                        Eventually.within(LIMIT, silent::size, () -> open(silent) <= UNPROVED_MAX);
                        // A frame that is longer than any ends at once; the rest by the clock.
                        Eventually.within(LIMIT, () -> open(silent), () -> open(silent) == 0);
                    });
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
        RawPeer viewer = connected(viewer("viewer", "publisher", RawOptions.TCP, RawListener.NONE));
        assertFlows(known, viewer);
    }

    /** Nothing, half a length, a length without a frame, one too long, noise. */
    private static void sendAnything(Socket socket, int kind) {
        byte[][] beginnings = {
            {}, {0}, {0, 100, 1}, {(byte) 0xFF, (byte) 0xFF, 1}, {0, 4, 1, 2, 3, 4}, {0, 0, 0, 0}
        };
        try {
            socket.getOutputStream().write(beginnings[kind % beginnings.length]);
        } catch (IOException refused) {
            return; // As it should be.
        }
    }

    private static long open(List<Socket> sockets) {
        return sockets.stream().filter(HostileViewersIT::isOpen).count();
    }

    private static boolean isOpen(Socket socket) {
        try {
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException nothingYet) {
            return true;
        } catch (IOException reset) {
            return false;
        }
    }
}
