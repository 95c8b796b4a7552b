package dev.bluesky.it.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestNetworkIT {
    private static final int DATAGRAMS = 4_000;
    private static final List<String> SLEEP = List.of("sh", "-c", "echo inside; exec sleep 1000");
    private static final Duration END = Duration.ofSeconds(10);

    @Test
    void losesAboutAsManyDatagramsAsItWasToldTo() throws IOException {
        try (TestNetwork network = TestNetwork.open();
                DatagramSocket socket = new DatagramSocket()) {
            network.loss(10);
            InetSocketAddress inside = new InetSocketAddress(network.address(), 9);
            for (int i = 0; i < DATAGRAMS; i++) {
                socket.send(new DatagramPacket(new byte[100], 100, inside));
            }

            Traffic traffic = network.traffic();
            assertThat(traffic.incomingLost() + traffic.incomingPassed()).isEqualTo(DATAGRAMS);
            assertThat(traffic.incomingLossPercent()).isBetween(7.0, 13.0);
        }
    }

    /** Until then it is still on its way, and in no namespace to be ended with. */
    private static void awaitInside(Process program) throws IOException {
        assertThat(program.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("inside");
    }

    @Test
    void closingItEndsTheProgramsInside() throws IOException {
        Process program;
        try (TestNetwork network = TestNetwork.open()) {
            program = network.run(SLEEP).start();
            awaitInside(program);
        }

        assertThat(program.onExit()).succeedsWithin(END);
    }

    @Test
    void whatAKilledTestLeftBehindIsRemovedWithTheNext() throws IOException {
        Namespace.assumeAllowed();
        ProcessHandle killedTest = new ProcessBuilder("true").start().onExit().join().toHandle();
        Namespace stale = Namespace.create(killedTest);
        Process program = new ProcessBuilder(stale.inside(SLEEP)).start();
        awaitInside(program);

        TestNetwork.open().close();

        assertThat(program.onExit()).succeedsWithin(END);
        assertThat(Command.run("ip", "netns", "list")).doesNotContain(stale.name());
    }
}
