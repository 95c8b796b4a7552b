package dev.bluesky.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.loop.Recorder.Received;
import java.io.File;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A loop that is closed keeps nothing of its application, as a server undeploys it. */
class UndeployTest {

    private static final int TIMES = 3;

    /**
     * The thread that starts and closes lives on, as a server's does. Once in some ten runs a class
     * loader stays, with NIO, and nobody knows what holds it; what would hold each one fails here.
     */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theApplicationsClassLoaderGoes(boolean epoll) throws Exception {
        boolean gone = false;
        for (int i = 0; i < TIMES && !gone; i++) {
            gone = isCollected(deployAndUndeploy(epoll));
        }
        assertThat(gone).isTrue();
    }

    private static boolean isCollected(WeakReference<ClassLoader> application) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (application.get() != null && System.nanoTime() - deadline < 0) {
            System.gc();
            Thread.onSpinWait();
        }
        return application.get() == null;
    }

    @SuppressWarnings("unchecked")
    private static WeakReference<ClassLoader> deployAndUndeploy(boolean epoll) throws Exception {
        try (URLClassLoader application =
                new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            Class<?> call = application.loadClass(Call.class.getName());
            var here = (Callable<String>) call.getConstructor(boolean.class).newInstance(epoll);
            assertThat(call).isNotSameAs(Call.class);
            assertThat(here.call()).isEqualTo(Loopback.transport(epoll));
            return new WeakReference<>(application);
        }
    }

    private static URL[] classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> url(Path.of(entry)))
                .toArray(URL[]::new);
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What an application does with a loop, from its start to its end. */
    public static final class Call implements Callable<String> {
        private final boolean epoll;

        public Call(boolean epoll) {
            this.epoll = epoll;
        }

        @Override
        public String call() throws Exception {
            LoopSettings settings =
                    new LoopSettings(Optional.empty(), 0, true, epoll, LoopLimits.DEFAULT);
            Recorder recorder = Recorder.echoing();
            try (MediaLoop loop = MediaLoop.start(settings, recorder)) {
                talkByUdp(loop, recorder);
                talkByTcp(loop);
                return loop.transport();
            }
        }

        private static void talkByUdp(MediaLoop loop, Recorder recorder) throws Exception {
            InetAddress here = InetAddress.getLoopbackAddress();
            try (DatagramSocket client = new DatagramSocket(new InetSocketAddress(here, 0))) {
                client.setSoTimeout(10_000);
                client.send(new DatagramPacket(new byte[] {1}, 1, here, loop.port()));
                client.receive(new DatagramPacket(new byte[1], 1));
                Received hello = Recorder.next(recorder.received);
                loop.execute(() -> hello.link().send(new byte[] {2}, 0, 1, hello.source()));
                client.receive(new DatagramPacket(new byte[1], 1));
            }
        }

        private static void talkByTcp(MediaLoop loop) throws IOException {
            try (FrameClient client = new FrameClient("127.0.0.1", loop.port())) {
                client.send(new byte[] {3});
                client.receive();
            }
        }
    }
}
