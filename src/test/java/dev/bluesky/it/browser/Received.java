package dev.bluesky.it.browser;

import java.util.Map;

/**
 * What a page has received from one participant, by the browser's statistics (W3C webrtc-stats,
 * {@code inbound-rtp}).
 *
 * @param framesDecoded pictures so far
 * @param width of the last picture, in pixels
 * @param height of the last picture, in pixels
 * @param audioEnergy total energy played so far, in seconds of full loudness
 */
public record Received(long framesDecoded, long width, long height, double audioEnergy) {
    static final Received NOTHING = new Received(0, 0, 0, 0);

    static Received of(Map<?, ?> statistics) {
        return new Received(
                number(statistics, "framesDecoded").longValue(),
                number(statistics, "frameWidth").longValue(),
                number(statistics, "frameHeight").longValue(),
                number(statistics, "totalAudioEnergy").doubleValue());
    }

    /** Whether at least half a second more was seen since, in the camera's shape. */
    public boolean seesMoreThan(Received earlier) {
        return framesDecoded >= earlier.framesDecoded + 15 && width > 0 && width * 9 == height * 16;
    }

    /** Whether a beep was heard since. */
    public boolean hearsMoreThan(Received earlier) {
        return audioEnergy > earlier.audioEnergy + 0.001;
    }

    private static Number number(Map<?, ?> statistics, String name) {
        return statistics.get(name) instanceof Number number ? number : 0;
    }
}
