package dev.bluesky.sfu;

import dev.bluesky.sfu.RoomSnapshot.ParticipantSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Who is in a room, with which connections, and who wants to hear of it. Its monitor is the room's:
 * every step is short and calls nobody but listeners, which only enqueue.
 */
final class Roster {

    private final RoomId room;
    private final int capacity;
    private final Admission admission;
    private final ChatLog chat;
    private final LongSupplier clockNs;
    private final Map<UserId, Participant> participants = new LinkedHashMap<>();
    private final Audience audience;
    private Optional<UserId> speaker = Optional.empty();
    private boolean closed;
    private long emptySinceNs;

    Roster(RoomId room, int capacity, Admission admission, ChatLog chat, LongSupplier clockNs) {
        this.room = room;
        this.capacity = capacity;
        this.admission = admission;
        this.chat = chat;
        this.audience = new Audience(admission);
        this.clockNs = clockNs;
        this.emptySinceNs = clockNs.getAsLong();
    }

    /** Keeps a place for the user until {@link #release}: the room is never overbooked. */
    synchronized Participant reserve(UserId user) {
        requireOpen();
        admission.require(user);
        Participant participant = participants.get(user);
        if (participant == null) {
            if (!isShownBySomebodyHere(user) && isFull()) {
                throw new SfuException(
                        Refusal.AT_CAPACITY, "The room is full: it takes " + capacity + " people.");
            }
            participant = new Participant(user, allowance());
            participants.put(user, participant);
        }
        participant.reserve();
        return participant;
    }

    private boolean isFull() {
        return participants.size() >= capacity && people(participants.keySet()) >= capacity;
    }

    /** Without the screens that they show: each has the place of its person. */
    private long people(Collection<UserId> users) {
        return users.stream().filter(user -> !isShownBySomebodyHere(user)).count();
    }

    private boolean isShownBySomebodyHere(UserId user) {
        return user.presenter().filter(participants::containsKey).isPresent();
    }

    private Allowance allowance() {
        return new Allowance(
                Meeting.PERSON_AT_ONCE, Meeting.PERSON_PER_SECOND, clockNs.getAsLong());
    }

    /** Gives the place back if nothing came of it. */
    synchronized void release(Participant participant) {
        participant.release();
        forgetIfGone(participant);
    }

    synchronized Optional<Connection> connection(ConnectionId id) {
        return Optional.ofNullable(participants.get(id.user())).flatMap(p -> p.connection(id));
    }

    /**
     * Nobody can fill the server by receiving from ever more people who are not there: a user's
     * connections are one to publish, one for each other place of the room, and as many again for
     * those that came and went.
     *
     * @throws SfuException AT_CAPACITY if one of that id would be too many
     */
    synchronized void requirePlaceFor(Participant participant, ConnectionId connection) {
        int most = 2 * capacity + 1;
        if (participant.connections().size() >= most && connection(connection).isEmpty()) {
            throw new SfuException(
                    Refusal.AT_CAPACITY,
                    "The user has %d peer connections, which is the most.".formatted(most));
        }
    }

    /**
     * A negotiation has succeeded: the connection is the user's from now on.
     *
     * @return the connection that it replaces, to be closed by the caller
     */
    synchronized Optional<Connection> commit(
            Participant participant,
            Connection connection,
            Optional<String> name,
            List<Track> tracks) {
        requireOpen();
        admission.require(participant.id());
        if (connection.isOver()) {
            throw new SfuException(Refusal.NOT_FOUND, "The peer connection was closed meanwhile.");
        }
        Connection before = participant.put(connection);
        if (before != connection && connection.id().receivesAll()) {
            participant.setSlots(List.of());
        }
        boolean renamed = name.map(participant::rename).orElse(false);
        announce(participant, renamed);
        if (connection.id().publishes()) {
            publish(participant, tracks);
        }
        return Optional.ofNullable(before).filter(replaced -> replaced != connection);
    }

    private void announce(Participant participant, boolean renamed) {
        if (!participant.hasJoined() || renamed) {
            participant.setJoined(true);
            tell(new RoomEvent.Joined(participant.snapshot()));
        }
    }

