package dev.bluesky.it.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far picture and sound are apart at somebody, positive where the picture is late.
 *
 * @param offsetsMs of the latest flashes from the beeps that belong to them, in order
 * @param playoutOffsetsMs lately, the difference of the capture times of what is played and what is
 *     shown, as the browser has it from the sender reports ({@code estimatedPlayoutTimestamp} of
 *     W3C webrtc-stats); empty until both streams have had reports
 */
public record LipSync(List<Double> offsetsMs, List<Double> playoutOffsetsMs) {

    /** So many of both are looked at. */
    static final int EVENTS = 20;

    /** Half of the time between two flashes. */
    private static final double NEAR_MS = 250;

    /** Keeps copies. */
    public LipSync {
        offsetsMs = List.copyOf(offsetsMs);
        playoutOffsetsMs = List.copyOf(playoutOffsetsMs);
    }

    /** Reads what {@code lip-sync.js} has measured. */
    static LipSync of(Map<?, ?> measured) {
        List<Double> beeps = numbers(measured.get("beeps"));
        List<Double> offsets = new ArrayList<>();
        for (double flash : numbers(measured.get("flashes"))) {
            beeps.stream()
                    .map(beep -> flash - beep)
                    .filter(offset -> Math.abs(offset) < NEAR_MS)
                    .findFirst()
                    .ifPresent(offsets::add);
        }
        return new LipSync(latest(offsets), latest(numbers(measured.get("playouts"))));
    }

    private static List<Double> numbers(@Nullable Object list) {
        return ((List<?>) Objects.requireNonNull(list))
                .stream().map(each -> ((Number) each).doubleValue()).toList();
    }

    private static List<Double> latest(List<Double> values) {
        return values.subList(Math.max(0, values.size() - EVENTS), values.size());
    }

    /** Whether there are enough flashes to judge by. */
    boolean isComplete() {
        return offsetsMs.size() >= EVENTS;
    }

    /** What is left of the offsets when what the ways of measuring are apart is taken away. */
    public LipSync beyond(LipSync source) {
        double own = source.medianMs();
        return new LipSync(
                offsetsMs.stream().map(offset -> offset - own).toList(), playoutOffsetsMs);
    }

    /** The middle one of the offsets; not a number where there are none. */
    public double medianMs() {
        return percentile(offsetsMs, 0.5);
    }

    /** What 95 of 100 offsets are not above, whichever of both was late. */
    public double p95Ms() {
        return percentile(offsetsMs.stream().map(Math::abs).toList(), 0.95);
    }

    /** The middle one of those by the sender reports; not a number where there are none. */
    public double playoutMedianMs() {
        return percentile(playoutOffsetsMs, 0.5);
    }

    /** Whether flash and beep, and the sender reports too, are on average no further apart. */
    public boolean isWithin(double toleranceMs) {
        return isComplete()
                && Math.abs(medianMs()) < toleranceMs
                && Math.abs(playoutMedianMs()) < toleranceMs;
    }

    private static double percentile(List<Double> values, double part) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(part * sorted.size())));
    }

    @Override
    public String toString() {
        return "flash after beep by %.1f ms (median of %d), apart by %.1f ms (95 of 100); by the sender reports %.1f ms"
                .formatted(medianMs(), offsetsMs.size(), p95Ms(), playoutMedianMs());
    }
}
