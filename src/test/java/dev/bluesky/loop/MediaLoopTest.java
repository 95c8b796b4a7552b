package dev.bluesky.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.bluesky.peer.Link;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaLoopTest {
    private Set<Thread> before = Set.of();

    @BeforeEach
    void rememberThreads() {
        before = Thread.getAllStackTraces().keySet();
    }

    /** Also Netty's global one, which lives on for a second where it is used. */
    @AfterEach
    void noThreadIsLeft() {
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !before.contains(thread))
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("bluesky") || name.contains("EventExecutor"));
    }

    @Test
    void commandsRunInTheirOrderOnTheLoopsThread() throws Exception {
        List<Integer> ran = new ArrayList<>();
        CompletableFuture<Boolean> onLoop = new CompletableFuture<>();
        try (MediaLoop loop = start(new Recorder())) {
            IntStream.range(0, 1000).forEach(i -> loop.execute(() -> ran.add(i)));
            loop.execute(() -> onLoop.complete(loop.isLoopThread()));

            assertThat(onLoop.get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(loop.isLoopThread()).isFalse();
        }
        assertThat(ran).isEqualTo(IntStream.range(0, 1000).boxed().toList());
    }

    @Test
    void itTicks() throws Exception {
        Recorder recorder = new Recorder();
        try (MediaLoop loop = start(recorder)) {
            long first = Recorder.next(recorder.ticks);
            long second = Recorder.next(recorder.ticks);

            assertThat(second - first).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(5));
            assertThat(loop.port()).isPositive();
        }
    }

    @Test
    void whileSomethingWaitsForItsTimeItLooksAgainSoonerThanItTicks() throws Exception {
        Recorder recorder = new Recorder();
        AtomicInteger more = new AtomicInteger(1000);
        recorder.hurries = () -> more.decrementAndGet() > 0;
        try (MediaLoop loop = start(recorder)) {
            for (int i = 0; i < 1000; i++) {
                Recorder.next(recorder.paces);
            }
            int ticks = recorder.ticks.size();
            Recorder.next(recorder.paces);

            assertThat(ticks).isLessThan(1000);
            assertThat(loop.port()).isPositive();
        }
    }

    @Test
    void whatACommandSendsLeavesWithoutADatagramComingIn() throws Exception {
        Recorder recorder = new Recorder();
        try (MediaLoop loop = start(recorder);
                DatagramSocket client = client()) {
            Recorder.Received hello = greet(loop, client, recorder);
            loop.execute(() -> hello.link().send(new byte[] {7}, 0, 1, hello.source()));

            assertThat(receive(client)).isEqualTo((byte) 7);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFailingHandlerAndFailingCommandsDoNotEndIt(boolean epoll) throws Exception {
        LoopSettings settings =
                new LoopSettings(Optional.empty(), 0, false, epoll, LoopLimits.DEFAULT);
        try (FaultLog log = new FaultLog();
                MediaLoop loop = MediaLoop.start(settings, new Failing());
                DatagramSocket client = client()) {
            loop.execute(
                    () -> {
                        throw new IllegalStateException("a command's");
                    });
            loop.execute(
                    () -> {
                        throw new AssertionError("another's");
                    });
            for (byte i = 0; i < 3; i++) {
                send(client, loop.port(), i);
                assertThat(receive(client)).isEqualTo(i);
            }

            assertThat(loop.counters().get(LoopCounter.FAULTS)).isGreaterThanOrEqualTo(5);
            assertThat(log.records()).hasSize(1);
        }
    }

    @Test
    void aPortThatIsTakenIsNamedWithTheKey() throws IOException {
        try (DatagramSocket other = new DatagramSocket(new InetSocketAddress(0))) {
            assertThatIOException()
                    .isThrownBy(
                            () ->
                                    MediaLoop.start(
                                            LoopSettings.onPort(other.getLocalPort()),
                                            new Recorder()))
                    .withMessageContaining("UDP port " + other.getLocalPort())
                    .withMessageContaining("udp-port")
                    .withMessageContaining("in use");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTcpPortThatIsTakenIsNamedWithTheKey(boolean epoll) throws IOException {
        try (ServerSocket other = new ServerSocket(0)) {
            LoopSettings settings =
                    new LoopSettings(
                            Optional.empty(),
                            other.getLocalPort(),
                            true,
                            epoll,
                            LoopLimits.DEFAULT);
            assertThatIOException()
                    .isThrownBy(() -> MediaLoop.start(settings, new Recorder()))
                    .withMessageContaining("TCP port " + other.getLocalPort())
                    .withMessageContaining("udp-port")
                    .withMessageContaining("in use");
        }
    }

    @Test
    void closingRunsWhatIsQueuedAndSendsWhatThatSent() throws Exception {
        Recorder recorder = new Recorder();
        MediaLoop loop = start(recorder);
        try (DatagramSocket client = client()) {
            Recorder.Received hello = greet(loop, client, recorder);
            CountDownLatch held = new CountDownLatch(1);
            loop.execute(() -> await(held));
            for (byte i = 0; i < 100; i++) {
                byte[] bytes = {i};
                loop.execute(() -> hello.link().send(bytes, 0, 1, hello.source()));
            }
            Thread closing = new Thread(loop::close);
            closing.start();
            awaitRefusal(loop);
            held.countDown();

            for (byte i = 0; i < 100; i++) {
                assertThat(receive(client)).isEqualTo(i);
            }
            closing.join();
            assertThat(hello.link().send(new byte[1], 0, 1, hello.source())).isFalse();
        }
    }

    @Test
    void itClosesOnceHoweverOftenAndFreesItsPorts() throws Exception {
        LoopSettings any = new LoopSettings(Optional.empty(), 0, true, true, LoopLimits.DEFAULT);
        MediaLoop loop = MediaLoop.start(any, new Recorder());
        Thread other = new Thread(loop::close);
        other.start();
        loop.close();
        loop.close();
        other.join();

        assertThatThrownBy(() -> loop.execute(() -> {}))
                .isInstanceOf(RejectedExecutionException.class);
        try (DatagramSocket udp = new DatagramSocket(new InetSocketAddress(loop.port()));
                ServerSocket tcp = new ServerSocket(loop.port())) {
            assertThat(udp.getLocalPort()).isEqualTo(tcp.getLocalPort());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void fiftyLoopsLeaveNoFilesOpen(boolean epoll) throws IOException {
        assumeTrue(
                ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean);
        startAndClose(epoll);
        long before = openFiles();
        for (int i = 0; i < 50; i++) {
            startAndClose(epoll);
        }
        assertThat(openFiles() - before).isLessThan(25);
    }

    private static void startAndClose(boolean epoll) throws IOException {
        LoopSettings settings =
                new LoopSettings(Optional.empty(), 0, true, epoll, LoopLimits.DEFAULT);
        MediaLoop.start(settings, new Recorder()).close();
    }

    private static long openFiles() {
        return ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
                .getOpenFileDescriptorCount();
    }

    @Test
    void itCannotBeClosedByItsOwnThread() throws Exception {
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        try (MediaLoop loop = start(new Recorder())) {
            loop.execute(
                    () ->
                            thrown.complete(
                                    assertThatIllegalStateException()
                                            .isThrownBy(loop::close)
                                            .actual()));
            assertThat(thrown.get(10, TimeUnit.SECONDS)).isNotNull();
        }
    }

    private static MediaLoop start(LoopHandler handler) throws IOException {
        return MediaLoop.start(LoopSettings.onPort(0), handler);
    }

    private static DatagramSocket client() throws IOException {
        DatagramSocket client =
                new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        client.setSoTimeout(10_000);
        return client;
    }

    private static void send(DatagramSocket client, int port, int content) throws IOException {
        client.send(
                new DatagramPacket(
                        new byte[] {(byte) content}, 1, InetAddress.getLoopbackAddress(), port));
    }

    private static byte receive(DatagramSocket client) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[1], 1);
        client.receive(packet);
        return packet.getData()[0];
    }

    /** Lets the loop know of the client. */
    private static Recorder.Received greet(MediaLoop loop, DatagramSocket client, Recorder recorder)
            throws Exception {
        send(client, loop.port(), 0);
        return Recorder.next(recorder.received);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitRefusal(MediaLoop loop) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (System.nanoTime() - deadline < 0) {
            try {
                loop.execute(() -> {});
            } catch (RejectedExecutionException e) {
                return;
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("it is not being closed");
    }

    /** Answers, and fails in each of its methods. */
    private static final class Failing implements LoopHandler {
        @Override
        public void datagram(
                Link link,
                InetSocketAddress source,
                byte[] buffer,
                int offset,
                int length,
                long nowNs) {
            link.send(buffer, offset, length, source);
            throw new IllegalStateException("a datagram's");
        }

        @Override
        public void turnEnded(long nowNs) {
            throw new IllegalStateException("a turn's");
        }

        @Override
        public void closed(Link link, InetSocketAddress source, long nowNs) {
            throw new IllegalStateException("a connection's");
        }

        @Override
        public void tick(long nowNs) {
            throw new StackOverflowError("a tick's");
        }

        @Override
        public boolean pace(long nowNs) {
            throw new IllegalStateException("a pace's");
        }
    }
}