    /** What goes on being published stays muted if it was. */
    private void publish(Participant participant, List<Track> offered) {
        List<Track> before = participant.tracks();
        List<Track> now = offered.stream().map(track -> same(track, before).orElse(track)).toList();
        participant.setTracks(now);
        before.stream()
                .filter(track -> same(track, now).isEmpty())
                .forEach(track -> tell(new RoomEvent.Ended(participant.id(), track)));
        now.stream()
                .filter(track -> same(track, before).isEmpty())
                .forEach(track -> tell(new RoomEvent.Published(participant.id(), track)));
    }

    private static Optional<Track> same(Track track, List<Track> among) {
        return among.stream().filter(track::isSame).findFirst();
    }

    /** The participant says what is muted; what is not, is not silenced any more. */
    synchronized void mute(Participant participant, Muting muting) {
        muting.unmuted().forEach(kind -> participant.silence(kind, false));
        mute(participant, muting, Optional.empty());
    }

    /** The admin mutes what the participant publishes. */
    synchronized void silence(Participant participant, Muting muting, UserId admin) {
        muting.muted().forEach(kind -> participant.silence(kind, true));
        mute(participant, muting, Optional.of(admin));
    }

    private void mute(Participant participant, Muting muting, Optional<UserId> by) {
        List<Track> before = participant.tracks();
        List<Track> now = before.stream().map(muting::of).toList();
        participant.setTracks(now);
        now.stream()
                .filter(track -> !before.contains(track))
                .forEach(track -> tell(new RoomEvent.Muted(participant.id(), track, by)));
    }

    synchronized Set<String> silenced(Participant participant) {
        return participant.silenced();
    }

    synchronized boolean isMuted(Participant participant, String kind) {
        return participant.isMuted(kind);
    }

    /** Another one speaks. */
    synchronized void speakerChanged(Optional<UserId> now) {
        if (!closed && !now.equals(speaker)) {
            speaker = now;
            tell(new RoomEvent.SpeakerChanged(now));
        }
    }

    /**
     * Who is in which slot; heard of a connection that was replaced or closed, it means nothing.
     */
    synchronized void slotsChanged(Connection connection, List<SlotContent> all) {
        Participant viewer = participants.get(connection.id().user());
        if (viewer == null || viewer.connection(connection.id()).orElse(null) != connection) {
            return;
        }
        for (SlotContent changed : viewer.setSlots(all)) {
            tell(new RoomEvent.SlotChanged(viewer.id(), slot(changed)));
        }
    }

    private Slot slot(SlotContent content) {
        Optional<SlotContent.Source> source = content.source();
        return new Slot(
                content.mid(),
                source.map(SlotContent.Source::participant),
                source.map(from -> track(from, content.kind())),
                content.state());
    }

    private Track track(SlotContent.Source source, String kind) {
        Track unmuted = new Track(source.track(), kind);
        return Optional.ofNullable(participants.get(source.participant()))
                .flatMap(publisher -> same(unmuted, publisher.tracks()))
                .orElse(unmuted);
    }

    /** Takes the connection of that id out of the room, for the caller to close. */
    synchronized Optional<Connection> remove(ConnectionId id) {
        Optional<Connection> connection = connection(id);
        connection.ifPresent(this::remove);
        return connection;
    }

    /** Takes that very connection out of the room, if it is still there. */
    synchronized boolean remove(Connection connection) {
        return remove(connection, Optional.empty());
    }

    private boolean remove(Connection connection, Optional<UserId> by) {
        Participant participant = participants.get(connection.id().user());
        if (participant == null || !participant.remove(connection)) {
            return false;
        }
        connection.end();
        if (connection.id().publishes()) {
            publish(participant, List.of());
        }
        if (connection.id().receivesAll()) {
            participant.setSlots(List.of());
        }
        if (!participant.isConnected()) {
            participant.setJoined(false);
            tell(new RoomEvent.Left(participant.id(), by));
        }
        forgetIfGone(participant);
        return true;
    }

    /**
     * Takes all connections of a user and of the screen it shows out of the room, who does not come
     * in again, and hears of nothing but this.
     *
     * @return the connections, to be closed by the caller
     */
    synchronized List<Connection> expel(UserId user, UserId by) {
        requireOpen();
        admission.remove(user);
        List<Connection> all = new ArrayList<>();
        for (UserId each : List.of(user.screen(), user)) {
            tell(new RoomEvent.Removed(each, by));
            audience.removeAll(each);
            all.addAll(connections(Optional.of(each)));
        }
        all.forEach(connection -> remove(connection, Optional.of(by)));
        return all;
    }

