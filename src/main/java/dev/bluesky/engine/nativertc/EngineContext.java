package dev.bluesky.engine.nativertc;

import dev.bluesky.negotiate.CodecOrder;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What all peer connections of the engine share.
 *
 * @param connectTimeout until a connection must be established
 * @param disconnectTimeout until a peer that is not heard of is given up
 */
record EngineContext(
        PortPool ports,
        HostCandidates candidates,
        CodecOrder codecOrder,
        ScheduledExecutorService timer,
        Duration connectTimeout,
        Duration disconnectTimeout) {}
