package dev.bluesky.sfu;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who listens to a room, and what each may hear: what people say is for people who may be in the
 * room. Guarded by the room's monitor.
 */
final class Audience {

    private final Admission admission;
    private final Map<RoomListener, Optional<UserId>> listeners = new LinkedHashMap<>();

    Audience(Admission admission) {
        this.admission = admission;
    }

    /**
     * @param user for whom it listens; empty for nobody in particular
     */
    void add(RoomListener listener, Optional<UserId> user) {
        listeners.put(listener, user);
    }

    void remove(RoomListener listener) {
        listeners.remove(listener);
    }

    /** Nobody listens for that user any more. */
    void removeAll(UserId user) {
        listeners.values().removeIf(Optional.of(user)::equals);
    }

    void removeAll() {
        listeners.clear();
    }

    void tell(RoomEvent event) {
        for (Map.Entry<RoomListener, Optional<UserId>> entry : List.copyOf(listeners.entrySet())) {
            if (hears(entry.getValue(), event)) {
                entry.getKey().on(event);
            }
        }
    }

    private boolean hears(Optional<UserId> listening, RoomEvent event) {
        if (event instanceof RoomEvent.SlotChanged changed) {
            return listening.equals(Optional.of(changed.viewer()));
        }
        if (event instanceof RoomEvent.Removed removed) {
            return listening.equals(Optional.of(removed.participant()));
        }
        boolean amongPeople = event instanceof RoomEvent.Said || event instanceof RoomEvent.Reacted;
        return !amongPeople || listening.filter(admission::admits).isPresent();
    }
}
