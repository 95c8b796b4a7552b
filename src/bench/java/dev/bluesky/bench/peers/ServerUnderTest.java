package dev.bluesky.bench.peers;

import dev.bluesky.bench.load.Entrance;
import java.io.IOException;

/** A server that runs. */
public interface ServerUnderTest extends AutoCloseable {
    /** Its process, which has no children. */
    long pid();

    /** A new room. */
    Entrance open() throws IOException;

    /** Ends it. */
    @Override
    void close() throws IOException;
}
