package dev.bluesky.sfu;

import dev.bluesky.config.EngineName;
import dev.bluesky.negotiate.Offer;
import dev.bluesky.stats.ConnectionState;
import dev.bluesky.stats.ConnectionStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An engine that moves no media: it notes what the domain asks of it, and answers as it is told.
 */
public final class RecordingEngine implements Engine {
    private final List<Link> links = new CopyOnWriteArrayList<>();
    private final Map<UserId, SlotsListener> slots = new ConcurrentHashMap<>();
    private final Map<UserId, Boolean> muted = new ConcurrentHashMap<>();
    private final Map<UserId, Set<String>> silenced = new ConcurrentHashMap<>();
    private final List<MediaRoomListener> rooms = new CopyOnWriteArrayList<>();
    private final List<RoomId> closedRooms = new CopyOnWriteArrayList<>();
    private final BlockingQueue<CompletableFuture<String>> pending = new LinkedBlockingQueue<>();
    private final AtomicInteger closed = new AtomicInteger();
    private volatile Optional<String> unavailable = Optional.empty();
    private volatile Function<Offer, CompletionStage<String>> answers =
            offer -> CompletableFuture.completedFuture("answer");
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Supplier<CompletionStage<ConnectionStatistics>> counted =
            () ->
                    CompletableFuture.completedFuture(
                            ConnectionStatistics.of(ConnectionState.NEW, OptionalLong.empty()));

    /** A peer connection that the domain has asked for. */
    public static final class Link implements PeerConnection {
        private final RecordingEngine engine;
        private final UserId user;
        private final UserId publisher;
        private final PeerConnectionListener listener;
        private final List<Offer> offers = new CopyOnWriteArrayList<>();
        private final List<View> views = new CopyOnWriteArrayList<>();
        private volatile boolean closed;

        private Link(
                RecordingEngine engine,
                UserId user,
                UserId publisher,
                PeerConnectionListener listener) {
            this.engine = engine;
            this.user = user;
            this.publisher = publisher;
            this.listener = listener;
        }

        @Override
        public CompletionStage<String> negotiate(Offer offer) {
            offers.add(offer);
            return engine.answers.apply(offer);
        }

        @Override
        public CompletionStage<ConnectionStatistics> statistics() {
            engine.asked.incrementAndGet();
            return engine.counted.get();
        }

        @Override
        public CompletionStage<View> view(View wish) {
            views.add(wish);
            return CompletableFuture.completedFuture(wish);
        }

        List<View> views() {
            return List.copyOf(views);
        }

        @Override
        public void close() {
            closed = true;
        }

        List<Offer> offers() {
            return List.copyOf(offers);
        }

        boolean isClosed() {
            return closed;
        }

        UserId user() {
            return user;
        }

        UserId publisher() {
            return publisher;
        }

        /** What the engine says when the peer has vanished. */
        void lose() {
            listener.lost("test");
        }
    }

    /** What the engine says of a viewer's slots. */
    void tellSlots(UserId viewer, SlotContent... all) {
        slots.getOrDefault(viewer, NOBODY).slotsChanged(List.of(all));
    }

    /** What the engine says of who speaks. */
    void tellSpeaker(Optional<UserId> speaker) {
        rooms.forEach(listener -> listener.speakerChanged(speaker));
    }

    /** By publisher, whether its audio is muted. */
    Map<UserId, Boolean> muted() {
        return muted;
    }

    /** By publisher, the ids of its tracks that are not to be relayed. */
    Map<UserId, Set<String>> silenced() {
        return silenced;
    }

    private static final SlotsListener NOBODY =
            new SlotsListener() {
                @Override
                public void slotsChanged(List<SlotContent> all) {
                    throw new AssertionError("that viewer has no slots");
                }

                @Override
                public void lost(String reason) {}
            };

    private final class Media implements MediaRoom {
        private final RoomId room;

        Media(RoomId room) {
            this.room = room;
        }

        @Override
        public PeerConnection publish(UserId user, PeerConnectionListener listener) {
            return add(new Link(RecordingEngine.this, user, user, listener));
        }

        @Override
        public PeerConnection receive(
                UserId user, UserId publisher, PeerConnectionListener listener) {
            return add(new Link(RecordingEngine.this, user, publisher, listener));
        }

        @Override
        public PeerConnection receiveAll(UserId user, SlotsListener listener) {
            slots.put(user, listener);
            return add(new Link(RecordingEngine.this, user, new UserId("*"), listener));
        }

        @Override
        public void mute(UserId publisher, boolean audio) {
            muted.put(publisher, audio);
        }

        @Override
        public void silence(UserId publisher, Set<String> tracks) {
            silenced.put(publisher, tracks);
        }

        private Link add(Link link) {
            links.add(link);
            return link;
        }

        @Override
        public void close() {
            closedRooms.add(room);
        }
    }

    @Override
    public EngineName name() {
        return EngineName.FORWARD;
    }

    @Override
    public Optional<String> unavailable() {
        return unavailable;
    }

    @Override
    public MediaRoom open(RoomId room, MediaRoomListener listener) {
        rooms.add(listener);
        return new Media(room);
    }

    @Override
    public CompletionStage<Map<String, Long>> counters() {
        return CompletableFuture.completedFuture(Map.of("loop.datagrams-in", 7L));
    }

    @Override
    public void close() {
        closed.incrementAndGet();
    }

    /** From now on every connection says so. */
    public void count(Supplier<CompletionStage<ConnectionStatistics>> how) {
        counted = how;
    }

    /** How often connections were asked what they have counted. */
    public int timesAsked() {
        return asked.get();
    }

    /** From now on it cannot run here. */
    void setUnavailable(String reason) {
        unavailable = Optional.of(reason);
    }

    /** From now on it answers so. */
    void answer(Function<Offer, CompletionStage<String>> how) {
        answers = how;
    }

    /** From now on it refuses so. */
    void refuse(Exception how) {
        answers = offer -> CompletableFuture.failedFuture(how);
    }

    /** From now on each answer waits until it is completed. */
    void hold() {
        answers =
                offer -> {
                    CompletableFuture<String> answer = new CompletableFuture<>();
                    pending.add(answer);
                    return answer;
                };
    }

    /** The next answer that is waited for. */
    CompletableFuture<String> nextPending() throws InterruptedException {
        CompletableFuture<String> answer = pending.poll(10, TimeUnit.SECONDS);
        if (answer == null) {
            throw new AssertionError("nobody negotiates");
        }
        return answer;
    }

    /** All connections ever asked for, the oldest first. */
    List<Link> links() {
        return List.copyOf(links);
    }

    Link link(int index) {
        return links.get(index);
    }

    List<Link> openLinks() {
        return links.stream().filter(link -> !link.isClosed()).toList();
    }

    List<RoomId> closedRooms() {
        return new ArrayList<>(closedRooms);
    }

    int timesClosed() {
        return closed.get();
    }
}
