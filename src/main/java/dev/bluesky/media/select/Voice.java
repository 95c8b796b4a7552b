package dev.bluesky.media.select;

import java.util.Arrays;

/**
 * What is known of one publisher's speech. Time goes in {@link SpeakerDetector#STEP_NS steps}. A
 * step is loud if it rises above what the publisher's surroundings are like: the quietest of late.
 */
final class Voice {

    /** Nothing below is speech: -60 dBov. */
    private static final int SPEECH_MIN = 67;

    private static final int ABOVE_SURROUNDINGS = 10;

    /** 3 dB each second: a fan is learned in half a minute, and any pause in speech undoes it. */
    private static final double SURROUNDINGS_RISE = 0.15;

    private static final int HISTORY = 32;
    private static final int SHORT = 6;
    private static final int LONG = 16;

    /** 400 of 600 ms: a cough is over by then. */
    private static final int BEGIN_LOUD = 8;

    private static final int BEGIN_WINDOW = 12;

    /** 100 of 1000 ms: shorter pauses are part of speech. */
    private static final int END_LOUD = 2;

    private static final int END_WINDOW = 20;

    private final int[] excess = new int[HISTORY];
    private int at;
    private double surroundings;
    private boolean muted;
    private boolean speaking;
    private long spokeNs;
    private boolean hasSpoken;

    /**
     * Another step.
     *
     * @param loudness 0 to 127, {@link LevelMeter#UNKNOWN} counts as silence
     * @return whether speech begins or ends with it
     */
    boolean step(int loudness, long nowNs) {
        int heard = muted ? 0 : Math.max(0, loudness);
        surroundings = Math.min(heard, surroundings + SURROUNDINGS_RISE);
        boolean loud = heard >= SPEECH_MIN && heard > surroundings + ABOVE_SURROUNDINGS;
        at = (at + 1) % HISTORY;
        excess[at] = loud ? heard - SPEECH_MIN + 1 : 0;
        boolean before = speaking;
        speaking = !muted && (speaking ? !isOver() : begins());
        if (speaking != before) {
            spokeNs = nowNs;
            hasSpoken = true;
        }
        return speaking != before;
    }

    private boolean begins() {
        return loud(BEGIN_WINDOW) >= BEGIN_LOUD;
    }

    private boolean isOver() {
        return loud(END_WINDOW) <= END_LOUD;
    }

    private int loud(int window) {
        int count = 0;
        for (int i = 0; i < window; i++) {
            count += before(i) > 0 ? 1 : 0;
        }
        return count;
    }

    private int before(int steps) {
        return excess[(at - steps + HISTORY) % HISTORY];
    }

    private double mean(int window) {
        int sum = 0;
        for (int i = 0; i < window; i++) {
            sum += before(i);
        }
        return (double) sum / window;
    }

    /** How far above silence, over 300 ms. */
    double lately() {
        return mean(SHORT);
    }

    /** How far above silence, over 800 ms. */
    double longer() {
        return mean(LONG);
    }

    boolean isSpeaking() {
        return speaking;
    }

    boolean hasSpoken() {
        return hasSpoken;
    }

    /** When its present speech began, or the last one ended. */
    long spokeNs() {
        return spokeNs;
    }

    boolean isMuted() {
        return muted;
    }

    /** Who is muted has stopped speaking, whatever its packets say. */
    void mute(boolean now) {
        muted = now;
        if (now) {
            Arrays.fill(excess, 0);
        }
    }
}
