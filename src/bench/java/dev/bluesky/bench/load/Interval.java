package dev.bluesky.bench.load;

import dev.bluesky.it.ServerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;

/**
 * What was seen between two moments.
 *
 * @param seconds between them
 * @param published packets in them
 * @param tally of all viewers
 * @param latencies of all packets that were sent between them
 * @param serverCpuSeconds of the server's process or processes
 * @param ownCpuSeconds of the load, which shares the machine
 * @param otherCpuSeconds of everything else: a machine that is not quiet shows in the latencies
 * @param serverSocketDrops by the kernel, at the server's socket
 * @param viewerSocketDrops by the kernel, at the viewers' sockets
 */
public record Interval(
        double seconds,
        long published,
        LoadViewer.Tally tally,
        Latencies latencies,
        double serverCpuSeconds,
        double ownCpuSeconds,
        double otherCpuSeconds,
        long serverSocketDrops,
        long viewerSocketDrops) {
    /** For what is under way when the interval ends. */
    private static final Duration DRAIN = Duration.ofSeconds(1);

    /** Packets that should have come. */
    public long expected() {
        return tally.expected;
    }

    /** Packets that came, each once. */
    public long delivered() {
        return tally.delivered;
    }

    /**
     * Counts for that long what full rooms see.
     *
     * @param server the CPU time that counts
     */
    public static Interval measure(CpuTime server, LoadRooms rooms, Duration time)
            throws IOException {
        return measure(server, () -> 0, rooms, () -> Measurement.pass(time));
    }

    /**
     * Counts while that goes on.
     *
     * @param helper the CPU time of another process of the load
     */
    static Interval measure(CpuTime server, CpuTime helper, LoadRooms rooms, Runnable meanwhile)
            throws IOException {
        ServerProcess thisOne = new ServerProcess(ProcessHandle.current().pid());
        CpuTime own = () -> thisOne.cpuSeconds() + helper.seconds();
        Set<Integer> viewerPorts = rooms.viewerPorts();
        Set<Integer> serverPorts = rooms.serverPorts();
        SocketDrops dropsBefore = SocketDrops.now();
        rooms.beginInterval();
        long beginNs = System.nanoTime();
        double serverCpu = server.seconds();
        double ownCpu = own.seconds();
        double allCpu = MachineLoad.cpuSeconds();
        meanwhile.run();
        serverCpu = server.seconds() - serverCpu;
        ownCpu = own.seconds() - ownCpu;
        allCpu = MachineLoad.cpuSeconds() - allCpu;
        double seconds = (System.nanoTime() - beginNs) / 1e9;
        long published = rooms.endInterval();
        Measurement.pass(DRAIN);
        SocketDrops drops = SocketDrops.now();
        return new Interval(
                seconds,
                published,
                rooms.tally(),
                rooms.latencies(),
                serverCpu,
                ownCpu,
                allCpu - ownCpu - serverCpu,
                drops.since(dropsBefore, serverPorts),
                drops.since(dropsBefore, viewerPorts));
    }
}
