package dev.bluesky.peer;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which rendition a viewer gets, by what it wants to see and what its network was granted. */
final class RenditionChoice {
    /** The smallest picture with the fewest frames first. */
    static final Comparator<Rendition> BY_QUALITY = Comparator.comparingInt(Rendition::quality);

    /**
     * Of its frames a larger picture keeps so many, or a smaller one with all of its frames is
     * better: half of them, as they are measured.
     */
    private static final double LEAST_FRAMES = 0.4;

    private int mostLines = Integer.MAX_VALUE;
    private @Nullable Rendition granted;
    private boolean limited;

    /** Whether that is news. */
    boolean want(int lines) {
        boolean changed = lines != mostLines;
        mostLines = lines;
        return changed;
    }

    /** The best of what takes no more bits. */
    void grant(Rendition limit) {
        granted = limit;
    }

    /** Everything may be had, or only the least until something is granted. */
    void limit(boolean now) {
        limited = now;
        if (!now) {
            granted = null;
        }
    }

    /**
     * What is wanted, in the order given: those of at most so many lines; if there are none, those
     * of the smallest size. A size that is not known is wanted. Only the smallest of them may have
     * few frames: layers go before frames.
     */
    List<Rendition> wanted(List<Rendition> all) {
        if (all.size() <= 1) { // Most tracks, five times a second for each viewer.
            return all;
        }
        List<Rendition> fitting = all.stream().filter(one -> one.lines() <= mostLines).toList();
        List<Rendition> from = fitting.isEmpty() ? all : fitting;
        Rendition smallest = from.stream().min(BY_QUALITY).orElseThrow();
        return from.stream()
                .filter(one -> one.isSameSize(smallest) || isLargerAndFluent(one, fitting))
                .toList();
    }

    private static boolean isLargerAndFluent(Rendition one, List<Rendition> fitting) {
        double most =
                fitting.stream()
                        .filter(one::isSameSize)
                        .mapToDouble(Rendition::framesPerSecond)
                        .max()
                        .orElse(Double.MAX_VALUE);
        return one.framesPerSecond() >= LEAST_FRAMES * most;
    }

    /** What to get; nothing if there is nothing. */
    Optional<Rendition> of(List<Rendition> all) {
        List<Rendition> wanted = wanted(all);
        Rendition limit = granted;
        if (limit == null) {
            return limited ? wanted.stream().min(BY_QUALITY) : wanted.stream().max(BY_QUALITY);
        }
        return wanted.stream()
                .filter(limit::isSame)
                .findFirst()
                .or(
                        () ->
                                wanted.stream()
                                        .filter(one -> one.bitrateBps() <= limit.bitrateBps())
                                        .max(BY_QUALITY))
                .or(() -> wanted.stream().min(BY_QUALITY));
    }
}
