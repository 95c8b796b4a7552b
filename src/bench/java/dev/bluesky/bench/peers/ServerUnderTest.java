package dev.bluesky.bench.peers;

import dev.bluesky.bench.load.Entrance;
import dev.bluesky.it.ServerProcess;
import java.io.IOException;

/** A server that runs. */
public interface ServerUnderTest extends AutoCloseable {
    /** The process that was started. */
    long pid();

    /** The CPU time of all that belongs to it, in seconds of one core. */
    default double cpuSeconds() throws IOException {
        return new ServerProcess(pid()).cpuSeconds();
    }

    /** A new room. */
    Entrance open() throws IOException;

    /** Ends it. */
    @Override
    void close() throws IOException;
}
