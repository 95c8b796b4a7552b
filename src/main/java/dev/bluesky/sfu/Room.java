package dev.bluesky.sfu;

import dev.bluesky.negotiate.Offer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/** A room: people who negotiate peer connections, and one engine that relays between them. */
public final class Room {

    private static final Logger LOG = System.getLogger(Room.class.getName());

    /** Whoever asks rather has no numbers than waits for them. */
    private static final Duration STATISTICS_TIMEOUT = Duration.ofSeconds(1);

    private final RoomId id;
    private final Authority authority;
    private final int capacity;
    private final Engine engine;
    private final String metadata;
    private final MediaRoom media;
    private final Roster roster;
    private final Turns turns;
    private final Mutes mutes;
    private final Meeting meeting;
    private final Moderation moderation;
    private final Duration statisticsTimeout;
    private final LongSupplier clockNs;

    /**
     * @param request who asks; its metadata is kept
     * @param engine its side of the room is opened here, and closed with the room
     * @param negotiationTimeout how long a caller waits for its turn and then for the engine
     */
    Room(
            RoomId id,
            RoomRequest request,
            int capacity,
            Engine engine,
            Duration negotiationTimeout,
            LongSupplier clockNs,
            InstantSource wallClock) {
        this.id = id;
        this.authority = new Authority(request.admin());
        this.capacity = capacity;
        this.engine = engine;
        this.metadata = request.metadata();
        ChatLog chat = new ChatLog();
        this.roster = new Roster(id, capacity, new Admission(authority), chat, clockNs);
        this.media = engine.open(id, roster::speakerChanged);
        this.turns = new Turns(negotiationTimeout);
        this.mutes = new Mutes(roster, media, turns);
        this.meeting = new Meeting(roster, chat, authority, clockNs, wallClock);
        this.moderation = new Moderation(id, authority, roster, mutes, clockNs);
        this.statisticsTimeout = shorter(negotiationTimeout, STATISTICS_TIMEOUT);
        this.clockNs = clockNs;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Its id. */
    public RoomId id() {
        return id;
    }

    /**
     * Answers an offer: renegotiates the connection of that id if the offer continues it, else
     * makes a new one, which replaces an earlier one once it is negotiated. If anything fails, what
     * was there before is untouched.
     *
     * @param name the participant's name as shown to others; empty leaves it as it is
     * @return the answer's SDP
     * @throws SfuException if the offer cannot be served, the room is full, locked or closed, or
     *     the user was removed from it
     */
    public String negotiate(ConnectionId connection, Optional<String> name, Offer offer) {
        Participant participant = roster.reserve(connection.user());
        try {
            return turns.take(
                    participant.turn(),
                    () -> negotiateInTurn(participant, connection, name, offer));
        } finally {
            roster.release(participant);
        }
    }

    private String negotiateInTurn(
            Participant participant, ConnectionId id, Optional<String> name, Offer offer) {
        Optional<Connection> continued =
                roster.connection(id).filter(c -> c.isContinuedBy(offer.identity()));
        roster.requirePlaceFor(participant, id);
        Connection connection = continued.orElseGet(() -> open(id, offer));
        try {
            CompletionStage<String> answer = connection.peerConnection().negotiate(offer);
            String sdp = turns.await(answer);
            Optional<Connection> replaced =
                    roster.commit(participant, connection, name, tracks(offer));
            replaced.ifPresent(Connection::close);
            if (id.publishes()) {
                mutes.apply(participant);
            }
            LOG.log(Level.INFO, "room={0} {1} {2}", this.id, id, how(continued, replaced));
            return sdp;
        } catch (RuntimeException e) {
            if (continued.isEmpty()) {
                connection.close();
            }
            throw Turns.refused(e);
        }
    }

    private static String how(Optional<Connection> continued, Optional<Connection> replaced) {
        if (continued.isPresent()) {
            return "renegotiated";
        }
        return replaced.isPresent() ? "replaced" : "connected";
    }

    private static List<Track> tracks(Offer offer) {
        return offer.tracks().stream().map(track -> new Track(track.id(), track.kind())).toList();
    }

    private Connection open(ConnectionId id, Offer offer) {
        return new Connection(
                id,
                offer.identity(),
                listener -> opened(id, listener),
                new Connection.Listener() {
                    @Override
                    public void lost(Connection connection, String reason) {
                        Room.this.lost(connection, reason);
                    }

                    @Override
                    public void slotsChanged(Connection connection, List<SlotContent> all) {
                        roster.slotsChanged(connection, all);
                    }
                });
    }

    private PeerConnection opened(ConnectionId id, SlotsListener listener) {
        if (id.publishes()) {
            return media.publish(id.user(), listener);
        }
        return id.receivesAll()
                ? media.receiveAll(id.user(), listener)
                : media.receive(id.user(), id.peer(), listener);
    }

    private void lost(Connection connection, String reason) {
        if (roster.remove(connection)) {
            LOG.log(Level.INFO, "room={0} {1} lost: {2}", id, connection.id(), reason);
        }
    }

    /**
     * Sets what a viewer wants of a receiving connection.
     *
     * @throws SfuException NOT_FOUND if there is no such connection, UNSERVABLE if the room's
     *     engine has no choice to offer
     */
    public void view(ConnectionId connection, View wish) {
        PeerConnection receiving = require(connection).peerConnection();
        turns.await(receiving.view(wish));
    }

    /**
     * A publisher says what is muted; everybody is told, and who is muted never is the speaker.
     *
     * @throws SfuException NOT_FOUND if the user publishes nothing
     */
    public void mute(UserId user, Muting muting) {
        require(ConnectionId.publishing(user));
        mutes.byPublisher(user, muting);
    }

    private Connection require(ConnectionId connection) {
        return roster.connection(connection).orElseThrow(Room::noSuchConnection);
    }

    private static SfuException noSuchConnection() {
        return new SfuException(Refusal.NOT_FOUND, "There is no such peer connection.");
    }

    /**
     * Closes one peer connection.
     *
     * @throws SfuException NOT_FOUND if there is none of that id
     */
    public void closeConnection(ConnectionId connection) {
        Connection closed = roster.remove(connection).orElseThrow(Room::noSuchConnection);
        closed.close();
        LOG.log(Level.INFO, "room={0} {1} closed", id, connection);
    }

    /** What its people do beside media. */
    public Meeting meeting() {
        return meeting;
    }

    /** What its admin may do. */
    public Moderation moderation() {
        return moderation;
    }

    /** The room at this moment. */
    public RoomSnapshot snapshot() {
        return snapshot(roster.contents(Optional.empty()));
    }

    private RoomSnapshot snapshot(Roster.Contents contents) {
        return new RoomSnapshot(
                id,
                authority.admin(),
                capacity,
                engine.name(),
                metadata,
                contents.participants(),
                contents.speaker(),
                contents.slots(),
                contents.locked(),
                contents.chat());
    }

    /**
     * What the connections have counted, not older than a second; waits a second at most.
     *
     * @param user whose connections; empty for everybody's
     * @param most how many connections are asked
     */
    public RoomStatistics statistics(Optional<UserId> user, int most) {
        List<Connection> all = roster.connections(user);
        List<Connection> asked = all.subList(0, Math.min(most, all.size()));
        return new RoomStatistics(
                id,
                engine.name(),
                Survey.within(statisticsTimeout).of(asked, clockNs.getAsLong()),
                all.size() - asked.size());
    }

    /** How many people there are, and their connections. */
    record Headcount(Room room, int participants, boolean locked, List<Connection> connections) {

        ServerStatistics.OfRoom statistics(Totals counted) {
            return new ServerStatistics.OfRoom(
                    room.id,
                    room.engine.name(),
                    participants,
                    room.capacity,
                    locked,
                    connections.size(),
                    counted);
        }
    }

    Headcount headcount() {
        return new Headcount(
                this,
                roster.people(),
                roster.contents(Optional.empty()).locked(),
                roster.connections(Optional.empty()));
    }

    /**
     * What the room's engine has counted for all its rooms, by {@code group.name}; empty if it does
     * not answer within a second.
     */
    public Map<String, Long> engineCounters() {
        return Survey.within(statisticsTimeout)
                .await(engine.counters().toCompletableFuture())
                .orElse(Map.of());
    }

    /**
     * From now on the listener hears every event; the first one is the room's snapshot.
     *
     * @param user whose slots it hears of as well; empty for nobody's
     * @throws SfuException NOT_FOUND if the room was closed meanwhile, FORBIDDEN or LOCKED if the
     *     user may not be in it
     */
    public void listen(RoomListener listener, Optional<UserId> user) {
        roster.listen(listener, user, this::snapshot);
    }

    /** The listener hears nothing any more; no matter whether it did before. */
    public void ignore(RoomListener listener) {
        roster.ignore(listener);
    }

    void requireAdmin(UserId user) {
        authority.require(user);
    }

    /** Closes every peer connection, tells everybody; further calls do nothing. */
    void close(String reason) {
        roster.close(reason).ifPresent(connections -> closeMedia(connections, reason));
    }

    /** Closes if nobody has been here for that long; returns whether. */
    boolean closeIfIdle(Duration period) {
        String reason = "empty for too long";
        Optional<List<Connection>> closed = roster.closeIfIdle(period.toNanos(), reason);
        closed.ifPresent(connections -> closeMedia(connections, reason));
        return closed.isPresent();
    }

    private void closeMedia(List<Connection> connections, String reason) {
        connections.forEach(Connection::close);
        media.close();
        LOG.log(Level.INFO, "room={0} closed: {1}", id, reason);
    }
}
