package dev.bluesky.loop;

/**
 * How much a loop holds.
 *
 * @param socketBufferBytes asked of the system for what is received and for what is sent; it may
 *     give less (Linux: {@code net.core.rmem_max}, {@code net.core.wmem_max}). A receive buffer
 *     holds what comes while the loop is busy
 * @param udpBacklogBytes what may wait for the network; what is over that is dropped
 */
public record LoopLimits(int socketBufferBytes, int udpBacklogBytes) {

    public static final LoopLimits DEFAULT = new LoopLimits(4 << 20, 8 << 20);

    /**
     * Checked limits.
     *
     * @throws IllegalArgumentException if one is not positive
     */
    public LoopLimits {
        if (socketBufferBytes <= 0 || udpBacklogBytes <= 0) {
            throw new IllegalArgumentException("a limit of the loop that is not positive");
        }
    }
}
