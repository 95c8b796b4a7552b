package dev.bluesky.media.select;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who speaks. A publisher speaks who is loud for most of 600 ms, until it has been quiet for a
 * second. The <em>active speaker</em> is the one who dominates: who takes over must speak, and be
 * louder than the present one over 300 ms and over 800 ms, so that a cough or a word in between
 * changes nothing; and stays it in silence, until another one speaks, is muted or leaves.
 *
 * <p>A publisher whose packets say no level never speaks; a muted one neither.
 */
public final class SpeakerDetector {

    /** How often levels are told. */
    public static final long STEP_NS = 50_000_000L;

    /** After a stall of the loop, what came is not taken for more than that. */
    private static final int CATCH_UP_STEPS = 4;

    private static final double LOUDER = 3;

    private final Map<String, Voice> voices = new LinkedHashMap<>();
    private @Nullable String active;
    private List<String> latest = List.of();
    private boolean changed;

    /** Somebody publishes; twice is once. */
    public void add(String publisher) {
        if (voices.putIfAbsent(publisher, new Voice()) == null) {
            changed = true;
        }
    }

    /** Somebody does not publish any more. */
    public void remove(String publisher) {
        if (voices.remove(publisher) != null) {
            changed = true;
        }
        if (publisher.equals(active)) {
            active = null;
        }
    }

    /** A publisher is muted, or is not; heard of nobody, it means nothing. */
    public void mute(String publisher, boolean muted) {
        Voice voice = voices.get(publisher);
        if (voice == null) {
            return;
        }
        voice.mute(muted);
        if (muted && publisher.equals(active)) {
            active = null;
            changed = true;
        }
    }

    /**
     * How loud a publisher was since the last time; to be told of each one, once a step.
     *
     * @param loudness as of {@link LevelMeter#take}
     * @param steps since the last time, 1 or more
     */
    public void heard(String publisher, int loudness, int steps, long nowNs) {
        Voice voice = voices.get(publisher);
        if (voice == null) {
            return;
        }
        for (int i = 0; i < Math.min(steps, CATCH_UP_STEPS); i++) {
            changed |= voice.step(loudness, nowNs);
        }
    }

    /**
     * Decides, after everybody was heard.
     *
     * @return whether the order of the latest speakers may be another one
     */
    public boolean decide() {
        String before = active;
        active = dominant();
        boolean another = changed || !java.util.Objects.equals(before, active);
        changed = false;
        if (another) {
            latest = order();
        }
        return another;
    }

    private @Nullable String dominant() {
        Voice present = active == null ? null : voices.get(active);
        String best = present == null ? null : active;
        for (Map.Entry<String, Voice> entry : voices.entrySet()) {
            Voice voice = entry.getValue();
            if (voice != present && voice.isSpeaking() && isLouder(voice, best, present)) {
                best = entry.getKey();
            }
        }
        return best;
    }

    private boolean isLouder(Voice voice, @Nullable String best, @Nullable Voice present) {
        if (present != null && present.isSpeaking() && !exceeds(voice, present)) {
            return false;
        }
        Voice other = best == null ? null : voices.get(best);
        return other == null || other == present || voice.longer() > other.longer();
    }

    private static boolean exceeds(Voice voice, Voice present) {
        return voice.lately() >= present.lately() + LOUDER
                && voice.longer() >= present.longer() + LOUDER;
    }

    /** The active speaker, then who speaks, then who has spoken, then who came. */
    private List<String> order() {
        Comparator<Map.Entry<String, Voice>> bySpeech =
                Comparator.comparing(entry -> !entry.getKey().equals(active));
        return voices.entrySet().stream()
                .sorted(
                        bySpeech.thenComparing(entry -> !entry.getValue().isSpeaking())
                                .thenComparing(entry -> !entry.getValue().hasSpoken())
                                .thenComparing(SpeakerDetector::later))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** By distance, since times wrap. */
    private static int later(Map.Entry<String, Voice> one, Map.Entry<String, Voice> other) {
        Voice left = one.getValue();
        Voice right = other.getValue();
        return left.hasSpoken() && right.hasSpoken()
                ? Long.signum(right.spokeNs() - left.spokeNs())
                : 0;
    }

    /** Who dominates, or did last. */
    public Optional<String> active() {
        return Optional.ofNullable(active);
    }

    /** Everybody, the latest speakers first. */
    public List<String> latest() {
        return latest;
    }

    /** Whether somebody speaks at present. */
    public boolean isSpeaking(String publisher) {
        Voice voice = voices.get(publisher);
        return voice != null && voice.isSpeaking();
    }
}
