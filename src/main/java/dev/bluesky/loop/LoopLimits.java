package dev.bluesky.loop;

import java.time.Duration;

/**
 * How much a loop holds, and how long.
 *
 * @param socketBufferBytes asked of the system for what is received and for what is sent by UDP; it
 *     may give less (Linux: {@code net.core.rmem_max}, {@code net.core.wmem_max}). A receive buffer
 *     holds what comes while the loop is busy
 * @param udpBacklogBytes what may wait for the network; what is over that is dropped
 * @param holdLongest for how long at most what is sent waits, under load, for more to the same
 *     address, to leave in runs; 0 for not at all
 * @param tcpConnectionsMax connections at a time
 * @param tcpUnprovedPerAddressMax those of one remote address that nobody has proved yet
 * @param tcpProofTimeout until a connection is proved, or closed
 * @param tcpBacklogBytes what may wait for one connection; what is over that is dropped
 */
public record LoopLimits(
        int socketBufferBytes,
        int udpBacklogBytes,
        Duration holdLongest,
        int tcpConnectionsMax,
        int tcpUnprovedPerAddressMax,
        Duration tcpProofTimeout,
        int tcpBacklogBytes) {

    /** 4 MiB and 8 MiB; 2 ms; 1024 connections, 16 unproved for at most 10 s, 1 MiB. */
    public static final LoopLimits DEFAULT =
            new LoopLimits(
                    4 << 20,
                    8 << 20,
                    Duration.ofMillis(2),
                    1024,
                    16,
                    Duration.ofSeconds(10),
                    1 << 20);

    /** The same, with another longest wait. */
    public LoopLimits withHoldLongest(Duration other) {
        return new LoopLimits(
                socketBufferBytes,
                udpBacklogBytes,
                other,
                tcpConnectionsMax,
                tcpUnprovedPerAddressMax,
                tcpProofTimeout,
                tcpBacklogBytes);
    }

    /**
     * Checked limits.
     *
     * @throws IllegalArgumentException if one is not positive
     */
    public LoopLimits {
        if (socketBufferBytes <= 0
                || udpBacklogBytes <= 0
                || holdLongest.isNegative()
                || tcpConnectionsMax <= 0
                || tcpUnprovedPerAddressMax <= 0
                || tcpProofTimeout.isZero()
                || tcpProofTimeout.isNegative()
                || tcpBacklogBytes <= 0) {
            throw new IllegalArgumentException("a limit of the loop that is not positive");
        }
    }
}
