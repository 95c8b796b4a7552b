package dev.bluesky.it.peer;

import dev.onvoid.webrtc.media.audio.CustomAudioSource;

/** A sine of one pitch, pushed into a libwebrtc source in the 10 ms pieces that it wants. */
final class ToneSource {
    private static final int SAMPLES_PER_SECOND = 48_000;
    private static final int SAMPLES_PER_PIECE = SAMPLES_PER_SECOND / 100;
    private static final int AMPLITUDE = 12_000;

    private final CustomAudioSource source = new CustomAudioSource();
    private final double radiansPerSample;
    private volatile int amplitude = AMPLITUDE;
    private long sample;

    ToneSource(int pitchHz) {
        radiansPerSample = 2 * Math.PI * pitchHz / SAMPLES_PER_SECOND;
    }

    CustomAudioSource source() {
        return source;
    }

    /** Silence, or the tone again. */
    void setOn(boolean on) {
        amplitude = on ? AMPLITUDE : 0;
    }

    void pushNext() {
        byte[] piece = new byte[2 * SAMPLES_PER_PIECE];
        for (int i = 0; i < SAMPLES_PER_PIECE; i++, sample++) {
            int value = (int) (amplitude * Math.sin(radiansPerSample * sample));
            piece[2 * i] = (byte) value;
            piece[2 * i + 1] = (byte) (value >> 8);
        }
        source.pushAudio(piece, 16, SAMPLES_PER_SECOND, 1, SAMPLES_PER_PIECE);
    }
}
