package dev.bluesky.bench.load;

import dev.bluesky.it.peer.Eventually;
import dev.bluesky.it.raw.RawLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A room of the server with its publishers and viewers. */
final class LoadRoom implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final LoadLoops loops;
    private final RawLoop publishing;
    private final RawLoop viewing;
    private final List<LoadPublisher> publishers = new ArrayList<>();
    private final List<LoadViewer> viewers = new ArrayList<>();
    private final Entrance entrance;
    private final ClipPackets packets;
    private final Shape shape;
    private int names;

    LoadRoom(Entrance entrance, ClipPackets packets, Shape shape, LoadLoops loops) {
        this.loops = loops;
        publishing = loops.publishing();
        viewing = loops.viewing();
        this.entrance = entrance;
        this.packets = packets;
        this.shape = shape;
    }

    /** Everybody who publishes in the shape; who is silent sends nothing. */
    void addPublishers(boolean silent) {
        for (int i = 0; i < shape.publishers(); i++) {
            LoadPublisher publisher =
                    new LoadPublisher(publishing, i, packets, loops.certificate(), entrance);
            publisher.join(entrance, LIMIT, silent);
            publishers.add(publisher);
        }
        if (shape.kind() == Shape.Kind.SLOTS) {
            publishing.run(new Speakers(publishing, publishers)::begin);
        }
    }

    /** Everybody who watches in the shape. */
    void addViewers() {
        switch (shape.kind()) {
            case ONE, SMALL, MANY, SIZES -> {
                for (int i = 0; i < shape.people(); i++) {
                    addViewer();
                }
            }
            case EVERYBODY -> addViewersOfEachOther();
            case TOGETHER, SLOTS -> publishers.forEach(one -> addViewer(one.name(), nextWish()));
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
            case ONE, SMALL, MANY, EVERYBODY -> Wish.all(publisher);
            case SIZES -> Wish.one(publisher, sizes[names % sizes.length]);
            case TOGETHER -> Wish.everybody(publishers.size() - 1);
            case SLOTS -> Wish.room();
        };
    }

    private void addViewer(String name, Wish wish) {
        LoadViewer viewer =
                new LoadViewer(
                        viewing,
                        name,
                        wish,
                        publishers,
                        packets,
                        loops.latencies(),
                        loops.certificate(),
                        entrance);
        viewer.join(entrance);
        viewers.add(viewer);
    }

    /** By what name others find it. */
    String name() {
        return entrance.room();
    }

    /** Those whom one can watch. */
    List<String> publisherNames() {
        return publishers.stream().map(LoadPublisher::name).toList();
    }

    /** Waits until all are watching. */
    void awaitMedia() {
        Eventually.within(
                LIMIT, this::trouble, () -> viewers.stream().allMatch(LoadViewer::isWatching));
    }

    /** Waits until all are connected, where there is nothing to watch. */
    void awaitConnected() {
        viewers.forEach(viewer -> viewer.peer().awaitConnected(LIMIT));
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

    /** Counts nothing from here. On the viewers' loop. */
    void beginViewersInterval() {
        viewers.forEach(LoadViewer::beginInterval);
    }

    /** Counts what is published from here. */
    void open() {
        publishers.forEach(LoadPublisher::open);
    }

    /** Counts nothing any more; how many packets were published since it was opened. */
    long shut() {
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

    /** From request to media, of each viewer that has some. */
    void addJoins(Latencies joins) {
        viewers.stream()
                .filter(LoadViewer::isWatching)
                .forEach(viewer -> joins.add(viewer.joinNs()));
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
    }
}
