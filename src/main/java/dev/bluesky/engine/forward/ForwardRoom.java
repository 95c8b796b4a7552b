package dev.bluesky.engine.forward;

import dev.bluesky.sfu.MediaRoom;
import dev.bluesky.sfu.MediaRoomListener;
import dev.bluesky.sfu.PeerConnection;
import dev.bluesky.sfu.PeerConnectionListener;
import dev.bluesky.sfu.Refusal;
import dev.bluesky.sfu.SfuException;
import dev.bluesky.sfu.SlotsListener;
import dev.bluesky.sfu.UserId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The publications and connections of one room. It lives on one loop, with whoever publishes; the
 * viewers of a large one may live on others, too, where it has outposts. The maps are guarded by
 * the monitor, since connections are made by HTTP threads; what they hold belongs to its loop.
 */
final class ForwardRoom implements MediaRoom {
    private static final CompletionStage<Boolean> AT_ONCE =
            CompletableFuture.completedStage(Boolean.TRUE);

    private final EngineContext engine;
    private final ViewerLoops viewers;
    private final RoomPart home;

    /** By the number of their loop. */
    private final Map<Integer, Outpost> outposts = new LinkedHashMap<>();

    /** And what is to be let go of, in the monitor, when one of them has ended. */
    private final Map<ForwardPeerConnection, Runnable> connections = new LinkedHashMap<>();

    private final Runnable onClosed;
    private boolean closed;

    /**
     * A room all of whose connections live on its own loop.
     *
     * @param onClosed called once
     */
    ForwardRoom(EngineContext engine, MediaRoomListener listener, Runnable onClosed) {
        this(engine, () -> engine, listener, onClosed);
    }

    /**
     * @param engine of the loop that it lives on
     * @param viewers on which loops those live who receive
     * @param onClosed called once
     */
    ForwardRoom(
            EngineContext engine,
            ViewerLoops viewers,
            MediaRoomListener listener,
            Runnable onClosed) {
        this.engine = engine;
        this.viewers = viewers;
        this.onClosed = onClosed;
        home = new RoomPart(engine, new Conversation(engine, listener), new ToOutposts());
    }

    /** Those on which somebody receives the whole room have everybody. */
    private final class ToOutposts implements RoomPart.Listener {
        @Override
        public void begun(UserId publisher, Publication publication) {
            outposts.values().forEach(outpost -> outpost.begunAtHome(publisher));
        }

        @Override
        public void ended(UserId publisher, Publication publication) {
            outposts.values().forEach(outpost -> outpost.endedAtHome(publisher));
        }
    }

    @Override
    public synchronized PeerConnection publish(UserId user, PeerConnectionListener listener) {
        requireOpen();
        Publication publication = home.hold(user);
        return open(
                engine,
                AT_ONCE,
                new PublishingRole(engine, publication),
                listener,
                () -> home.release(user));
    }

    @Override
    public synchronized PeerConnection receive(
            UserId user, UserId publisher, PeerConnectionListener listener) {
        requireOpen();
        EngineContext there = viewers.next();
        Publication original = home.hold(publisher);
        if (there.index() == engine.index()) {
            return open(
                    engine,
                    AT_ONCE,
                    new ReceivingRole(engine, original, streamId(publisher)),
                    listener,
                    () -> home.release(publisher));
        }
        RoomPart part = outpost(there).part();
        Publication copy = part.hold(publisher);
        return open(
                there,
                established(),
                new ReceivingRole(there, copy, streamId(publisher)),
                listener,
                () -> {
                    part.release(publisher);
                    home.release(publisher);
                });
    }

    @Override
    public synchronized PeerConnection receiveAll(UserId user, SlotsListener listener) {
        requireOpen();
        EngineContext there = viewers.next();
        if (there.index() == engine.index()) {
            return open(
                    engine,
                    AT_ONCE,
                    new SlotsRole(engine, home.conversation(), user, listener),
                    listener,
                    () -> {});
        }
        Outpost outpost = outpost(there);
        outpost.watch();
        return open(
                there,
                established(),
                new SlotsRole(there, outpost.part().conversation(), user, listener),
                listener,
                outpost::unwatch);
    }

    private Outpost outpost(EngineContext there) {
        return outposts.computeIfAbsent(there.index(), loop -> new Outpost(home, there));
    }

    /** When the other loop has been told of what this one was asked for it until now. */
    private CompletionStage<Boolean> established() {
        return engine.ask(nowNs -> Boolean.TRUE);
    }

    @Override
    public void mute(UserId publisher, boolean audio) {
        publication(publisher)
                .ifPresent(
                        publication ->
                                engine.loop()
                                        .execute(
                                                nowNs ->
                                                        home.conversation()
                                                                .mute(publication, audio)));
    }

    @Override
    public void silence(UserId publisher, Set<String> tracks) {
        publication(publisher)
                .ifPresent(
                        publication ->
                                engine.loop().execute(nowNs -> publication.silence(tracks, nowNs)));
    }

    private synchronized Optional<Publication> publication(UserId publisher) {
        return home.find(publisher);
    }

    /** An msid is a token (RFC 8830 section 2); ids have characters that tokens do not. */
    private static String streamId(UserId publisher) {
        return publisher.value().replaceAll("[^A-Za-z0-9._~+-]", "_");
    }

    private PeerConnection open(
            EngineContext on,
            CompletionStage<?> ready,
            Role role,
            PeerConnectionListener listener,
            Runnable release) {
        ForwardPeerConnection connection =
                new ForwardPeerConnection(on, ready, role, listener, this::forget);
        connections.put(connection, release);
        return connection;
    }

    private void requireOpen() {
        if (closed) {
            throw new SfuException(Refusal.NOT_FOUND, "The room is closed.");
        }
    }

    /** With the last connection to or from a publisher goes the publication. */
    private synchronized void forget(ForwardPeerConnection connection) {
        Runnable release = connections.remove(connection);
        if (release != null) {
            release.run();
        }
    }

    /** How many connections there are. */
    synchronized int connections() {
        return connections.size();
    }

    /** How many users publish or are waited for. */
    synchronized int publications() {
        return home.publishers().size();
    }

    @Override
    public void close() {
        lastConnections().forEach(ForwardPeerConnection::close);
    }

    /** What is open; nothing is opened after it. */
    private synchronized List<ForwardPeerConnection> lastConnections() {
        if (!closed) {
            closed = true;
            onClosed.run();
        }
        return List.copyOf(connections.keySet());
    }
}
