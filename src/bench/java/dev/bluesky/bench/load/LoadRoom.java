package dev.bluesky.bench.load;

import dev.bluesky.dtls.DtlsCertificate;
import dev.bluesky.it.peer.BlueSkyClient;
import dev.bluesky.it.peer.Eventually;
import dev.bluesky.it.raw.RawLoop;
import jakarta.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A room of the server with its publishers and viewers, on two loops. */
final class LoadRoom implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final RawLoop publishing = new RawLoop("publishers");
    private final RawLoop viewing = new RawLoop("viewers");
    private final DtlsCertificate certificate =
            DtlsCertificate.generate(Instant.now(), Duration.ofDays(30));
    private final List<LoadPublisher> publishers = new ArrayList<>();
    private final List<LoadViewer> viewers = new ArrayList<>();
    private final Latencies latencies = new Latencies();
    private final BlueSkyClient client;
    private final ClipPackets packets;
    private final String room;
    private int names;

    LoadRoom(BlueSkyClient client, String engine, ClipPackets packets) {
        this.client = client;
        this.packets = packets;
        room =
                client.createRoom(
                        Json.createObjectBuilder()
                                .add("user_id", "admin")
                                .add("engine", engine)
                                .build());
    }

    void addPublishers(int count) {
        for (int i = 0; i < count; i++) {
            LoadPublisher publisher =
                    new LoadPublisher(
                            publishing, "publisher" + publishers.size(), packets, certificate);
            publisher.join(client, room, LIMIT);
            publishers.add(publisher);
        }
    }

    void addViewers(Shape shape) {
        for (int i = 0; i < shape.viewers(); i++) {
            addViewer();
        }
        for (LoadPublisher publisher : publishers) {
            for (LoadPublisher other : publishers) {
                if (shape.everybody() && publisher != other) {
                    addViewer(publisher.name(), other);
                }
            }
        }
    }

    /** One more, who watches the next publisher in turn. */
    LoadViewer addViewer() {
        names++;
        return addViewer("viewer" + names, publishers.get(names % publishers.size()));
    }

    private LoadViewer addViewer(String name, LoadPublisher publisher) {
        LoadViewer viewer =
                new LoadViewer(viewing, name, publisher, packets, latencies, certificate);
        viewer.join(client, room);
        viewers.add(viewer);
        return viewer;
    }

    /** Waits until all are watching. */
    void awaitMedia() {
        Eventually.within(
                LIMIT,
                () ->
                        viewers.stream()
                                .filter(viewer -> !viewer.isWatching())
                                .map(LoadViewer::peer)
                                .limit(3)
                                .toList(),
                () -> viewers.stream().allMatch(LoadViewer::isWatching));
    }

    /** Takes a viewer away who leaves as browsers do: with a request, and a farewell. */
    void leave(LoadViewer viewer) {
        viewers.remove(viewer);
        client.stopReceiving(room, viewer.name(), viewer.publisher().name());
        viewer.close();
    }

    /** Takes a viewer away who says nothing. */
    void vanish(LoadViewer viewer) {
        viewers.remove(viewer);
        viewer.peer().vanish();
    }

    /** Takes a viewer away who only says farewell in DTLS. */
    void part(LoadViewer viewer) {
        viewers.remove(viewer);
        viewer.close();
    }

    List<LoadViewer> viewers() {
        return viewers;
    }

    Latencies latencies() {
        return latencies;
    }

    /** Counts from here. */
    void beginInterval() {
        publishers.forEach(LoadPublisher::shut);
        viewing.run(
                () -> {
                    latencies.clear();
                    viewers.forEach(LoadViewer::beginInterval);
                });
        publishers.forEach(LoadPublisher::open);
    }

    /** Ends the counting; how many packets each receiver should have, summed over all. */
    Sent endInterval() {
        long sent = 0;
        long expected = 0;
        for (LoadPublisher publisher : publishers) {
            long count = publisher.shut();
            sent += count;
            expected += count * viewers.stream().filter(v -> v.publisher() == publisher).count();
        }
        return new Sent(sent, expected);
    }

    /**
     * Packets of an interval.
     *
     * @param published by the publishers
     * @param expected by all viewers together
     */
    record Sent(long published, long expected) {}

    LoadViewer.Tally tally() {
        return viewing.ask(
                () -> {
                    LoadViewer.Tally all = new LoadViewer.Tally();
                    viewers.forEach(viewer -> all.add(viewer.tally()));
                    return all;
                });
    }

    LoadViewer.Tally tallyOf(LoadViewer viewer) {
        return viewing.ask(viewer::tally);
    }

    /** From request to media, of each viewer. */
    Latencies joins() {
        Latencies joins = new Latencies();
        viewers.forEach(viewer -> joins.add(viewer.joinNs()));
        return joins;
    }

    /** The ports that viewers receive at. */
    Set<Integer> viewerPorts() {
        Set<Integer> ports = new HashSet<>();
        viewers.forEach(v -> ports.add(v.peer().transport().localAddress().getPort()));
        return ports;
    }

    /** The ports that the server receives publishers at. */
    Set<Integer> serverPorts() {
        Set<Integer> ports = new HashSet<>();
        publishers.forEach(p -> ports.add(p.peer().transport().remoteAddress().getPort()));
        return ports;
    }

    @Override
    public void close() {
        viewers.forEach(LoadViewer::close);
        publishers.forEach(LoadPublisher::close);
        client.closeRoom(room, "admin");
        viewing.close();
        publishing.close();
    }
}
