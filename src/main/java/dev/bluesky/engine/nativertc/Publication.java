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
        subscribers.forEach(subscriber -> subscriber.send(now));
    }

    void add(Subscriber subscriber) {
        subscribers.add(subscriber);
        subscriber.send(tracks);
    }

    void remove(Subscriber subscriber) {
        subscribers.remove(subscriber);
    }
}
