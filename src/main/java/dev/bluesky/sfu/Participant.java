package dev.bluesky.sfu;

import dev.bluesky.sfu.RoomSnapshot.ParticipantSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A user of a room: here from its first reservation to its last connection's end, visible to others
 * ("joined") while it has a connection. Guarded by the room's monitor, but for the turn.
 */
final class Participant {

    private final UserId id;
    private final ReentrantLock turn = new ReentrantLock(true);
    private final Map<ConnectionId, Connection> connections = new LinkedHashMap<>();
    private String name = "";
    private List<Track> tracks = List.of();
    private final Map<String, SlotContent> slots = new LinkedHashMap<>();
    private int reservations;
    private boolean joined;

    Participant(UserId id) {
        this.id = id;
    }

    UserId id() {
        return id;
    }

    /** Whoever negotiates for this user holds it: one at a time, in the order of arrival. */
    ReentrantLock turn() {
        return turn;
    }

    void reserve() {
        reservations++;
    }

    void release() {
        reservations--;
    }

    /** Whether nothing holds the participant in the room. */
    boolean isGone() {
        return reservations == 0 && connections.isEmpty();
    }

    boolean isConnected() {
        return !connections.isEmpty();
    }

    boolean hasJoined() {
        return joined;
    }

    void setJoined(boolean now) {
        joined = now;
    }

    /** Returns whether it is another name than before. */
    boolean rename(String other) {
        boolean changed = !name.equals(other);
        name = other;
        return changed;
    }

    Optional<Connection> connection(ConnectionId connection) {
        return Optional.ofNullable(connections.get(connection));
    }

    /** Returns what it replaces. */
    @Nullable Connection put(Connection connection) {
        return connections.put(connection.id(), connection);
    }

    /** Returns whether it was there. */
    boolean remove(Connection connection) {
        return connections.remove(connection.id(), connection);
    }

    List<Connection> connections() {
        return new ArrayList<>(connections.values());
    }

    List<Track> tracks() {
        return tracks;
    }

    void setTracks(List<Track> now) {
        tracks = List.copyOf(now);
    }

    /** Whether all that it publishes of that kind is muted. */
    boolean isMuted(String kind) {
        List<Track> ofKind = tracks.stream().filter(track -> track.kind().equals(kind)).toList();
        return !ofKind.isEmpty() && ofKind.stream().allMatch(Track::muted);
    }

    /** Those of its connection for the whole room. */
    List<SlotContent> slots() {
        return List.copyOf(slots.values());
    }

    /** Returns those that are other than before. */
    List<SlotContent> setSlots(List<SlotContent> all) {
        List<SlotContent> changed =
                all.stream().filter(slot -> !slot.equals(slots.get(slot.mid()))).toList();
        slots.clear();
        all.forEach(slot -> slots.put(slot.mid(), slot));
        return changed;
    }

    ParticipantSnapshot snapshot() {
        return new ParticipantSnapshot(id, name, tracks);
    }
}
