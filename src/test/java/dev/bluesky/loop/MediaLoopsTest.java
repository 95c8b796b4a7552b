package dev.bluesky.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bluesky.peer.Link;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Loops that share a port; the last one owns everything. */
class MediaLoopsTest {
    private static final int LOOPS = 3;

    /** So many that the system leaves no loop out, but once in 10^10 times. */
    private static final int CLIENTS = 60;

    private final List<Steering> handlers = new ArrayList<>();

    /** Hands over to the last loop, which answers. */
    private static final class Steering extends Recorder {
        private final int index;
        private final Handover neighbours;

        Steering(int index, Handover neighbours) {
            this.index = index;
            this.neighbours = neighbours;
        }

        @Override
        public void datagram(
                Link link,
                InetSocketAddress source,
                byte[] buffer,
                int offset,
                int length,
                long nowNs) {
            if (index == LOOPS - 1) {
                link.proved();
                link.send(buffer, offset, length, source);
                super.datagram(link, source, buffer, offset, length, nowNs);
            } else {
                neighbours.give(LOOPS - 1, link, source, buffer, offset, length);
            }
        }

        @Override
        public void turnEnded(long nowNs) {
            neighbours.turnEnded();
        }
    }

    private MediaLoops start() throws IOException {
        assumeTrue(Transport.fastest().sharesPorts(), "this system has no epoll");
        return start(LoopSettings.onPort(0).withTcp(true));
    }

    private MediaLoops start(LoopSettings settings) throws IOException {
        return MediaLoops.start(
                settings,
                LOOPS,
                (index, neighbours) -> {
                    Steering handler = new Steering(index, neighbours);
                    handlers.add(handler);
                    return handler;
                });
    }

    private static long count(MediaLoops loops, LoopCounter counter) {
        return loops.loops().stream().mapToLong(loop -> count(loop, counter)).sum();
    }

    private static long count(MediaLoop loop, LoopCounter counter) {
        return loop.counters().getOrDefault(counter, 0L);
    }

    private static void ping(DatagramSocket client, int port, int content) throws IOException {
        byte[] bytes = {(byte) content};
        client.send(new DatagramPacket(bytes, 1, InetAddress.getLoopbackAddress(), port));
    }

