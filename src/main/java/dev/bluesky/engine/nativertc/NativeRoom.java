package dev.bluesky.engine.nativertc;

import dev.bluesky.sfu.MediaRoom;
import dev.bluesky.sfu.PeerConnection;
import dev.bluesky.sfu.PeerConnectionListener;
import dev.bluesky.sfu.Refusal;
import dev.bluesky.sfu.SfuException;
import dev.bluesky.sfu.SlotsListener;
import dev.bluesky.sfu.UserId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The publications and connections of one room. The maps are guarded by the monitor, since
 * connections are made by HTTP threads; what they hold is touched by the room's commands alone.
 */
final class NativeRoom implements MediaRoom {

    private final EngineContext engine;
    private final Factories factories;
    private final CommandQueue commands;
    private final Consumer<NativeRoom> onClosed;
    private final Map<UserId, Publication> publications = new HashMap<>();
    private final Map<NativePeerConnection, UserId> connections = new LinkedHashMap<>();

    private boolean closed;

    /**
     * @param onClosed called once, when all connections are closed
     */
    NativeRoom(
            EngineContext engine,
            Factories factories,
            CommandQueue commands,
            Consumer<NativeRoom> onClosed) {
        this.engine = engine;
        this.factories = factories;
        this.commands = commands;
        this.onClosed = onClosed;
    }

    @Override
    public PeerConnection publish(UserId user, PeerConnectionListener listener) {
        return open(factories.receiving(), user, Publisher::new, listener);
    }

    @Override
    public PeerConnection receive(UserId user, UserId publisher, PeerConnectionListener listener) {
        return open(
                factories.sending(),
                publisher,
                publication -> new Subscriber(publication, streamId(publisher)),
                listener);
    }

    @Override
    public PeerConnection receiveAll(UserId user, SlotsListener listener) {
        throw new SfuException(
                Refusal.UNSERVABLE,
                "A room of the native engine has a receiving connection for each publisher;"
                        + " one for the whole room ('*') needs a room of the forwarding engine.");
    }

    /** Nobody is told who speaks. */
    @Override
    public void mute(UserId publisher, boolean audio) {}

    @Override
    public void silence(UserId publisher, Set<String> tracks) {
        Set<String> silenced = Set.copyOf(tracks);
        publication(publisher)
                .ifPresent(publication -> commands.execute(() -> publication.silence(silenced)));
    }

    private synchronized Optional<Publication> publication(UserId publisher) {
        return Optional.ofNullable(publications.get(publisher));
    }

    /** An msid is a token (RFC 8830 section 2); ids have characters that tokens do not. */
    private static String streamId(UserId publisher) {
        return publisher.value().replaceAll("[^A-Za-z0-9._~+-]", "_");
    }

    private synchronized PeerConnection open(
            Factories.Factory factory,
            UserId publisher,
            Function<Publication, Role> role,
            PeerConnectionListener listener) {
        if (closed) {
            throw new SfuException(Refusal.NOT_FOUND, "The room is closed.");
        }
        Publication publication = publications.computeIfAbsent(publisher, id -> new Publication());
        NativePeerConnection connection =
                new NativePeerConnection(
                        engine,
                        commands,
                        factory.peerConnections(),
                        role.apply(publication),
                        listener,
                        this::forget);
        connections.put(connection, publisher);
        return connection;
    }

    /** With the last connection to or from a publisher goes the publication. */
    private synchronized void forget(NativePeerConnection connection) {
        UserId publisher = connections.remove(connection);
        if (publisher != null && !connections.containsValue(publisher)) {
            publications.remove(publisher);
        }
    }

    @Override
    public void close() {
        commands.execute(this::closeNow);
    }

    private void closeNow() {
        lastConnections().forEach(NativePeerConnection::closeNow);
        onClosed.accept(this);
    }

    /** What is open; nothing is opened after it. */
    private synchronized List<NativePeerConnection> lastConnections() {
        closed = true;
        return List.copyOf(connections.keySet());
    }
}
