package dev.bluesky.bench.load;

import dev.bluesky.it.BlueSkyProcess;
import dev.bluesky.it.ServerProcess;
import dev.bluesky.it.peer.BlueSkyClient;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** One shape against a server of its own. */
public final class Measurement {
    private static final Duration AFTERMATH = Duration.ofSeconds(2);

    private final LoadOptions options;
    private final Clips clips;

    public Measurement(LoadOptions options, Clips clips) {
        this.options = options;
        this.clips = clips;
    }

    /** Starts the server, fills the rooms, measures, and stops everything. */
    public ShapeResult run(Shape shape) throws IOException {
        try (BlueSkyProcess server = LoadServer.start(options);
                ServerJvm jvm = new ServerJvm(server.pid());
                LoadRooms rooms = rooms(server, shape)) {
            ServerProcess process = new ServerProcess(server.pid());
            rooms.addPublishers(options.silent());
            pass(options.warmUp().dividedBy(2));
            double heapBefore = jvm.heapAfterCollection();
            double residentBefore = process.residentMegabytes();
            fill(rooms);
            pass(options.warmUp());
            Interval interval = Interval.measure(process::cpuSeconds, rooms, options.interval());
            double resident = process.residentMegabytes() - residentBefore;
            double heap = jvm.heapAfterCollection() - heapBefore;
            int viewers = shape.receivers() * options.rooms();
            return new ShapeResult(
                    shape,
                    options.rooms(),
                    interval,
                    rooms.joins(),
                    resident * 1024 / viewers,
                    heap * 1024 / viewers);
        }
    }

    /** The same, but what is measured is how many join at once. */
    public JoinResult runJoins(Shape shape) throws IOException {
        try (BlueSkyProcess server = LoadServer.start(options);
                LoadRooms rooms = rooms(server, shape)) {
            CpuTime process = new ServerProcess(server.pid())::cpuSeconds;
            rooms.addPublishers(false);
            fill(rooms);
            pass(options.warmUp());
            Interval before = Interval.measure(process, rooms, options.interval());
            try (GuestsProcess guests = guests(server, shape, rooms.first())) {
                Interval during =
                        Interval.measure(process, guests::cpuSeconds, rooms, guests::join);
                pass(AFTERMATH);
                Interval after = Interval.measure(process, rooms, options.interval());
                return new JoinResult(shape, guests, before, during, after);
            }
        }
    }

    private GuestsProcess guests(BlueSkyProcess server, Shape shape, LoadRoom room)
            throws IOException {
        return new GuestsProcess(
                server.uri(),
                options.engine(),
                room.name(),
                shape,
                room.publisherNames(),
                clips.folder(),
                options.guests());
    }

    private LoadRooms rooms(BlueSkyProcess server, Shape shape) throws IOException {
        BlueSkyClient client = new BlueSkyClient(server.uri());
        return new LoadRooms(
                () -> new BlueSkyEntrance(client, options.engine()),
                clips.of(shape),
                shape,
                options.rooms());
    }

    private void fill(LoadRooms rooms) {
        rooms.addViewers();
        if (options.silent()) {
            rooms.awaitConnected();
        } else {
            rooms.awaitMedia();
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
