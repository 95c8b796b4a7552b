package dev.bluesky.it.net;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Another machine, as far as the network can tell: programs that run in it reach this machine by a
 * cable of their own, {@code 10.213.N.2} (theirs) to {@code 10.213.N.1} (ours), and nothing beyond.
 *
 * <p>What listens there on TCP ports from 1024 up is reached from outside at {@link #address()},
 * even if it listens on loopback only, as browsers' remote controls do. Datagrams that the kernel
 * would leave to the network card to cut (UDP segmentation offload) are cut before the cable, so
 * that each is lost by itself, as on a real one.
 *
 * <p>Closing it ends every program in it. What a test process that was killed left behind is
 * removed by the next one.
 */
public final class TestNetwork implements AutoCloseable {
    private static final int SUBNETS = 250;

    private static final String REACH_LOOPBACK =
            """
            table ip bluesky-reach {
              chain reach {
                type nat hook prerouting priority dstnat
                ip daddr %s tcp dport 1024-65535 dnat to 127.0.0.1
              }
            }
            """;

    /** At the card itself, so that senders do not notice. */
    private static final String LOSS =
            """
            table netdev bluesky-loss
            delete table netdev bluesky-loss
            table netdev bluesky-loss {
              counter incoming-lost {}
              counter incoming-passed {}
              counter outgoing-lost {}
              counter outgoing-passed {}
              chain incoming {
                type filter hook ingress device eth0 priority 0
                meta l4proto udp numgen random mod 10000 < %1$d counter name incoming-lost drop
                meta l4proto udp counter name incoming-passed
              }
              chain outgoing {
                type filter hook egress device eth0 priority 0
                meta l4proto udp numgen random mod 10000 < %1$d counter name outgoing-lost drop
                meta l4proto udp counter name outgoing-passed
              }
            }
            """;

    private static final String CARD = "bluesky-";

    private final Namespace namespace;
    private final int number;
    private final String subnet;

    private TestNetwork(Namespace namespace, int number) {
        this.namespace = namespace;
        this.number = number;
        this.subnet = "10.213." + number;
    }

    /** Makes a network; skips the test where that takes rights that this process does not have. */
    public static TestNetwork open() {
        Namespace.assumeAllowed();
        Namespace.stale().forEach(Namespace::remove);
        Namespace namespace = Namespace.create(ProcessHandle.current());
        try {
            TestNetwork network = new TestNetwork(namespace, connect(namespace));
            network.configure();
            return network;
        } catch (UncheckedIOException e) {
            namespace.remove();
            throw e;
        }
    }

    /** This machine's address as programs inside see it. */
    public String serverAddress() {
        return subnet + ".1";
    }

    /** The address of programs inside. */
    public String address() {
        return subnet + ".2";
    }

    /** How Blue Sky on this machine is configured so that programs inside reach it. */
    public Map<String, String> serverKeys() {
        return Map.of("bind-address", serverAddress(), "announced-addresses", serverAddress());
    }

    /** A program inside, to be started by the caller. */
    public ProcessBuilder run(List<String> command) {
        return new ProcessBuilder(namespace.inside(command));
    }

    /**
     * From now on loses this share of the UDP datagrams in either direction, each by chance, and
     * counts anew. TCP, and with it HTTP and the remote control of browsers, loses nothing.
     *
     * @param percent 0 to 100, in steps of 0.01
     */
    public void loss(double percent) {
        nft(LOSS.formatted(Math.round(percent * 100)));
    }

    /** From now on carries no more toward the programs inside, TCP included. */
    public Bottleneck bottleneck(long bitsPerSecond) {
        return Bottleneck.on(CARD + number, bitsPerSecond);
    }

    /** What became of the datagrams since {@link #loss} was called. */
    public Traffic traffic() {
        return Traffic.of(inside("nft", "list", "counters"));
    }

    @Override
    public void close() {
        namespace.remove();
    }

    /** Takes the first subnet that is free: the name of the card on our side reserves it. */
    private static int connect(Namespace namespace) {
        for (int n = 0; n < SUBNETS; n++) {
            String card = CARD + n;
            if (added(card, namespace)) {
                Command.run("ip", "addr", "add", "10.213." + n + ".1/24", "dev", card);
                Command.run("ip", "link", "set", card, "gso_max_segs", "1", "up");
                return n;
            }
        }
        throw new IllegalStateException("bluesky-0 to bluesky-" + (SUBNETS - 1) + " are taken");
    }

    private static boolean added(String card, Namespace namespace) {
        Path taken = Path.of("/sys/class/net", card);
        if (Files.exists(taken)) {
            return false;
        }
        String inside = namespace.name();
        try {
            Command.run(
                    "ip", "link", "add", card, "type", "veth", "peer", "name", "eth0", "netns",
                    inside);
            return true;
        } catch (UncheckedIOException e) {
            if (Files.exists(taken)) {
                return false;
            }
            throw e;
        }
    }

    private void configure() {
        inside("ip", "addr", "add", address() + "/24", "dev", "eth0");
        inside("ip", "link", "set", "lo", "up");
        inside("ip", "link", "set", "eth0", "gso_max_segs", "1", "up");
        inside("ip", "route", "add", "default", "via", serverAddress());
        inside("sh", "-c", "echo 1 > /proc/sys/net/ipv4/conf/eth0/route_localnet");
        nft(REACH_LOOPBACK.formatted(address()));
    }

    private String inside(String... command) {
        return Command.feed("", namespace.inside(List.of(command)));
    }

    private void nft(String rules) {
        Command.feed(rules, namespace.inside(List.of("nft", "-f", "-")));
    }
}
