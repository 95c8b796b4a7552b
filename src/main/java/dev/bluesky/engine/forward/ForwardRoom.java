package dev.bluesky.engine.forward;

import dev.bluesky.sfu.MediaRoom;
import dev.bluesky.sfu.PeerConnection;
import dev.bluesky.sfu.PeerConnectionListener;
import dev.bluesky.sfu.Refusal;
import dev.bluesky.sfu.SfuException;
import dev.bluesky.sfu.UserId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The publications and connections of one room. The maps are guarded by the monitor, since
 * connections are made by HTTP threads; what they hold belongs to the room's loop.
 */
final class ForwardRoom implements MediaRoom {
    private final EngineContext engine;
    private final Map<UserId, Publication> publications = new HashMap<>();
    private final Map<ForwardPeerConnection, UserId> connections = new LinkedHashMap<>();
    private final Map<UserId, Integer> connectionsOf = new HashMap<>();
    private boolean closed;

    ForwardRoom(EngineContext engine) {
        this.engine = engine;
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

    /** An msid is a token (RFC 8830 section 2); ids have characters that tokens do not. */
    private static String streamId(UserId publisher) {
        return publisher.value().replaceAll("[^A-Za-z0-9._~+-]", "_");
    }

    private synchronized PeerConnection open(
            UserId publisher, Function<Publication, Role> role, PeerConnectionListener listener) {
        if (closed) {
            throw new SfuException(Refusal.NOT_FOUND, "The room is closed.");
        }
        Publication publication = publications.computeIfAbsent(publisher, id -> new Publication());
        ForwardPeerConnection connection =
                new ForwardPeerConnection(engine, role.apply(publication), listener, this::forget);
        connections.put(connection, publisher);
        connectionsOf.merge(publisher, 1, Integer::sum);
        return connection;
    }

    /** With the last connection to or from a publisher goes the publication. */
    private synchronized void forget(ForwardPeerConnection connection) {
        UserId publisher = connections.remove(connection);
        if (publisher == null) {
            return;
        }
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
        closed = true;
        return List.copyOf(connections.keySet());
    }
}
