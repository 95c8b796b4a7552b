package dev.bluesky.media.select;

import org.jspecify.annotations.Nullable;

/** A place of a viewer in which a track can be shown. */
public interface Slot {

    /** What is in it, if something is. */
    @Nullable Candidate shown();

    /** Whether the viewer wants nothing in it at present. */
    boolean isPaused();

    /** Whether the viewer could decode that in it. */
    boolean accepts(Candidate candidate);
}
