package dev.bluesky.sfu;

/**
 * A track that a participant publishes.
 *
 * @param id the mid of its m-line in the publisher's offer
 * @param kind {@code audio} or {@code video}
 * @param muted whether the participant says that nothing is to be heard or seen in it
 */
public record Track(String id, String kind, boolean muted) {

    /** A track that is not muted. */
    public Track(String id, String kind) {
        this(id, kind, false);
    }

    /** Whether it is the same track, muted or not. */
    boolean isSame(Track other) {
        return id.equals(other.id) && kind.equals(other.kind);
    }

    Track withMuted(boolean now) {
        return new Track(id, kind, now);
    }
}
