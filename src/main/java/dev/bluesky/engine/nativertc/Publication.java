package dev.bluesky.engine.nativertc;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one user publishes in a room, whichever connection brings it, and who receives it. It
 * outlives connections on both sides. Touched by the room's commands alone.
 */
final class Publication {

    private final Set<Subscriber> subscribers = new LinkedHashSet<>();
    private @Nullable Publisher publisher;
    private RelayedTracks tracks = RelayedTracks.NONE;
    private Set<String> silenced = Set.of();

    /** The publisher's tracks are the user's from now on. */
    void publish(Publisher by, RelayedTracks now) {
        publisher = by;
        relay(now);
    }

    /** The publisher goes; if another one has replaced it, nothing changes. */
    void end(Publisher by) {
        if (publisher == by) {
            publisher = null;
            relay(RelayedTracks.NONE);
        }
    }

    private void relay(RelayedTracks now) {
        tracks = now;
        RelayedTracks audible = now.without(silenced);
        subscribers.forEach(subscriber -> subscriber.send(audible));
    }

    /** From now on the tracks of these mids are not relayed, and all others are. */
    void silence(Set<String> mids) {
        if (!mids.equals(silenced)) {
            silenced = mids;
            relay(tracks);
        }
    }

    void add(Subscriber subscriber) {
        subscribers.add(subscriber);
        subscriber.send(tracks.without(silenced));
    }

    void remove(Subscriber subscriber) {
        subscribers.remove(subscriber);
    }
}
