package dev.bluesky.media.select;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which audio tracks are the loudest. A track rises at once, so that nobody's first word is lost,
 * and falls slowly, so that a pause costs nobody its slot. One whose packets say no level comes
 * after everybody who can be heard, and before those who are silent.
 */
public final class LoudnessRanking {

    /** What a challenger must have above one who is heard already, in dB. */
    private static final double HYSTERESIS = 6;

    /** 20 dB each second: whoever pauses within a sentence is not overtaken by an equal. */
    private static final double FALL = 1;

    private static final double RISE = 0.6;
    private static final double AUDIBLE_MIN = 67;
    private static final double SAYS_NOTHING = HYSTERESIS + 1;
    private static final double MUTED = -2 * HYSTERESIS;

    private final Map<Candidate, Double> loudness = new HashMap<>();

    /** These tracks there are, and no others. */
    public void keep(List<Candidate> tracks) {
        // The same as the last time, as a rule; as many are the same, for others come as silent.
        if (loudness.size() != tracks.size() || !loudness.keySet().containsAll(tracks)) {
            loudness.keySet().retainAll(new HashSet<>(tracks));
        }
    }

    /**
     * How loud a track was since the last time; to be told of each one, once a step.
     *
     * @param now as of {@link LevelMeter#take}
     */
    public void heard(Candidate track, int now, boolean muted) {
        double before = loudness.getOrDefault(track, 0.0);
        loudness.put(track, muted ? MUTED : next(before, now));
    }

    private static double next(double before, int now) {
        if (now == LevelMeter.UNKNOWN) {
            return SAYS_NOTHING;
        }
        double fallen = Math.max(0, before - FALL);
        return now > fallen ? fallen + RISE * (now - fallen) : fallen;
    }

    /** Whether the track can be heard, or was a moment ago. */
    public boolean isAudible(Candidate track) {
        return of(track) >= AUDIBLE_MIN;
    }

    private double of(Candidate track) {
        return loudness.getOrDefault(track, 0.0);
    }

    /**
     * Whether somebody who is not heard is clearly louder than somebody who is.
     *
     * @param except this publisher does not count
     */
    public boolean isOvertaken(List<Candidate> tracks, Set<Candidate> heard, String except) {
        double weakest = Double.MAX_VALUE;
        for (Candidate track : heard) {
            weakest = Math.min(weakest, of(track));
        }
        for (Candidate track : tracks) {
            if (of(track) > weakest + HYSTERESIS
                    && !heard.contains(track)
                    && !track.publisher().equals(except)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The loudest first; of those who are equally loud, in the order given.
     *
     * @param shown who is in a slot already: only a challenger who is clearly louder comes before
     */
    public List<Candidate> rank(List<Candidate> tracks, Set<Candidate> shown) {
        Comparator<Candidate> byLoudness =
                Comparator.comparingDouble(
                        track -> -of(track) - (shown.contains(track) ? HYSTERESIS : 0));
        return tracks.stream().sorted(byLoudness).toList();
    }
}
