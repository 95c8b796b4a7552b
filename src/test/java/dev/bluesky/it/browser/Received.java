package dev.bluesky.it.browser;

import java.util.Map;

/**
 * What a page has received from one participant so far, by the browser's statistics.
 *
 * @param audio the microphone's stream
 * @param video the camera's stream
 */
public record Received(RtpStream audio, RtpStream video) {
    /** Reads statistics by the kind of stream. */
    static Received of(Map<?, ?> streams) {
        return new Received(RtpStream.of(streams, "audio"), RtpStream.of(streams, "video"));
    }

    /** Whether at least half a second more was seen since, in the camera's shape. */
    public boolean seesMoreThan(Received earlier) {
        long width = video.count("frameWidth");
        return framesDecoded() >= earlier.framesDecoded() + 15
                && width > 0
                && width * 9 == video.count("frameHeight") * 16;
    }

    /** Whether a beep was heard since. */
    public boolean hearsMoreThan(Received earlier) {
        return audioEnergy() > earlier.audioEnergy() + 0.001;
    }

    /** Pictures so far. */
    public long framesDecoded() {
        return video.count("framesDecoded");
    }

    /** Total energy played so far, in seconds of full loudness. */
    public double audioEnergy() {
        return audio.number("totalAudioEnergy");
    }
}
