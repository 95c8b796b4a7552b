package dev.bluesky.media.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SlotPlanTest {

    private static final class Place implements Slot {
        private @Nullable Candidate shown;
        private boolean paused;
        private Set<Candidate> refused = Set.of();

        @Override
        public @Nullable Candidate shown() {
            return shown;
        }

        @Override
        public boolean isPaused() {
            return paused;
        }

        @Override
        public boolean accepts(Candidate candidate) {
            return !refused.contains(candidate);
        }
    }

    private final List<Place> slots = new ArrayList<>();
    private int urgent;
    private List<@Nullable Candidate> partners = List.of();

    private static Candidate camera(String publisher) {
        return new Candidate(publisher, "1");
    }

    private static Candidate screen(String publisher) {
        return new Candidate(publisher, "2");
    }

    private static List<Candidate> cameras(String... publishers) {
        return Arrays.stream(publishers).map(SlotPlanTest::camera).toList();
    }

    private void slots(int count) {
        IntStream.range(0, count).forEach(i -> slots.add(new Place()));
    }

    private Place slot(int index) {
        return slots.get(index);
    }

    /** Plans, and shows it so. */
    private List<String> plan(List<Candidate> ranked) {
        List<@Nullable Candidate> plan = SlotPlan.of(slots, ranked, urgent, partners);
        for (int i = 0; i < slots.size(); i++) {
            slots.get(i).shown = plan.get(i);
        }
        return plan.stream().map(SlotPlanTest::name).toList();
    }

    private static String name(@Nullable Candidate candidate) {
        if (candidate == null) {
            return "-";
        }
        return candidate.track().equals("1")
                ? candidate.publisher()
                : candidate.publisher() + candidate.track();
    }

    @Test
    void allAreShownWhileTheyFit() {
        slots(4);
        assertThat(plan(cameras("a", "b", "c"))).containsExactly("a", "b", "c", "-");
    }

    @Test
    void whenTheyDoNotFitTheFirstOfTheRankingAre() {
        slots(2);
        assertThat(plan(cameras("a", "b", "c"))).containsExactly("a", "b");
    }

    @Test
    void whoStillBelongsStaysWhereItIs() {
        slots(3);
        plan(cameras("a", "b", "c", "d"));
        assertThat(plan(cameras("d", "c", "a", "b"))).containsExactly("a", "d", "c");
        assertThat(plan(cameras("c", "d", "a", "b"))).containsExactly("a", "d", "c");
    }

    @Test
    void whoLeavesLeavesAGapThatTheNextFills() {
        slots(3);
        plan(cameras("a", "b", "c"));
        assertThat(plan(cameras("a", "c"))).containsExactly("a", "-", "c");
        assertThat(plan(cameras("a", "c", "d"))).containsExactly("a", "d", "c");
    }

    @Test
    void aScreenIsOneMoreToBeShown() {
        slots(3);
        List<Candidate> ranked = List.of(camera("a"), screen("a"), camera("b"), camera("c"));
        assertThat(plan(ranked)).containsExactly("a", "a2", "b");
    }

    @Test
    void aNewcomerGoesBesideItsOtherTrack() {
        slots(4);
        partners = Arrays.asList(null, new Candidate("b", "0"), null, new Candidate("a", "0"));
        assertThat(plan(cameras("a", "b", "c"))).containsExactly("c", "b", "-", "a");
    }

    @Test
    void aNewcomerLeavesPlacesBesideOthersFreeAsLongAsThereAreMore() {
        slots(3);
        partners = Arrays.asList(new Candidate("x", "0"), null);
        assertThat(plan(cameras("a"))).containsExactly("-", "a", "-");
        assertThat(plan(cameras("a", "b"))).containsExactly("-", "a", "b");
        assertThat(plan(cameras("a", "b", "c"))).containsExactly("c", "a", "b");
    }

    @Test
    void aPausedSlotTakesNobodyAndKeepsWhoIsThere() {
        slots(3);
        plan(cameras("a", "b"));
        slot(1).paused = true;
        slot(2).paused = true;
        assertThat(plan(cameras("a", "b", "c"))).containsExactly("a", "b", "-");
        assertThat(plan(cameras("b", "a", "c"))).containsExactly("a", "b", "-");
        slot(2).paused = false;
        assertThat(plan(cameras("a", "b", "c"))).containsExactly("a", "b", "c");
    }

    @Test
    void whoIsUrgentMovesOutOfAPausedSlot() {
        slots(2);
        plan(cameras("a", "b"));
        slot(1).paused = true;
        urgent = 1;
        assertThat(plan(cameras("b", "a"))).containsExactly("b", "-");
    }

    @Test
    void withAllSlotsPausedNobodyMoves() {
        slots(2);
        plan(cameras("a", "b"));
        slots.forEach(slot -> slot.paused = true);
        urgent = 2;
        assertThat(plan(cameras("c", "b", "a"))).containsExactly("a", "b");
        assertThat(plan(cameras("c", "b"))).containsExactly("-", "b");
    }

    @Test
    void whatASlotCannotDecodeIsNotInIt() {
        slots(2);
        slot(0).refused = Set.of(camera("a"));
        assertThat(plan(cameras("a", "b"))).containsExactly("b", "a");
        slots.forEach(slot -> slot.refused = Set.of(camera("a")));
        assertThat(plan(cameras("a", "b", "c"))).containsExactly("b", "c");
    }

    @Test
    void aPlaceThatTheChosenCannotUseGoesToTheNext() {
        slots(2);
        slot(0).refused = Set.copyOf(cameras("a", "b"));
        assertThat(plan(cameras("a", "b", "c"))).containsExactly("c", "a");
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 100);
    }

    /** People come, go, speak, are pinned; slots are added, paused, and decode this or that. */
    @ParameterizedTest
    @MethodSource("seeds")
    void whateverHappensNobodyIsShownTwiceOrMovedWithoutNeed(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Candidate> ranked = new ArrayList<>();
        slots(1 + random.nextInt(6));
        for (int step = 0; step < 200; step++) {
            happen(random, ranked);
            List<@Nullable Candidate> before = shown();
            plan(ranked);
            check(before, ranked);
            List<@Nullable Candidate> after = shown();
            plan(ranked);
            assertThat(shown()).as("planned again").isEqualTo(after);
        }
    }

    private void happen(SplittableRandom random, List<Candidate> ranked) {
        switch (random.nextInt(7)) {
            case 0, 1 -> {
                Candidate who =
                        new Candidate("p" + random.nextInt(20), "" + (1 + random.nextInt(2)));
                if (!ranked.contains(who)) {
                    ranked.add(random.nextInt(ranked.size() + 1), who);
                }
            }
            case 2 -> {
                if (!ranked.isEmpty()) {
                    ranked.remove(random.nextInt(ranked.size()));
                }
            }
            case 3, 4 -> {
                if (!ranked.isEmpty()) {
                    ranked.add(0, ranked.remove(random.nextInt(ranked.size())));
                }
            }
            case 5 -> {
                Place slot = slots.get(random.nextInt(slots.size()));
                slot.paused = !slot.paused;
            }
            default -> {
                if (slots.size() < 9) {
                    slots.add(new Place());
                }
            }
        }
        urgent = ranked.isEmpty() ? 0 : random.nextInt(ranked.size());
        partners =
                IntStream.range(0, random.nextInt(9))
                        .<@Nullable Candidate>mapToObj(
                                i ->
                                        random.nextBoolean()
                                                ? null
                                                : new Candidate("p" + random.nextInt(20), "0"))
                        .toList();
    }

    private List<@Nullable Candidate> shown() {
        List<@Nullable Candidate> shown = new ArrayList<>();
        slots.forEach(slot -> shown.add(slot.shown));
        return shown;
    }

    private void check(List<@Nullable Candidate> before, List<Candidate> ranked) {
        List<Candidate> present = shown().stream().filter(Objects::nonNull).toList();
        assertThat(present).as("nobody twice").doesNotHaveDuplicates();
        assertThat(ranked).as("nobody who has gone").containsAll(present);
        long places = slots.stream().filter(slot -> !slot.paused).count();
        long used = slots.stream().filter(slot -> !slot.paused && slot.shown != null).count();
        long resting = present.size() - used;
        assertThat(used)
                .as("no place is empty while somebody waits")
                .isEqualTo(Math.min(places, ranked.size() - resting));
        for (int i = 0; i < before.size(); i++) {
            Candidate was = before.get(i);
            if (was != null && present.contains(was) && !slots.get(i).paused) {
                assertThat(slots.get(i).shown).as("nobody moves without need").isEqualTo(was);
            }
            boolean newcomer =
                    slots.get(i).shown != null && !Objects.equals(slots.get(i).shown, was);
            assertThat(newcomer && slots.get(i).paused).as("nobody enters a paused slot").isFalse();
        }
        checkRanking(ranked, new HashSet<>(present));
    }

    /** Nobody waits while one who is wanted less is in a slot that is not paused. */
    private void checkRanking(List<Candidate> ranked, Set<Candidate> present) {
        int lowest =
                slots.stream()
                        .filter(slot -> !slot.paused)
                        .map(slot -> slot.shown)
                        .filter(Objects::nonNull)
                        .mapToInt(ranked::indexOf)
                        .max()
                        .orElse(-1);
        for (int i = 0; i < lowest; i++) {
            assertThat(present).as("the first are shown").contains(ranked.get(i));
        }
    }
}
