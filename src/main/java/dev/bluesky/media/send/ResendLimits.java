package dev.bluesky.media.send;

/**
 * What a viewer's NACKs can make us do.
 *
 * @param packets how many packets back they are answered, a power of two; memory is taken for as
 *     many
 * @param bytesPerSecond the most that is sent again, of which half a second can be saved up
 */
public record ResendLimits(int packets, long bytesPerSecond) {

    /** Nothing is sent again. */
    public static final ResendLimits NOTHING = new ResendLimits(1, 0);
}
