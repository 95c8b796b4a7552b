package dev.bluesky.bench.load;

import dev.bluesky.it.BlueSkyProcess;
import dev.bluesky.it.ServerProcess;
import dev.bluesky.it.peer.BlueSkyClient;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** One shape against a server of its own. */
public final class Measurement {
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
                                new BlueSkyEntrance(
                                        new BlueSkyClient(server.uri()), options.engine()),
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
            Interval interval = Interval.measure(process, room, options.interval());
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

    /** Waits. */
    public static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
