package dev.bluesky.media.send;

import java.util.random.RandomGenerator;

/**
 * Where the numbers of a stream begin.
 *
 * @param sequenceNumber 0 to 65535
 * @param pictureId 0 to 32767
 * @param rtxSequenceNumber 0 to 65535
 */
public record FirstNumbers(
        int sequenceNumber, int timestamp, int pictureId, int rtxSequenceNumber) {

    /** Unpredictable ones (RFC 3550 section 5.1) if the generator is. */
    public static FirstNumbers random(RandomGenerator random) {
        // Sequence numbers in the lower half: a loss at the very start then cannot wrap, which
        // would
        // leave the two sides with different SRTP roll-over counters (RFC 3711 section 3.3.1).
        return new FirstNumbers(
                random.nextInt(1 << 15),
                random.nextInt(),
                random.nextInt(1 << 15),
                random.nextInt(1 << 15));
    }
}
