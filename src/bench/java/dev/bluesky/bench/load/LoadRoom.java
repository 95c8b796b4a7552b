package dev.bluesky.bench.load;

import dev.bluesky.dtls.DtlsCertificate;
import dev.bluesky.it.peer.Eventually;
import dev.bluesky.it.raw.RawLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A room of the server with its publishers and viewers, on two loops. */
public final class LoadRoom implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final RawLoop publishing = new RawLoop("publishers");
    private final RawLoop viewing = new RawLoop("viewers");
    private final DtlsCertificate certificate =
            DtlsCertificate.generate(Instant.now(), Duration.ofDays(30));
    private final List<LoadPublisher> publishers = new ArrayList<>();
    private final List<LoadViewer> viewers = new ArrayList<>();
    private final Latencies latencies = new Latencies();
    private final Entrance entrance;
    private final ClipPackets packets;
    private final Shape shape;
    private int names;

    public LoadRoom(Entrance entrance, ClipPackets packets, Shape shape) {
        this.entrance = entrance;
        this.packets = packets;
        this.shape = shape;
    }

    /** Everybody who publishes in the shape. */
    public void addPublishers() {
        for (int i = 0; i < shape.publishers(); i++) {
            LoadPublisher publisher =
                    new LoadPublisher(publishing, i, packets, certificate, entrance);
            publisher.join(entrance, LIMIT);
            publishers.add(publisher);
        }
        if (shape.kind() == Shape.Kind.SLOTS) {
            publishing.run(new Speakers(publishing, publishers)::begin);
        }
    }

    /** Everybody who watches in the shape. */
    public void addViewers() {
        switch (shape.kind()) {
            case ONE, SIZES -> {
                for (int i = 0; i < shape.people(); i++) {
                    addViewer();
                }
            }
            case EVERYBODY -> addViewersOfEachOther();
            case SLOTS -> publishers.forEach(one -> addViewer(one.name(), Wish.room()));
        }
    }

    private void addViewersOfEachOther() {
        for (LoadPublisher publisher : publishers) {
            for (LoadPublisher other : publishers) {
                if (publisher != other) {
                    addViewer(publisher.name(), Wish.all(other.name()));
                }
            }
        }
    }

    /** One more, who watches the next publisher in turn, or the next size, or the room. */
    void addViewer() {
        names++;
        addViewer("viewer" + names, nextWish());
    }

    private Wish nextWish() {
        String publisher = publishers.get(names % publishers.size()).name();
        PictureSize[] sizes = PictureSize.values();
        return switch (shape.kind()) {
            case ONE, EVERYBODY -> Wish.all(publisher);
            case SIZES -> Wish.one(publisher, sizes[names % sizes.length]);
            case SLOTS -> Wish.room();
        };
    }

    private void addViewer(String name, Wish wish) {
        LoadViewer viewer =
                new LoadViewer(
                        viewing, name, wish, publishers, packets, latencies, certificate, entrance);
        viewer.join(entrance);
        viewers.add(viewer);
    }

    /** Waits until all are watching. */
    public void awaitMedia() {
        Eventually.within(
                LIMIT, this::trouble, () -> viewers.stream().allMatch(LoadViewer::isWatching));
    }

    private String trouble() {
        return "%d publishers ended by the server; not watching: %s"
                .formatted(
                        publishers.stream().filter(LoadPublisher::hasEnded).count(),
                        viewers.stream()
                                .filter(viewer -> !viewer.isWatching())
                                .map(LoadViewer::peer)
                                .limit(3)
                                .toList());
    }

    /** Takes a viewer away who leaves as browsers do: with a request, and a farewell. */
    void leave(LoadViewer viewer) {
        viewers.remove(viewer);
        entrance.stopReceiving(viewer.name(), viewer.wish());
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

    /** Ends the counting; how many packets were published. */
    long endInterval() {
        return publishers.stream().mapToLong(LoadPublisher::shut).sum();
    }

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
        entrance.close();
        viewing.close();
        publishing.close();
    }
}
