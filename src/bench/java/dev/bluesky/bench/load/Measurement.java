package dev.bluesky.bench.load;

import dev.bluesky.it.BlueSkyProcess;
import dev.bluesky.it.ServerProcess;
import dev.bluesky.it.peer.BlueSkyClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** One shape against a server of its own. */
public final class Measurement {
    /** For what is under way when the interval ends. */
    private static final Duration DRAIN = Duration.ofSeconds(1);

    private final LoadOptions options;
    private final Clips clips;

    public Measurement(LoadOptions options, Clips clips) {
        this.options = options;
        this.clips = clips;
    }

    /** Starts the server, fills the room, measures, and stops everything. */
    public ShapeResult run(Shape shape) throws IOException {
        ClipPackets packets = clips.of(shape);
        try (BlueSkyProcess server = LoadServer.start(options);
                ServerJvm jvm = new ServerJvm(server.pid());
                LoadRoom room =
                        new LoadRoom(
                                new BlueSkyClient(server.uri()),
                                options.engine(),
                                packets,
                                shape)) {
            ServerProcess process = new ServerProcess(server.pid());
            room.addPublishers();
            pass(options.warmUp().dividedBy(2));
            double heapBefore = jvm.heapAfterCollection();
            double residentBefore = process.residentMegabytes();
            room.addViewers();
            room.awaitMedia();
            pass(options.warmUp());
            Interval interval = measure(process, room);
            double resident = process.residentMegabytes() - residentBefore;
            double heap = jvm.heapAfterCollection() - heapBefore;
            return new ShapeResult(
                    shape,
                    interval,
                    room.joins(),
                    resident * 1024 / shape.receivers(),
                    heap * 1024 / shape.receivers());
        }
    }

    private Interval measure(ServerProcess server, LoadRoom room) throws IOException {
        ServerProcess own = new ServerProcess(ProcessHandle.current().pid());
        Set<Integer> viewerPorts = room.viewerPorts();
        Set<Integer> serverPorts = room.serverPorts();
        SocketDrops dropsBefore = SocketDrops.now();
        room.beginInterval();
        long beginNs = System.nanoTime();
        double serverCpu = server.cpuSeconds();
        double ownCpu = own.cpuSeconds();
        double allCpu = MachineLoad.cpuSeconds();
        pass(options.interval());
        serverCpu = server.cpuSeconds() - serverCpu;
        ownCpu = own.cpuSeconds() - ownCpu;
        allCpu = MachineLoad.cpuSeconds() - allCpu;
        double seconds = (System.nanoTime() - beginNs) / 1e9;
        long published = room.endInterval();
        pass(DRAIN);
        SocketDrops drops = SocketDrops.now();
        return new Interval(
                seconds,
                published,
                room.tally(),
                room.latencies(),
                serverCpu,
                ownCpu,
                allCpu - ownCpu - serverCpu,
                drops.since(dropsBefore, serverPorts),
                drops.since(dropsBefore, viewerPorts));
    }

    static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /**
     * What was seen between two moments.
     *
     * @param seconds between them
     * @param published packets in them
     * @param tally of all viewers
     * @param latencies of all packets that were sent between them
     * @param serverCpuSeconds of the server's process
     * @param ownCpuSeconds of this process, which shares the machine
     * @param otherCpuSeconds of everything else: a machine that is not quiet shows in the latencies
     * @param serverSocketDrops by the kernel, at the server's socket
     * @param viewerSocketDrops by the kernel, at the viewers' sockets
     */
    record Interval(
            double seconds,
            long published,
            LoadViewer.Tally tally,
            Latencies latencies,
            double serverCpuSeconds,
            double ownCpuSeconds,
            double otherCpuSeconds,
            long serverSocketDrops,
            long viewerSocketDrops) {}
}
