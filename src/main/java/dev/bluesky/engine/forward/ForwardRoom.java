package dev.bluesky.engine.forward;

import dev.bluesky.sfu.MediaRoom;
import dev.bluesky.sfu.MediaRoomListener;
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
import java.util.function.Function;

/**
 * The publications and connections of one room. The maps are guarded by the monitor, since
 * connections are made by HTTP threads; what they hold belongs to the room's loop.
 */
final class ForwardRoom implements MediaRoom {
    private final EngineContext engine;
    private final Map<UserId, Publication> publications = new HashMap<>();
    private final Map<ForwardPeerConnection, Optional<UserId>> connections = new LinkedHashMap<>();
    private final Map<UserId, Integer> connectionsOf = new HashMap<>();
    private final Conversation conversation;
    private final Runnable onClosed;
    private boolean closed;

    /**
     * @param engine of the loop that it lives on, with all its connections
     * @param onClosed called once
     */
    ForwardRoom(EngineContext engine, MediaRoomListener listener, Runnable onClosed) {
        this.engine = engine;
        this.onClosed = onClosed;
        conversation = new Conversation(engine, listener);
    }

    @Override
    public PeerConnection publish(UserId user, PeerConnectionListener listener) {
        return open(user, publication -> new PublishingRole(engine, publication), listener);
    }

    @Override
    public PeerConnection receive(UserId user, UserId publisher, PeerConnectionListener listener) {
        return open(
                publisher,
                publication -> new ReceivingRole(engine, publication, streamId(publisher)),
                listener);
    }

    @Override
    public PeerConnection receiveAll(UserId user, SlotsListener listener) {
        return open(
                Optional.empty(), new SlotsRole(engine, conversation, user, listener), listener);
    }

    @Override
    public void mute(UserId publisher, boolean audio) {
        publication(publisher)
                .ifPresent(
                        publication ->
                                engine.loop()
                                        .execute(nowNs -> conversation.mute(publication, audio)));
    }

    @Override
    public void silence(UserId publisher, Set<String> tracks) {
        publication(publisher)
                .ifPresent(
                        publication ->
                                engine.loop().execute(nowNs -> publication.silence(tracks, nowNs)));
    }

    private synchronized Optional<Publication> publication(UserId publisher) {
        return Optional.ofNullable(publications.get(publisher));
    }

    /** An msid is a token (RFC 8830 section 2); ids have characters that tokens do not. */
    private static String streamId(UserId publisher) {
        return publisher.value().replaceAll("[^A-Za-z0-9._~+-]", "_");
    }

    private synchronized PeerConnection open(
            UserId publisher, Function<Publication, Role> role, PeerConnectionListener listener) {
        requireOpen();
        Publication publication =
                publications.computeIfAbsent(publisher, id -> new Publication(id, conversation));
        PeerConnection connection = open(Optional.of(publisher), role.apply(publication), listener);
        connectionsOf.merge(publisher, 1, Integer::sum);
        return connection;
    }

    /**
     * @param publisher whose publication the connection keeps, if it does
     */
    private synchronized PeerConnection open(
            Optional<UserId> publisher, Role role, PeerConnectionListener listener) {
        requireOpen();
        ForwardPeerConnection connection =
                new ForwardPeerConnection(engine, role, listener, this::forget);
        connections.put(connection, publisher);
        return connection;
    }

    private void requireOpen() {
        if (closed) {
            throw new SfuException(Refusal.NOT_FOUND, "The room is closed.");
        }
    }

    /** With the last connection to or from a publisher goes the publication. */
    private synchronized void forget(ForwardPeerConnection connection) {
        Optional<UserId> kept = connections.remove(connection);
        if (kept != null && kept.isPresent()) {
            forget(kept.get());
        }
    }

    private void forget(UserId publisher) {
        if (connectionsOf.merge(publisher, -1, Integer::sum) == 0) {
            connectionsOf.remove(publisher);
            publications.remove(publisher);
        }
    }

    /** How many connections there are. */
    synchronized int connections() {
        return connections.size();
    }

    /** How many users publish or are waited for. */
    synchronized int publications() {
        return publications.size();
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
