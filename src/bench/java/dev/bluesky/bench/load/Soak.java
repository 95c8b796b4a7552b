package dev.bluesky.bench.load;

import dev.bluesky.it.BlueSkyProcess;
import dev.bluesky.it.peer.BlueSkyClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One shape for a long time: does the server still do its work, and does it give everything back?
 */
public final class Soak {
    private static final Duration REHEARSAL = Duration.ofSeconds(30);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** The server forgets who vanished after five seconds; executors keep threads for longer. */
    private static final Duration QUIET = Duration.ofSeconds(75);

    private final LoadOptions options;
    private final Clips clips;
    private final Shape shape;

    public Soak(LoadOptions options, Clips clips) {
        this.options = options;
        this.clips = clips;
        shape = options.shapes().get(0);
    }

    /**
     * Runs it: a rehearsal, after which everybody leaves and a baseline is taken; the soak, with a
     * line each minute; and what is left when everybody has left again.
     *
     * @return whether nothing leaked and nothing was lost
     */
    public boolean run() throws IOException {
        try (BlueSkyProcess server = LoadServer.start(options);
                ServerJvm jvm = new ServerJvm(server.pid())) {
            BlueSkyClient client = new BlueSkyClient(server.uri());
            fill(client, REHEARSAL);
            Measurement.pass(QUIET);
            SoakSample baseline = SoakSample.of(jvm, server.pid());
            System.out.println("empty: " + baseline);
            List<String> faults = soak(client, jvm, server.pid());
            Measurement.pass(QUIET);
            SoakSample end = SoakSample.of(jvm, server.pid());
            System.out.println("empty again: " + end);
            faults.addAll(end.excessOver(baseline));
            System.out.println(faults.isEmpty() ? "verdict: good" : "verdict: bad: " + faults);
            return faults.isEmpty();
        }
    }

    private LoadRooms newRoom(BlueSkyClient client) throws IOException {
        return new LoadRooms(
                () -> new BlueSkyEntrance(client, options.engine()), clips.of(shape), shape, 1);
    }

    private void fill(BlueSkyClient client, Duration time) throws IOException {
        try (LoadRooms room = newRoom(client)) {
            room.addPublishers(false);
            room.addViewers();
            room.awaitMedia();
            new Churn(room.first()).run(time);
        }
    }

    private List<String> soak(BlueSkyClient client, ServerJvm jvm, long pid) throws IOException {
        List<String> faults = new ArrayList<>();
        try (LoadRooms room = newRoom(client)) {
            room.addPublishers(false);
            room.addViewers();
            room.awaitMedia();
            Churn churn = new Churn(room.first());
            SocketDrops before = SocketDrops.now();
            for (long minute = 1; minute <= options.soak().toMinutes(); minute++) {
                room.beginInterval();
                if (options.churn()) {
                    churn.run(MINUTE);
                } else {
                    Measurement.pass(MINUTE);
                }
                System.out.println(line(minute, room, churn, SoakSample.of(jvm, pid)));
            }
            judge(room, churn, before, faults);
        }
        return faults;
    }

    private static String line(long minute, LoadRooms room, Churn churn, SoakSample sample) {
        LoadViewer.Tally tally = all(room, churn);
        return String.format(
                Locale.ROOT,
                "minute %d: %s; viewers %d, joined %d, unserved %d; gaps %d, duplicates %d,"
                        + " foreign %d, undecryptable %d; latency p50 %.2f p99 %.2f ms",
                minute,
                sample,
                room.first().viewers().size(),
                churn.joins(),
                churn.unserved(),
                tally.gaps,
                tally.duplicates,
                tally.foreign,
                tally.undecryptable,
                room.latencies().millis(0.5),
                room.latencies().millis(0.99));
    }

    private static LoadViewer.Tally all(LoadRooms room, Churn churn) {
        LoadViewer.Tally tally = room.tally();
        tally.add(churn.gone());
        return tally;
    }

    private static void judge(LoadRooms room, Churn churn, SocketDrops before, List<String> faults)
            throws IOException {
        LoadViewer.Tally tally = all(room, churn);
        long kernel = SocketDrops.now().since(before, room.serverPorts());
        if (tally.gaps > 0 && kernel == 0) {
            faults.add(tally.gaps + " packets lost though the server's socket dropped none");
        }
        if (tally.foreign + tally.undecryptable > 0) {
            faults.add(tally.foreign + " foreign, " + tally.undecryptable + " undecryptable");
        }
        if (churn.unserved() > 0) {
            faults.add(churn.unserved() + " viewers saw nothing");
        }
    }
}
