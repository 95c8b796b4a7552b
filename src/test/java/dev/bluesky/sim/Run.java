package dev.bluesky.sim;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One run of a test; a failure names it.
 *
 * @param seed of everything that is chosen at random
 * @param start of the first source's numbers
 */
record Run(long seed, Start start) {
    private static final int SEEDS_PER_EDGE = 2;

    /** Some seeds at every edge. */
    static Stream<Run> everywhere() {
        return IntStream.range(0, Start.EDGES.length * SEEDS_PER_EDGE)
                .mapToObj(i -> new Run(i + 1, Start.EDGES[i % Start.EDGES.length]));
    }

    /** For what has nothing to do with where numbers begin. */
    static Stream<Run> few() {
        return everywhere().limit(3);
    }

    /** Whatever the clock says when the engine starts. */
    long startNs() {
        return seed % 3 == 0 ? -seed * 1_000 * VirtualTime.SECOND : seed * 1_000_003L;
    }
}