    /** From now on nobody comes in but those who are here, or everybody does. */
    synchronized void lock(boolean locked) {
        requireOpen();
        if (admission.isLocked() == locked) {
            return;
        }
        if (locked) {
            admission.lock(joined().map(Participant::id).toList());
        } else {
            admission.unlock();
        }
        tell(new RoomEvent.Locked(locked));
    }

    /** How many people are in the room; a screen is none. */
    synchronized int people() {
        return (int) people(joined().map(Participant::id).toList());
    }

    private Stream<Participant> joined() {
        return participants.values().stream().filter(Participant::hasJoined);
    }

    /** Whoever is in the room, visible to others. To be called inside the monitor. */
    Optional<Participant> joined(UserId user) {
        return Optional.ofNullable(participants.get(user)).filter(Participant::hasJoined);
    }

    /**
     * The same of somebody who must be there.
     *
     * @throws SfuException NOT_FOUND if the room is closed, or the user not in it
     */
    Participant requireJoined(UserId user) {
        requireOpen();
        return joined(user)
                .orElseThrow(
                        () ->
                                new SfuException(
                                        Refusal.NOT_FOUND,
                                        "There is no participant '" + user + "' in the room."));
    }

    /** Who is let in. To be used inside the monitor. */
    Admission admission() {
        return admission;
    }

    /** Who listens. To be used inside the monitor. */
    Audience audience() {
        return audience;
    }

    private void forgetIfGone(Participant participant) {
        if (participant.isGone() && participants.remove(participant.id(), participant)) {
            emptySinceNs = clockNs.getAsLong();
        }
    }

    /** The connections of all, or of one user, by user in the order in which they came. */
    synchronized List<Connection> connections(Optional<UserId> user) {
        return participants.values().stream()
                .filter(participant -> user.map(participant.id()::equals).orElse(true))
                .flatMap(participant -> participant.connections().stream())
                .toList();
    }

    /**
     * Adds a listener and tells it the snapshot, so that it misses nothing and hears nothing twice.
     *
     * @param user whose slots it hears of
     */
    synchronized void listen(
            RoomListener listener,
            Optional<UserId> user,
            Function<Contents, RoomSnapshot> snapshot) {
        requireOpen();
        user.ifPresent(admission::require);
        listener.on(new RoomEvent.Snapshot(snapshot.apply(contents(user))));
        audience.add(listener, user);
    }

    synchronized void ignore(RoomListener listener) {
        audience.remove(listener);
    }

    /**
     * Who and what is in the room at one moment.
     *
     * @param slots of the user who asks, if somebody in particular does
     * @param chat for the user who asks
     */
    record Contents(
            List<ParticipantSnapshot> participants,
            Optional<UserId> speaker,
            Optional<List<Slot>> slots,
            boolean locked,
            Optional<List<ChatMessage>> chat) {}

    /**
     * @param user who asks; empty for nobody in particular
     */
    synchronized Contents contents(Optional<UserId> user) {
        return new Contents(
                joined().map(Participant::snapshot).toList(),
                speaker,
                user.map(this::slots),
                admission.isLocked(),
                user.filter(admission::admits).map(anybody -> chat.messages()));
    }

    private List<Slot> slots(UserId user) {
        return Optional.ofNullable(participants.get(user)).map(Participant::slots).stream()
                .flatMap(List::stream)
                .map(this::slot)
                .toList();
    }

    /** Closes if nobody has been here for that long; nobody can come in between. */
    synchronized Optional<List<Connection>> closeIfIdle(long forNs, String reason) {
        boolean idle = participants.isEmpty() && clockNs.getAsLong() - emptySinceNs >= forNs;
        return idle ? close(reason) : Optional.empty();
    }

    /**
     * Nobody comes in any more.
     *
     * @return the connections, to be closed by the caller; empty if the room was closed already
     */
    synchronized Optional<List<Connection>> close(String reason) {
        if (closed) {
            return Optional.empty();
        }
        closed = true;
        List<Connection> connections = new ArrayList<>();
        participants.values().forEach(p -> connections.addAll(p.connections()));
        participants.clear();
        tell(new RoomEvent.RoomClosed(room, reason));
        audience.removeAll();
        return Optional.of(connections);
    }

    /**
     * @throws SfuException NOT_FOUND if the room is closed
     */
    void requireOpen() {
        if (closed) {
            throw SfuException.noSuchRoom(room);
        }
    }

    private void tell(RoomEvent event) {
        audience.tell(event);
    }
}
