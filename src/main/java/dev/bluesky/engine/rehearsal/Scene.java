package dev.bluesky.engine.rehearsal;

import java.time.Duration;
import java.util.List;

/**
 * Who is in a call, and how they receive each other.
 *
 * @param publishers who send sound and a picture
 * @param sizes of each picture (simulcast)
 * @param audience who receive the first publisher and send nothing
 * @param pairwise whether publishers receive each other, over one connection for each other one
 * @param slots whether publishers receive the room, over one connection for all
 * @param length how long media flows, by the clock of the call
 */
public record Scene(
        int publishers, int sizes, int audience, boolean pairwise, boolean slots, Duration length) {

    /** What servers are used for, the most common first. */
    public static final List<Scene> ALL =
            List.of(
                    new Scene(6, 3, 0, false, true, Duration.ofSeconds(8)),
                    new Scene(8, 1, 0, true, false, Duration.ofSeconds(8)),
                    new Scene(1, 1, 40, false, false, Duration.ofSeconds(8)));
}
