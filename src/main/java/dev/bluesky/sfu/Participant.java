package dev.bluesky.sfu;

import dev.bluesky.sfu.RoomSnapshot.ParticipantSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
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
    private final Set<String> silenced = new LinkedHashSet<>();
    private final Allowance allowance;
    private OptionalLong handRaisedAtMs = OptionalLong.empty();
    private int reservations;
    private boolean joined;

    /**
     * @param allowance of what it may say and show
     */
    Participant(UserId id, Allowance allowance) {
        this.id = id;
        this.allowance = allowance;
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

    /** Whoever leaves takes its hand with it. */
    void setJoined(boolean now) {
        joined = now;
        if (!now) {
            handRaisedAtMs = OptionalLong.empty();
        }
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
        silenced.retainAll(tracks.stream().map(Track::id).toList());
    }

    /** The ids of tracks that the admin has muted; nothing of them is relayed. */
    Set<String> silenced() {
        return Set.copyOf(silenced);
    }

    /** What it publishes of that kind now is relayed no more, or again. */
    void silence(String kind, boolean now) {
        List<String> ofKind =
                tracks.stream().filter(track -> track.kind().equals(kind)).map(Track::id).toList();
        if (now) {
            silenced.addAll(ofKind);
        } else {
            ofKind.forEach(silenced::remove);
        }
    }

    String name() {
        return name;
    }

    Allowance allowance() {
        return allowance;
    }

    OptionalLong handRaisedAtMs() {
        return handRaisedAtMs;
    }

    void setHandRaisedAtMs(OptionalLong now) {
        handRaisedAtMs = now;
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
        return new ParticipantSnapshot(id, name, tracks, handRaisedAtMs);
    }
}
