package dev.bluesky.peer;

import java.util.List;

/**
 * The bitrates of a track's renditions as decisions need them. A key frame, such as one that a
 * switch has asked for, is much of what was measured over a second, and would soon undo the switch.
 * So a mean over several seconds counts, unless much more is measured.
 */
final class SmoothBitrates {
    /** Of the newest measurement, at some five a second. */
    private static final double WEIGHT = 0.07;

    /** So much of what was measured counts in any case. */
    private static final double LEAST = 0.85;

    private List<Rendition> known = List.of();
    private double[] means = {};

    /** The bitrate of each, the least first as they are. */
    long[] of(List<Rendition> renditions) {
        double[] next = new double[renditions.size()];
        long[] bitrates = new long[renditions.size()];
        long most = 0;
        for (int i = 0; i < next.length; i++) {
            double measured = (double) renditions.get(i).bitrateBps();
            double before = mean(renditions.get(i));
            next[i] = before == 0 ? measured : before + WEIGHT * (measured - before);
            most = Math.max(most, (long) Math.max(next[i], LEAST * measured));
            bitrates[i] = most;
        }
        known = renditions;
        means = next;
        return bitrates;
    }

    private double mean(Rendition rendition) {
        for (int i = 0; i < known.size(); i++) {
            if (known.get(i).isSame(rendition)) {
                return means[i];
            }
        }
        return 0;
    }
}