    private static int pong(DatagramSocket client) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[2], 2);
        client.receive(packet);
        assertThat(packet.getLength()).isOne();
        return packet.getData()[0];
    }

    private static DatagramSocket client() throws IOException {
        DatagramSocket client =
                new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        client.setSoTimeout(10_000);
        return client;
    }

    @Test
    void whicheverLoopReadsADatagramItsOwnerAnswersFromThePort() throws Exception {
        try (MediaLoops loops = start()) {
            for (int i = 0; i < CLIENTS; i++) {
                try (DatagramSocket client = client()) {
                    ping(client, loops.port(), i);
                    assertThat(pong(client)).isEqualTo(i);
                    Recorder.Received received = Recorder.next(handlers.get(LOOPS - 1).received);
                    assertThat(received.source()).isEqualTo(client.getLocalSocketAddress());
                    assertThat(received.spareBytes()).isGreaterThanOrEqualTo(UdpLink.SPARE_BYTES);
                }
            }

            assertThat(loops.loops())
                    .hasSize(LOOPS)
                    .allSatisfy(
                            loop -> assertThat(count(loop, LoopCounter.DATAGRAMS_IN)).isPositive())
                    .allSatisfy(loop -> assertThat(loop.port()).isEqualTo(loops.port()));
            MediaLoop owner = loops.loops().get(LOOPS - 1);
            assertThat(count(owner, LoopCounter.DATAGRAMS_OUT)).isEqualTo(CLIENTS);
            assertThat(count(loops, LoopCounter.HANDED_OVER))
                    .isEqualTo(CLIENTS - count(owner, LoopCounter.DATAGRAMS_IN));
        }
    }

    @Test
    void aBusyOwnerCostsItsOwnDatagramsAndTheReaderGoesOn() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        try (MediaLoops loops = start();
                FrameClient client = new FrameClient("127.0.0.1", loops.port())) {
            loops.loops().get(LOOPS - 1).execute(() -> await(held));
            byte[][] many = new byte[Inbox.DATAGRAMS_MAX + 100][1];
            client.send(many);
            MediaLoop reader = loops.loops().get(0);
            while (count(reader, LoopCounter.HANDOVER_FULL) < 100) {
                Recorder.next(handlers.get(0).ticks);
            }
            held.countDown();

            for (int i = 0; i < Inbox.DATAGRAMS_MAX; i++) {
                assertThat(client.receive()).hasSize(1);
            }
            client.send(new byte[] {9});
            assertThat(client.receive()).containsExactly(9);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aTcpConnectionIsReadByOneLoopAndServedByItsOwner() throws Exception {
        try (MediaLoops loops = start()) {
            Link link;
            try (FrameClient client = new FrameClient("127.0.0.1", loops.port())) {
                for (byte i = 0; i < 100; i++) {
                    client.send(new byte[] {i, 1});
                    assertThat(client.receive()).containsExactly(i, 1);
                }
                Recorder.Received received = Recorder.next(handlers.get(LOOPS - 1).received);
                link = received.link();
                assertThat(link.protocol()).isEqualTo("tcp");
                assertThat(received.source()).isEqualTo(client.address());
            }

            assertThat(Recorder.next(handlers.get(LOOPS - 1).closed)).isSameAs(link);
            Link read = Recorder.next(handlers.get(0).closed);
            assertThat(link.origin(new InetSocketAddress(0)))
                    .isSameAs(read.origin(new InetSocketAddress(0)));
            assertThat(link.send(new byte[1], 0, 1, new InetSocketAddress(0))).isFalse();
            assertThat(count(loops, LoopCounter.TCP_ACCEPTED)).isOne();
            assertThat(count(loops, LoopCounter.TCP_ENDED_REMOTELY)).isOne();
            assertThat(count(loops, LoopCounter.FRAMES_OUT)).isEqualTo(100);
        }
    }

    @Test
    void whoeverOwnsATcpConnectionCanReleaseIt() throws Exception {
        try (MediaLoops loops = start();
                FrameClient client = new FrameClient("127.0.0.1", loops.port())) {
            client.send(new byte[] {1});
            assertThat(client.receive()).containsExactly(1);
            Link link = Recorder.next(handlers.get(LOOPS - 1).received).link();
            InetSocketAddress there = client.address();
            loops.loops()
                    .get(LOOPS - 1)
                    .execute(
                            () -> {
                                link.send(new byte[] {2}, 0, 1, there);
                                link.release();
                            });

            assertThat(client.receive()).containsExactly(2);
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void aPortThatAnotherServerSharesAmongItsLoopsIsTakenAllTheSame() throws Exception {
        try (MediaLoops loops = start(LoopSettings.onPort(0))) {
            assertThatIOException()
                    .isThrownBy(() -> start(LoopSettings.onPort(loops.port())))
                    .withMessageContaining("udp-port");
        }
    }

    @Test
    void whereThereIsNoEpollThereIsOneLoop() throws Exception {
        LoopSettings nio = new LoopSettings(Optional.empty(), 0, true, false, LoopLimits.DEFAULT);
        try (MediaLoops loops = start(nio)) {
            assertThat(loops.loops()).hasSize(1);
            assertThat(loops.transport()).isEqualTo("nio");
        }
    }

    @Test
    void theirThreadsHaveNumbersAndEndWithThem() throws Exception {
        MediaLoops loops = start();
        assertThat(threads()).containsKeys("bluesky-media-1", "bluesky-media-2", "bluesky-media-3");
        loops.close();

        assertThat(threads()).doesNotContainKey("bluesky-media-3");
    }

    private static Map<String, Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("bluesky-media-"))
                .collect(
                        java.util.stream.Collectors.toMap(
                                Thread::getName, thread -> thread, (one, other) -> one));
    }
}
