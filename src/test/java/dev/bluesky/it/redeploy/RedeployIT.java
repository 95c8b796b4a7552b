package dev.bluesky.it.redeploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.it.ServerProcess;
import dev.bluesky.it.peer.BlueSkyClient;
import dev.bluesky.it.peer.Eventually;
import dev.bluesky.it.peer.Picture;
import dev.bluesky.it.peer.Picture.Tint;
import dev.bluesky.it.peer.PublishingPeer;
import dev.bluesky.it.peer.ReceivingPeer;
import jakarta.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One Tomcat, which Arquillian starts, and an application that comes and goes in it. */
@ExtendWith(ArquillianExtension.class)
@Tag("redeploy")
class RedeployIT {
    private static final int CYCLES = 10;
    private static final int NATIVE_CYCLES = 4;
    private static final int WARM_UP = 2;

    /**
     * Of the native library, which stays with the class loader that loaded it; measured 20 to 35,
     * and the heap makes it uneven.
     */
    private static final double LEAK_MEGABYTES_MAX = 60;

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Picture BLUE = Picture.small(Tint.BLUE);
    private static final Path WAR = Path.of("target", "bluesky.war");
    private static final String CONTEXT_PATH = "/bluesky";

    /** Tomcat's own pool grows and shrinks with its load. */
    private static final String TOMCATS_WORKERS = "http-nio-";

    private final URI server =
            URI.create("http://127.0.0.1:" + System.getProperty("server.http-port") + "/");
    private final TomcatDeployments deployments = new TomcatDeployments(server);

    @Test
    void threadsSocketsAndClassesGoWithTheApplicationTenTimes() throws IOException {
        ServerProcess tomcat = ServerProcess.childWith("catalina.home");
        long loadersAtStart = deployments.leakedClassLoaders();
        List<Double> residentMegabytes = redeploy(tomcat, "forward", CYCLES, 1, new ArrayList<>());
        // The native library, which is loaded at the start whichever engine rooms use, holds one
        // each.
        assertThat(deployments.leakedClassLoaders()).isLessThanOrEqualTo(loadersAtStart + CYCLES);
        assertThat(growthPerCycle(residentMegabytes))
                .as("MB that a redeployment leaves behind, of %s", residentMegabytes)
                .isLessThan(LEAK_MEGABYTES_MAX);
    }

    /**
     * The library of webrtc-java holds the class loader that loaded it, and with it the
     * application's classes and the library itself; that, and no more, stays behind.
     */
    @Test
    void ofTheNativeEngineOnlyTheLibraryAndItsClassesStay() throws IOException {
        ServerProcess tomcat = ServerProcess.childWith("catalina.home");
        long loadersAtStart = deployments.leakedClassLoaders();
        // The port of the forwarding engine, and one for each connection.
        List<Double> residentMegabytes =
                redeploy(tomcat, "native", NATIVE_CYCLES, 3, new ArrayList<>());
        assertThat(deployments.leakedClassLoaders())
                .isLessThanOrEqualTo(loadersAtStart + NATIVE_CYCLES);
        assertThat(growthPerCycle(residentMegabytes))
                .as("MB that a redeployment leaves behind, of %s", residentMegabytes)
                .isLessThan(LEAK_MEGABYTES_MAX);
    }

    private List<Double> redeploy(
            ServerProcess tomcat, String engine, int cycles, int ports, List<Double> megabytes)
            throws IOException {
        List<String> threadsAtStart = threads(tomcat);
        for (int cycle = 1; cycle <= cycles; cycle++) {
            deployments.deploy(CONTEXT_PATH, WAR);
            call(engine);
            Set<Integer> used = udpPorts(tomcat);
            assertThat(used).as("UDP ports").hasSize(ports);
            deployments.undeploy(CONTEXT_PATH);

            Eventually.within(LIMIT, () -> udpPorts(tomcat), () -> udpPorts(tomcat).isEmpty());
            Eventually.within(
                    LIMIT,
                    () -> added(threadsAtStart, threads(tomcat)),
                    () -> added(threadsAtStart, threads(tomcat)).isEmpty());
            assertFree(used);
            megabytes.add(afterCollection(tomcat, engine, cycle));
        }
        return megabytes;
    }

    private static double growthPerCycle(List<Double> megabytes) {
        int cycles = megabytes.size();
        return (megabytes.get(cycles - 1) - megabytes.get(WARM_UP - 1)) / (cycles - WARM_UP);
    }

    /** Others may have them, for UDP and for TCP. */
    private static void assertFree(Set<Integer> ports) throws IOException {
        for (int port : ports) {
            try (DatagramSocket udp = new DatagramSocket(port);
                    ServerSocket tcp = new ServerSocket(port)) {
                assertThat(udp.getLocalPort()).isEqualTo(tcp.getLocalPort());
            }
        }
    }

    private double afterCollection(ServerProcess tomcat, String engine, int cycle)
            throws IOException {
        long loaders = deployments.leakedClassLoaders();
        double megabytes = tomcat.residentMegabytes();
        System.out.printf(
                "redeployment %d, %s: threads and sockets as at the start,"
                        + " %d class loaders left, %.0f MB resident%n",
                cycle, engine, loaders, megabytes);
        return megabytes;
    }

    private static List<String> added(List<String> before, List<String> after) {
        List<String> added = new ArrayList<>(after);
        before.forEach(added::remove);
        return added;
    }

    private static Set<Integer> udpPorts(ServerProcess tomcat) {
        try {
            return tomcat.udpPorts();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> threads(ServerProcess tomcat) {
        try {
            return tomcat.threads().stream()
                    .filter(name -> !name.startsWith(TOMCATS_WORKERS))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void call(String engine) {
        BlueSkyClient client = new BlueSkyClient(server.resolve(CONTEXT_PATH + "/"));
        String room =
                client.createRoom(
                        Json.createObjectBuilder()
                                .add("user_id", "alice")
                                .add("engine", engine)
                                .build());
        try (PublishingPeer alice = new PublishingPeer(BLUE, 440);
                ReceivingPeer bob = new ReceivingPeer()) {
            client.publish(room, "alice", alice);
            client.receive(room, "bob", "alice", bob);
            bob.await(BLUE, 440, LIMIT);
        }
    }
}
