package dev.bluesky.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rooms of a server, each with the people of one shape, on two loops together. */
public final class LoadRooms implements AutoCloseable {
    /** Where rooms are made. */
    public interface Doors {
        /** Makes one. */
        Entrance open() throws IOException;
    }

    private final LoadLoops loops = LoadLoops.start();
    private final List<LoadRoom> rooms = new ArrayList<>();

    /**
     * Opens them.
     *
     * @param doors of the server
     */
    public LoadRooms(Doors doors, ClipPackets packets, Shape shape, int count) throws IOException {
        try {
            for (int i = 0; i < count; i++) {
                rooms.add(new LoadRoom(doors.open(), packets, shape, loops));
            }
        } catch (IOException | RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** The first one, or the only one. */
    LoadRoom first() {
        return rooms.get(0);
    }

    LoadLoops loops() {
        return loops;
    }

    /** Everybody who publishes; who is silent sends nothing. */
    public void addPublishers(boolean silent) {
        rooms.forEach(room -> room.addPublishers(silent));
    }

    /** Everybody who watches. */
    public void addViewers() {
        rooms.forEach(LoadRoom::addViewers);
    }

    /** Waits until all are watching. */
    public void awaitMedia() {
        rooms.forEach(LoadRoom::awaitMedia);
    }

    /** Waits until all are connected, where there is nothing to watch. */
    void awaitConnected() {
        rooms.forEach(LoadRoom::awaitConnected);
    }

    /** Counts from here. */
    void beginInterval() {
        rooms.forEach(LoadRoom::shut);
        loops.viewing()
                .run(
                        () -> {
                            loops.latencies().clear();
                            rooms.forEach(LoadRoom::beginViewersInterval);
                        });
        rooms.forEach(LoadRoom::open);
    }

    /** Ends the counting; how many packets were published. */
    long endInterval() {
        return rooms.stream().mapToLong(LoadRoom::shut).sum();
    }

    LoadViewer.Tally tally() {
        LoadViewer.Tally all = new LoadViewer.Tally();
        rooms.forEach(room -> all.add(room.tally()));
        return all;
    }

    Latencies latencies() {
        return loops.viewing().ask(loops.latencies()::copy);
    }

    /** From request to media, of each viewer; of one who got no media, nothing. */
    Latencies joins() {
        Latencies joins = new Latencies();
        rooms.forEach(room -> room.addJoins(joins));
        return joins;
    }

    /** The ports that viewers receive at. */
    Set<Integer> viewerPorts() {
        Set<Integer> ports = new HashSet<>();
        rooms.forEach(room -> ports.addAll(room.viewerPorts()));
        return ports;
    }

    /** The ports that the server receives publishers at. */
    Set<Integer> serverPorts() {
        Set<Integer> ports = new HashSet<>();
        rooms.forEach(room -> ports.addAll(room.serverPorts()));
        return ports;
    }

    @Override
    public void close() {
        rooms.forEach(LoadRoom::close);
        loops.close();
    }
}
