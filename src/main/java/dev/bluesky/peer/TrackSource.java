package dev.bluesky.peer;

import java.util.List;

/** Whose tracks a loop's viewers are fed from: a publisher, or its replica on their loop. */
public sealed interface TrackSource permits Publisher, PublisherReplica {

    /** What is published, in the order of its sections. */
    List<PublishedTrack> tracks();
}
