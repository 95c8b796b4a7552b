package dev.bluesky.loop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.epoll.EpollDatagramChannel;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UdpTest {
    private static final String IPV4 = "127.0.0.1";

    @ParameterizedTest
    @CsvSource({"true, 127.0.0.1", "true, ::1", "false, 127.0.0.1", "false, ::1"})
    void whatIsSentWhileADatagramIsHandledComesBack(boolean epoll, String host) throws Exception {
        Loopback.assumeThere(host);
        Recorder recorder = Recorder.echoing();
        try (MediaLoop loop = MediaLoop.start(settings(epoll), recorder);
                DatagramSocket client = client(host)) {
            send(client, loop, host, "ping".getBytes(UTF_8));

            assertThat(receive(client)).asString(UTF_8).isEqualTo("ping");
            Recorder.Received received = Recorder.next(recorder.received);
            assertThat(received.source()).isEqualTo(client.getLocalSocketAddress());
            assertThat(received.link().origin(received.source())).isEqualTo(received.source());
            assertThat(received.spareBytes()).isGreaterThanOrEqualTo(64);
            assertThat(Recorder.next(recorder.turns)).isEqualTo(received.nowNs());
            assertThat(loop.transport()).isEqualTo(Loopback.transport(epoll));
            assertThat(loop.counters())
                    .containsEntry(LoopCounter.DATAGRAMS_IN, 1L)
                    .containsEntry(LoopCounter.DATAGRAMS_OUT, 1L)
                    .containsEntry(LoopCounter.SOCKET_ERRORS, 0L);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anIpv4SenderIsOneOnTheSocketOfBoth(boolean epoll) throws Exception {
        Recorder recorder = new Recorder();
        try (MediaLoop loop = MediaLoop.start(settings(epoll), recorder);
                DatagramSocket client = client(IPV4)) {
            send(client, loop, IPV4, new byte[] {1});

            assertThat(Recorder.next(recorder.received).source().getAddress())
                    .isInstanceOf(Inet4Address.class);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDatagramThatIsTooLongIsDroppedAndTheNextIsNot(boolean epoll) throws Exception {
        Recorder recorder = new Recorder();
        try (MediaLoop loop = MediaLoop.start(settings(epoll), recorder);
                DatagramSocket client = client(IPV4)) {
            send(client, loop, IPV4, new byte[UdpLink.DATAGRAM_BYTES_MAX + 1]);
            send(client, loop, IPV4, new byte[9000]);
            send(client, loop, IPV4, new byte[UdpLink.DATAGRAM_BYTES_MAX]);

            assertThat(Recorder.next(recorder.received).content().remaining())
                    .isEqualTo(UdpLink.DATAGRAM_BYTES_MAX);
            assertThat(loop.counters())
                    .containsEntry(LoopCounter.DATAGRAMS_TOO_LONG, 2L)
                    .containsEntry(LoopCounter.DATAGRAMS_IN, 1L);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anEmptyDatagramDoesNoHarm(boolean epoll) throws Exception {
        Recorder recorder = Recorder.echoing();
        try (MediaLoop loop = MediaLoop.start(settings(epoll), recorder);
                DatagramSocket client = client(IPV4)) {
            send(client, loop, IPV4, new byte[0]);
            send(client, loop, IPV4, new byte[] {1, 2});

            assertThat(receive(client)).containsExactly(1, 2);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nobodyListeningDoesNoHarm(boolean epoll) throws Exception {
        Recorder recorder = Recorder.echoing();
        try (MediaLoop loop = MediaLoop.start(settings(epoll), recorder);
                DatagramSocket client = client(IPV4)) {
            InetSocketAddress gone = deserted();
            send(client, loop, IPV4, new byte[] {1});
            Recorder.Received first = Recorder.next(recorder.received);
            CountDownLatch sent = new CountDownLatch(10);
            for (int i = 0; i < 10; i++) {
                loop.execute(
                        () -> {
                            first.link().send(new byte[100], 0, 100, gone);
                            sent.countDown();
                        });
            }
            assertThat(sent.await(10, TimeUnit.SECONDS)).isTrue();
            receive(client);

            send(client, loop, IPV4, new byte[] {2});
            assertThat(receive(client)).containsExactly(2);
            assertThat(loop.counters()).containsEntry(LoopCounter.DATAGRAMS_OUT, 12L);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whereTheSystemDoesNotSendIsCountedAndTheRestLeaves(boolean epoll) throws Exception {
        Recorder recorder = new Recorder();
        InetSocketAddress broadcast = new InetSocketAddress("255.255.255.255", 9);
        try (MediaLoop loop = MediaLoop.start(settings(epoll), recorder);
                DatagramSocket client = client(IPV4)) {
            InetSocketAddress home = (InetSocketAddress) client.getLocalSocketAddress();
            send(client, loop, IPV4, new byte[] {1});
            Recorder.Received first = Recorder.next(recorder.received);
            loop.execute(
                    () -> {
                        first.link().send(new byte[] {1}, 0, 1, broadcast);
                        first.link().send(new byte[] {2}, 0, 1, home);
                        first.link().send(new byte[] {3}, 0, 1, broadcast);
                        first.link().send(new byte[] {4}, 0, 1, home);
                    });

            assertThat(receive(client)).containsExactly(2);
            assertThat(receive(client)).containsExactly(4);
            finishTurn(loop);
            assertThat(loop.counters()).containsEntry(LoopCounter.SOCKET_ERRORS, 2L);
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 127.0.0.1", "true, ::1", "false, 127.0.0.1"})
    void whatGoesToOneAddressInATurnArrivesDatagramByDatagramInItsOrder(boolean epoll, String host)
            throws Exception {
        Loopback.assumeThere(host);
        Recorder recorder = new Recorder();
        int[] lengths = {1200, 1200, 1200, 700, 1200, 60, 60, 1500, 1500, 1, 2, 2};
        try (MediaLoop loop = MediaLoop.start(settings(epoll), recorder);
                DatagramSocket client = client(host);
                DatagramSocket other = client(host)) {
            Recorder.Received first = hello(client, loop, host, recorder);
            Recorder.Received second = hello(other, loop, host, recorder);
            loop.execute(
                    () -> {
                        for (int i = 0; i < lengths.length; i++) {
                            first.link().send(marked(i, lengths[i]), 0, lengths[i], first.source());
                            second.link().send(marked(i, 900), 0, 900, second.source());
                        }
                    });

            for (int i = 0; i < lengths.length; i++) {
                assertThat(receive(client)).isEqualTo(marked(i, lengths[i]));
                assertThat(receive(other)).isEqualTo(marked(i, 900));
            }
            assertThat(loop.counters())
                    .containsEntry(LoopCounter.DATAGRAMS_OUT, 2L * lengths.length)
                    .containsEntry(LoopCounter.RUNS_REFUSED, 0L);
        }
    }

    @Test
    void aRunLeavesByOneCallWhereTheSystemCanCutIt() throws Exception {
        assumeTrue(EpollDatagramChannel.isSegmentedDatagramPacketSupported());
        Recorder recorder = new Recorder();
        try (MediaLoop loop = MediaLoop.start(settings(true), recorder);
                DatagramSocket client = client(IPV4)) {
            Recorder.Received first = hello(client, loop, IPV4, recorder);
            loop.execute(
                    () -> {
                        for (int i = 0; i < 100; i++) {
                            first.link().send(marked(i, 1200), 0, 1200, first.source());
                        }
                    });

            for (int i = 0; i < 100; i++) {
                assertThat(receive(client)).isEqualTo(marked(i, 1200));
            }
            assertThat(loop.counters()).containsEntry(LoopCounter.RUNS_OUT, 2L);
        }
    }

    @Test
    void aRunThatTheSystemRefusesIsTriedOneByOneAndItsAddressHasNoneAgain() throws Exception {
        assumeTrue(EpollDatagramChannel.isSegmentedDatagramPacketSupported());
        Recorder recorder = new Recorder();
        InetSocketAddress broadcast = new InetSocketAddress("255.255.255.255", 9);
        try (MediaLoop loop = MediaLoop.start(settings(true), recorder);
                DatagramSocket client = client(IPV4)) {
            Recorder.Received first = hello(client, loop, IPV4, recorder);
            for (int turn = 0; turn < 2; turn++) {
                loop.execute(
                        () -> {
                            first.link().send(new byte[] {1}, 0, 1, broadcast);
                            first.link().send(new byte[] {2}, 0, 1, broadcast);
                            first.link().send(new byte[] {3}, 0, 1, first.source());
                        });
                assertThat(receive(client)).containsExactly(3);
            }

            finishTurn(loop);
            assertThat(loop.counters())
                    .containsEntry(LoopCounter.RUNS_OUT, 1L)
                    .containsEntry(LoopCounter.RUNS_REFUSED, 1L)
                    .containsEntry(LoopCounter.SOCKET_ERRORS, 4L);
        }
    }

    private static Recorder.Received hello(
            DatagramSocket client, MediaLoop loop, String host, Recorder recorder)
            throws Exception {
        send(client, loop, host, new byte[] {1});
        return Recorder.next(recorder.received);
    }

    private static void finishTurn(MediaLoop loop) throws InterruptedException {
        CountDownLatch finished = new CountDownLatch(1);
        loop.execute(finished::countDown);
        assertThat(finished.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private static byte[] marked(int mark, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) mark);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLoopBoundToOneAddressAnswersThere(boolean epoll) throws Exception {
        LoopSettings oneAddress =
                new LoopSettings(
                        Optional.of(InetAddress.getLoopbackAddress()),
                        0,
                        false,
                        epoll,
                        LoopLimits.DEFAULT);
        try (MediaLoop loop = MediaLoop.start(oneAddress, Recorder.echoing());
                DatagramSocket client = client(IPV4)) {
            send(client, loop, IPV4, new byte[] {1});

            assertThat(receive(client)).containsExactly(1);
        }
    }

    private static LoopSettings settings(boolean epoll) {
        return new LoopSettings(Optional.empty(), 0, false, epoll, LoopLimits.DEFAULT);
    }

    private static DatagramSocket client(String host) throws IOException {
        DatagramSocket client = new DatagramSocket(new InetSocketAddress(host, 0));
        client.setSoTimeout(10_000);
        return client;
    }

    private static InetSocketAddress deserted() throws IOException {
        try (DatagramSocket socket = client(IPV4)) {
            return (InetSocketAddress) socket.getLocalSocketAddress();
        }
    }

    private static void send(DatagramSocket client, MediaLoop loop, String host, byte[] bytes)
            throws IOException {
        client.send(
                new DatagramPacket(bytes, bytes.length, new InetSocketAddress(host, loop.port())));
    }

    private static byte[] receive(DatagramSocket client) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
        client.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }
}
