package dev.bluesky.it.peer;

import dev.onvoid.webrtc.media.audio.AudioTrackSink;

/** Hears a remote audio track and tells how much of the last 100 ms lies at a pitch. */
public final class ToneMeter implements AudioTrackSink {
    private static final int WINDOWS_PER_SECOND = 10;
    private static final double AUDIBLE_RMS = 200;

    private double[] filling = new double[0];
    private int filled;
    private double[] window = new double[0];

    @Override
    public synchronized void onData(
            byte[] data, int bitsPerSample, int samplesPerSecond, int channels, int frames) {
        if (bitsPerSample != 16 || data.length < 2 * channels * frames) {
            return;
        }
        if (filling.length != samplesPerSecond / WINDOWS_PER_SECOND) {
            startWindow(samplesPerSecond);
        }
        for (int i = 0; i < frames; i++) {
            int at = 2 * channels * i;
            filling[filled++] = (short) ((data[at] & 0xff) | (data[at + 1] << 8));
            if (filled == filling.length) {
                window = filling;
                startWindow(samplesPerSecond);
            }
        }
    }

    private void startWindow(int samplesPerSecond) {
        filling = new double[samplesPerSecond / WINDOWS_PER_SECOND];
        filled = 0;
    }

    /** Forgets what was heard, so that the next answers are about now. */
    public synchronized void reset() {
        window = new double[0];
        filled = 0;
    }

    /**
     * The share (0 to 1) of the last window's energy that lies at {@code pitchHz}, to about 10 Hz;
     * 0 if it is silent.
     */
    public synchronized double shareAt(int pitchHz) {
        double energy = 0;
        for (double sample : window) {
            energy += sample * sample;
        }
        if (energy == 0 || Math.sqrt(energy / window.length) < AUDIBLE_RMS) {
            return 0;
        }
        return 2 * goertzelPower(pitchHz) / (energy * window.length);
    }

    /** Whether the last window holds this pitch and hardly anything else. */
    public boolean hears(int pitchHz) {
        return shareAt(pitchHz) > 0.7;
    }

    /**
     * Goertzel's algorithm: the squared magnitude of one bin of the window's discrete Fourier
     * transform.
     */
    private double goertzelPower(int pitchHz) {
        double coefficient =
                2 * Math.cos(2 * Math.PI * pitchHz / (window.length * WINDOWS_PER_SECOND));
        double last = 0;
        double beforeLast = 0;
        for (double sample : window) {
            double now = sample + coefficient * last - beforeLast;
            beforeLast = last;
            last = now;
        }
        return last * last + beforeLast * beforeLast - coefficient * last * beforeLast;
    }
}
