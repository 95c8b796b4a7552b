package dev.bluesky.loop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.peer.Link;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TcpTest {
    private static final String IPV4 = "127.0.0.1";
    private static final LoopLimits DEFAULT = LoopLimits.DEFAULT;

    @ParameterizedTest
    @CsvSource({"true, 127.0.0.1", "true, ::1", "false, 127.0.0.1", "false, ::1"})
    void whatIsSentWhileAFrameIsHandledComesBack(boolean epoll, String host) throws Exception {
        Loopback.assumeThere(host);
        Recorder recorder = Recorder.echoing();
        try (MediaLoop loop = start(epoll, DEFAULT, recorder);
                FrameClient client = new FrameClient(host, loop.port())) {
            client.send("ping".getBytes(UTF_8));

            assertThat(client.receive()).asString(UTF_8).isEqualTo("ping");
            Recorder.Received received = Recorder.next(recorder.received);
            assertThat(received.source()).isEqualTo(client.address());
            assertThat(received.link().origin(received.source())).isSameAs(received.link());
            assertThat(received.spareBytes()).isGreaterThanOrEqualTo(64);
            assertThat(Recorder.next(recorder.turns)).isEqualTo(received.nowNs());
            assertThat(loop.counters())
                    .containsEntry(LoopCounter.TCP_ACCEPTED, 1L)
                    .containsEntry(LoopCounter.FRAMES_IN, 1L)
                    .containsEntry(LoopCounter.FRAMES_OUT, 1L);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void framesArriveWhetherByteByByteOrAllAtOnce(boolean epoll) throws Exception {
        Recorder recorder = new Recorder();
        try (MediaLoop loop = start(epoll, DEFAULT, recorder);
                FrameClient client = new FrameClient(IPV4, loop.port())) {
            for (byte one : FrameClient.framed(new byte[] {1}, new byte[0], new byte[] {2, 3})) {
                client.write(new byte[] {one});
            }
            byte[][] many = new byte[2000][];
            for (int i = 0; i < many.length; i++) {
                many[i] = ByteBuffer.allocate(4 + i % 100).putInt(i).array();
            }
            client.send(many);

            assertThat(Recorder.next(recorder.received).content()).isEqualTo(bytes(1));
            assertThat(Recorder.next(recorder.received).content()).isEqualTo(bytes(2, 3));
            for (byte[] one : many) {
                assertThat(Recorder.next(recorder.received).content())
                        .isEqualTo(ByteBuffer.wrap(one));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFrameThatIsTooLongEndsItsConnectionAlone(boolean epoll) throws Exception {
        Recorder recorder = Recorder.echoing();
        try (MediaLoop loop = start(epoll, DEFAULT, recorder);
                FrameClient innocent = new FrameClient(IPV4, loop.port());
                FrameClient client = new FrameClient(IPV4, loop.port())) {
            client.send(new byte[UdpLink.DATAGRAM_BYTES_MAX]);
            assertThat(client.receive()).hasSize(UdpLink.DATAGRAM_BYTES_MAX);
            Link link = Recorder.next(recorder.received).link();

            client.send(new byte[UdpLink.DATAGRAM_BYTES_MAX + 1]);
            assertThat(Recorder.next(recorder.closed)).isSameAs(link);
            assertThat(client.isEnded()).isTrue();
            assertThat(loop.counters())
                    .containsEntry(LoopCounter.TCP_ENDED_FRAME_TOO_LONG, 1L)
                    .containsEntry(LoopCounter.FRAMES_IN, 1L);

            innocent.send(new byte[] {5});
            assertThat(innocent.receive()).containsExactly(5);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aConnectionThatNobodyProvesIsClosedAndAProvedOneIsNot(boolean epoll) throws Exception {
        LoopLimits impatient = limits(10, 10, Duration.ofSeconds(1));
        Recorder recorder = new ProvingRecorder();
        try (MediaLoop loop = start(epoll, impatient, recorder);
                FrameClient proved = new FrameClient(IPV4, loop.port())) {
            proved.send(new byte[] {1});
            assertThat(proved.receive()).containsExactly(1);
            try (FrameClient silent = new FrameClient(IPV4, loop.port())) {
                Recorder.next(recorder.closed);
                assertThat(silent.isEnded()).isTrue();
            }

            proved.send(new byte[] {2});
            assertThat(proved.receive()).containsExactly(2);
            assertThat(loop.counters())
                    .containsEntry(LoopCounter.TCP_ENDED_UNPROVED, 1L)
                    .containsEntry(LoopCounter.TCP_ENDED_REMOTELY, 0L);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onlySoManyConnectionsAreOpenAtATime(boolean epoll) throws Exception {
        Recorder recorder = new ProvingRecorder();
        try (MediaLoop loop = start(epoll, limits(2, 2, Duration.ofMinutes(1)), recorder)) {
            try (FrameClient first = proven(loop);
                    FrameClient second = proven(loop);
                    FrameClient third = new FrameClient(IPV4, loop.port())) {
                assertThat(third.isEnded()).isTrue();
                first.send(new byte[] {3});
                assertThat(first.receive()).containsExactly(3);
                second.leave();
                Recorder.next(recorder.closed);
                proven(loop).close();
            }
            assertThat(loop.counters())
                    .containsEntry(LoopCounter.TCP_REFUSED_FULL, 1L)
                    .containsEntry(LoopCounter.TCP_ACCEPTED, 3L);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAddressHasOnlySoManyThatProvedNothing(boolean epoll) throws Exception {
        Loopback.assumeThere("::1");
        Recorder recorder = new ProvingRecorder();
        try (MediaLoop loop = start(epoll, limits(9, 1, Duration.ofMinutes(1)), recorder);
                FrameClient proved = proven(loop)) {
            try (FrameClient unproved = new FrameClient(IPV4, loop.port());
                    FrameClient refused = new FrameClient(IPV4, loop.port());
                    FrameClient ofAnotherAddress = new FrameClient("::1", loop.port())) {
                assertThat(refused.isEnded()).isTrue();
                ofAnotherAddress.send(new byte[] {4});
                assertThat(ofAnotherAddress.receive()).containsExactly(4);
                unproved.leave();
                Recorder.next(recorder.closed);
            }
            proven(loop).close();

            proved.send(new byte[] {3});
            assertThat(proved.receive()).containsExactly(3);
            assertThat(loop.counters()).containsEntry(LoopCounter.TCP_REFUSED_UNPROVED, 1L);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoDoesNotReadLosesHisOwnFramesAloneAndGetsTheRestWhole(boolean epoll) throws Exception {
        Recorder recorder = Recorder.echoing();
        try (MediaLoop loop = start(epoll, DEFAULT, recorder);
                FrameClient slow = new FrameClient(IPV4, loop.port());
                FrameClient other = new FrameClient(IPV4, loop.port())) {
            slow.send(new byte[] {1});
            Recorder.Received hello = Recorder.next(recorder.received);
            int queued = fill(loop, hello);
            assertThat(queued).isPositive();
            assertThat(loop.counters()).containsEntry(LoopCounter.FRAMES_BACKED_UP, 1L);

            other.send(new byte[] {9});
            assertThat(other.receive()).containsExactly(9);

            assertThat(slow.receive()).containsExactly(1);
            for (int i = 0; i < queued; i++) {
                assertThat(ByteBuffer.wrap(slow.receive()).getInt()).isEqualTo(i);
            }
            slow.send(new byte[] {2});
            assertThat(slow.receive()).containsExactly(2);
        }
    }

    /** Sends until no more is taken; answers how many frames were. */
    private static int fill(MediaLoop loop, Recorder.Received hello) throws Exception {
        CompletableFuture<Integer> filled = new CompletableFuture<>();
        loop.execute(
                () -> {
                    int count = 0;
                    while (send(hello, ByteBuffer.allocate(1200).putInt(count).array())) {
                        count++;
                    }
                    filled.complete(count);
                });
        return filled.get(10, TimeUnit.SECONDS);
    }

    private static boolean send(Recorder.Received to, byte[] content) {
        return to.link().send(content, 0, content.length, to.source());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReleasedConnectionSaysFarewellAndEndsWithoutAWordToTheHandler(boolean epoll)
            throws Exception {
        Recorder recorder = new Recorder();
        MediaLoop loop = start(epoll, DEFAULT, recorder);
        try (FrameClient client = new FrameClient(IPV4, loop.port())) {
            client.send(new byte[] {1});
            Recorder.Received hello = Recorder.next(recorder.received);
            CompletableFuture<Boolean> sentAfter = new CompletableFuture<>();
            loop.execute(
                    () -> {
                        send(hello, new byte[] {8});
                        hello.link().release();
                        hello.link().release();
                        sentAfter.complete(send(hello, new byte[] {9}));
                    });

            assertThat(client.receive()).containsExactly(8);
            assertThat(client.isEnded()).isTrue();
            assertThat(sentAfter.get(10, TimeUnit.SECONDS)).isFalse();
        } finally {
            loop.close();
        }
        assertThat(recorder.closed).isEmpty();
        assertThat(loop.counters()).containsEntry(LoopCounter.TCP_RELEASED, 1L);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noFrameComesAfterTheRelease(boolean epoll) throws Exception {
        Recorder recorder =
                new Recorder() {
                    @Override
                    public void datagram(
                            Link link,
                            InetSocketAddress source,
                            byte[] buffer,
                            int offset,
                            int length,
                            long nowNs) {
                        super.datagram(link, source, buffer, offset, length, nowNs);
                        link.release();
                    }
                };
        try (MediaLoop loop = start(epoll, DEFAULT, recorder);
                FrameClient client = new FrameClient(IPV4, loop.port())) {
            client.send(new byte[] {1}, new byte[] {2});

            assertThat(client.isEnded()).isTrue();
            Recorder.next(recorder.turns);
            assertThat(recorder.received).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theHandlerHearsWhenTheRemoteSideLeaves(boolean epoll) throws Exception {
        Recorder recorder = new Recorder();
        try (MediaLoop loop = start(epoll, DEFAULT, recorder);
                FrameClient client = new FrameClient(IPV4, loop.port())) {
            client.send(new byte[] {1});
            Link link = Recorder.next(recorder.received).link();
            client.leave();

            assertThat(Recorder.next(recorder.closed)).isSameAs(link);
            assertThat(loop.counters()).containsEntry(LoopCounter.TCP_ENDED_REMOTELY, 1L);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void connectionsEndWithTheLoopWithoutAWordToTheHandler(boolean epoll) throws Exception {
        Recorder recorder = new Recorder();
        MediaLoop loop = start(epoll, DEFAULT, recorder);
        try (FrameClient client = new FrameClient(IPV4, loop.port())) {
            client.send(new byte[] {1});
            Recorder.next(recorder.received);
            loop.close();

            assertThat(client.isEnded()).isTrue();
            assertThat(recorder.closed).isEmpty();
            assertThat(loop.counters()).containsEntry(LoopCounter.TCP_RELEASED, 1L);
        } finally {
            loop.close();
        }
    }

    private static MediaLoop start(boolean epoll, LoopLimits limits, LoopHandler handler)
            throws Exception {
        return MediaLoop.start(new LoopSettings(Optional.empty(), 0, true, epoll, limits), handler);
    }

    private static LoopLimits limits(int connections, int unproved, Duration proof) {
        return new LoopLimits(
                DEFAULT.socketBufferBytes(),
                DEFAULT.udpBacklogBytes(),
                DEFAULT.holdLongest(),
                connections,
                unproved,
                proof,
                DEFAULT.tcpBacklogBytes());
    }

    /** A connection that the loop knows to be proved. */
    private static FrameClient proven(MediaLoop loop) throws Exception {
        FrameClient client = new FrameClient(IPV4, loop.port());
        client.send(new byte[] {7});
        assertThat(client.receive()).containsExactly(7);
        return client;
    }

    private static ByteBuffer bytes(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length);
        for (int value : values) {
            bytes.put((byte) value);
        }
        return bytes.flip();
    }

    /** Takes any frame for a proof, and answers it. */
    private static final class ProvingRecorder extends Recorder {
        @Override
        public void datagram(
                Link link,
                InetSocketAddress source,
                byte[] buffer,
                int offset,
                int length,
                long nowNs) {
            link.proved();
            link.proved();
            link.send(buffer, offset, length, source);
        }
    }
}
