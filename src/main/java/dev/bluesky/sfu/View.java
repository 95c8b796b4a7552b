package dev.bluesky.sfu;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a viewer wants of a receiving connection. It is the whole wish: what is not named is not
 * pinned, not paused, and as large as it comes. What names nobody, or no m-line, is kept for when
 * there is one.
 *
 * @param pinned who has a slot before all others, the most wanted first
 * @param slots by the mid of an m-line in the viewer's offer
 */
public record View(List<UserId> pinned, Map<String, SlotWish> slots) {

    /** Wishes for nothing. */
    public static final View DEFAULT = new View(List.of(), Map.of());

    /** Keeps copies. */
    public View {
        pinned = List.copyOf(pinned);
        slots = Map.copyOf(slots);
    }

    /** What is wanted in that m-line. */
    public SlotWish slot(String mid) {
        return slots.getOrDefault(mid, SlotWish.DEFAULT);
    }

    /**
     * What is wanted in one m-line.
     *
     * @param height pixels that the picture is shown with, 1 or more; empty for any
     * @param paused whether nothing shall be sent
     */
    public record SlotWish(OptionalInt height, boolean paused) {

        /** Everything. */
        public static final SlotWish DEFAULT = new SlotWish(OptionalInt.empty(), false);
    }
}
