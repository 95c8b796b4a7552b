package dev.bluesky.media.congestion;

/**
 * The bounds of an estimate, in bits per second of RTP packets with their headers.
 *
 * @param startBps before anything is known: the smallest picture and sound start at once, and a
 *     slow path is not flooded in the quarter of a second until the first feedback
 * @param minimumBps one voice stays; below it there is no call to save
 * @param maximumBps beyond it nobody would see a difference, and a viewer who claims that all
 *     arrives gets no more
 */
public record EstimatorSettings(long startBps, long minimumBps, long maximumBps) {
    public static final EstimatorSettings DEFAULT =
            new EstimatorSettings(500_000, 30_000, 20_000_000);

    public EstimatorSettings {
        if (minimumBps <= 0 || startBps < minimumBps || maximumBps < startBps) {
            throw new IllegalArgumentException(
                    "not 0 < %d <= %d <= %d".formatted(minimumBps, startBps, maximumBps));
        }
    }

    double bounded(double bps) {
        return Math.max((double) minimumBps, Math.min((double) maximumBps, bps));
    }
}
