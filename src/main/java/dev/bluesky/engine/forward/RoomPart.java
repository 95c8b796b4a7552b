package dev.bluesky.engine.forward;

import dev.bluesky.sfu.UserId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What of a room is on one loop: publications, as long as somebody holds them, and who of them
 * speaks. Guarded by the room's monitor; what it has belongs to that loop.
 */
final class RoomPart {

    /** Hears of publications, in the room's monitor. */
    interface Listener {
        void begun(UserId publisher, Publication publication);

        /** Nobody holds it any more. */
        void ended(UserId publisher, Publication publication);
    }

    private final EngineContext engine;
    private final Conversation conversation;
    private final Listener listener;
    private final Map<UserId, Publication> publications = new LinkedHashMap<>();
    private final Map<UserId, Integer> holders = new HashMap<>();

    RoomPart(EngineContext engine, Conversation conversation, Listener listener) {
        this.engine = engine;
        this.conversation = conversation;
        this.listener = listener;
    }

    EngineContext engine() {
        return engine;
    }

    Conversation conversation() {
        return conversation;
    }

    /** What that user publishes or is to publish; it stays until it is released as often. */
    Publication hold(UserId publisher) {
        holders.merge(publisher, 1, Integer::sum);
        @Nullable Publication known = publications.get(publisher);
        if (known != null) {
            return known;
        }
        Publication begun = new Publication(publisher, conversation);
        publications.put(publisher, begun);
        listener.begun(publisher, begun);
        return begun;
    }

    void release(UserId publisher) {
        if (holders.merge(publisher, -1, Integer::sum) > 0) {
            return;
        }
        holders.remove(publisher);
        @Nullable Publication ended = publications.remove(publisher);
        if (ended != null) {
            listener.ended(publisher, ended);
        }
    }

    Optional<Publication> find(UserId publisher) {
        return Optional.ofNullable(publications.get(publisher));
    }

    /** Who publishes, or is waited for, in the order in which they came. */
    List<UserId> publishers() {
        return List.copyOf(publications.keySet());
    }
}
