package dev.bluesky.bench.load;

import java.io.IOException;

/** The CPU time of a server so far, which may be more than one process. */
@FunctionalInterface
public interface CpuTime {
    /** In seconds of one core. */
    double seconds() throws IOException;
}
