package dev.bluesky.media.select;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is in which slot of one kind. All who fit, else the first of a ranking; whoever is shown and
 * still belongs stays where it is. A newcomer goes beside its other track if that place is free:
 * what has the same index among the other kind's slots plays in step with it.
 *
 * <p>A paused slot keeps what is in it, and takes nobody; who is urgently wanted moves out of it.
 */
public final class SlotPlan {
    private final List<? extends Slot> slots;
    private final List<Candidate> ranked;
    private final int urgent;
    private final List<@Nullable Candidate> partners;
    private final @Nullable Candidate[] plan;

    private SlotPlan(
            List<? extends Slot> slots,
            List<Candidate> ranked,
            int urgent,
            List<@Nullable Candidate> partners) {
        this.slots = slots;
        this.ranked = ranked;
        this.urgent = urgent;
        this.partners = partners;
        plan = new Candidate[slots.size()];
    }

    /**
     * Plans.
     *
     * @param ranked everybody who may be shown, the most wanted first, nobody twice
     * @param urgent how many of the first are wanted urgently
     * @param partners what is in the slots of the other kind, by index; may be shorter
     * @return by the index of its slot who is in it from now on
     */
    public static List<@Nullable Candidate> of(
            List<? extends Slot> slots,
            List<Candidate> ranked,
            int urgent,
            List<@Nullable Candidate> partners) {
        return new SlotPlan(slots, ranked, urgent, partners).made();
    }

    private List<@Nullable Candidate> made() {
        Set<Candidate> chosen = chosen();
        keep(chosen);
        List<Candidate> newcomers = new ArrayList<>(chosen);
        newcomers.removeIf(this::isPlaced);
        newcomers.removeIf(this::placeBesidePartner);
        newcomers.forEach(this::placeAnywhere);
        fillUp(chosen);
        return java.util.Arrays.asList(plan);
    }

    private Set<Candidate> chosen() {
        long places = slots.stream().filter(slot -> !slot.isPaused()).count();
        Set<Candidate> chosen = new LinkedHashSet<>();
        for (int i = 0; i < ranked.size() && chosen.size() < places; i++) {
            Candidate candidate = ranked.get(i);
            if ((i < urgent || !restsInPausedSlot(candidate)) && isAcceptedSomewhere(candidate)) {
                chosen.add(candidate);
            }
        }
        return chosen;
    }

    private boolean restsInPausedSlot(Candidate candidate) {
        return slots.stream().anyMatch(slot -> slot.isPaused() && candidate.equals(slot.shown()));
    }

    private boolean isAcceptedSomewhere(Candidate candidate) {
        return slots.stream().anyMatch(slot -> !slot.isPaused() && slot.accepts(candidate));
    }

    private void keep(Set<Candidate> chosen) {
        for (int i = 0; i < plan.length; i++) {
            Slot slot = slots.get(i);
            Candidate shown = slot.shown();
            if (shown != null && slot.accepts(shown) && belongs(slot, shown, chosen)) {
                plan[i] = shown;
            }
        }
    }

    private boolean belongs(Slot slot, Candidate shown, Set<Candidate> chosen) {
        return slot.isPaused()
                ? ranked.contains(shown) && !chosen.contains(shown)
                : chosen.contains(shown);
    }

    private boolean isPlaced(Candidate candidate) {
        for (Candidate placed : plan) {
            if (candidate.equals(placed)) {
                return true;
            }
        }
        return false;
    }

    private boolean placeBesidePartner(Candidate candidate) {
        for (int i = 0; i < plan.length; i++) {
            if (isFreeFor(i, candidate) && isOf(candidate.publisher(), partner(i))) {
                plan[i] = candidate;
                return true;
            }
        }
        return false;
    }

    private static boolean isOf(String publisher, @Nullable Candidate partner) {
        return partner != null && partner.publisher().equals(publisher);
    }

    private @Nullable Candidate partner(int slot) {
        return slot < partners.size() ? partners.get(slot) : null;
    }

    private boolean isFreeFor(int slot, Candidate candidate) {
        return plan[slot] == null
                && !slots.get(slot).isPaused()
                && slots.get(slot).accepts(candidate);
    }

    /** Where nobody's other track is, if there is such a place: it may follow. */
    private boolean placeAnywhere(Candidate candidate) {
        int free = -1;
        for (int i = 0; i < plan.length; i++) {
            if (isFreeFor(i, candidate) && (free < 0 || isBetter(i, free))) {
                free = i;
            }
        }
        if (free >= 0) {
            plan[free] = candidate;
        }
        return free >= 0;
    }

    private boolean isBetter(int slot, int than) {
        return Objects.isNull(partner(slot)) && Objects.nonNull(partner(than));
    }

    /** Where some slot can decode less than others, the chosen ones may not have found a place. */
    private void fillUp(Set<Candidate> chosen) {
        if (chosen.stream().allMatch(this::isPlaced)) {
            return;
        }
        for (Candidate candidate : ranked) {
            if (!chosen.contains(candidate) && !isPlaced(candidate)) {
                placeAnywhere(candidate);
            }
        }
    }
}
