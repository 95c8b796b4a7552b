package dev.bluesky.media.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllocatorTest {
    private static final long SECOND = 1_000_000_000L;
    private static final boolean FOREMOST = true;
    private static final boolean OTHER = false;

    /** Three sizes, the middle and the largest also at half the frames. */
    private static final long[] CAMERA = {150_000, 350_000, 500_000, 900_000, 1_500_000};

    private final Allocator allocator = new Allocator();
    private final List<Share> shares = new ArrayList<>();
    private long nowNs = -3 * SECOND;

    private Share camera(boolean foremost) {
        Share share = allocator.open();
        share.want(foremost, CAMERA, Share.NOTHING);
        shares.add(share);
        return share;
    }

    private int[] allocate(long budgetBps) {
        allocator.allocate(budgetBps, 0, nowNs);
        return shares.stream().mapToInt(Share::granted).toArray();
    }

    private int[] allocateAfter(long seconds, long budgetBps) {
        nowNs += seconds * SECOND;
        return allocate(budgetBps);
    }

    @Test
    void whatFitsIsGrantedAtOnceToAViewerThatComes() {
        camera(OTHER);

        assertThat(allocate(1_500_000)).containsExactly(4);
        assertThat(allocator.grantedBps()).isEqualTo(1_500_000);
        assertThat(allocator.leastBps()).isEqualTo(150_000);
    }

    @Test
    void whereNothingFitsNothingIsGranted() {
        camera(FOREMOST);

        assertThat(allocate(149_999)).containsExactly(Share.NOTHING);
        assertThat(allocateAfter(1, -5)).containsExactly(Share.NOTHING);
    }

    @Test
    void equalsGetEqualOrOneStepMore() {
        camera(OTHER);
        camera(OTHER);
        camera(OTHER);

        assertThat(allocate(1_300_000)).containsExactly(2, 1, 1);
    }

    @Test
    void thePinnedAndTheSpeakingGetMore() {
        camera(OTHER);
        camera(FOREMOST);
        camera(OTHER);

        assertThat(allocate(1_500_000)).containsExactly(1, 3, 0);
    }

    @Test
    void nobodysPictureStopsForABetterOneOfSomebodyElse() {
        camera(FOREMOST);
        camera(OTHER);
        camera(OTHER);

        assertThat(allocate(1_600_000)).containsExactly(3, 1, 1);
        assertThat(allocateAfter(1, 1_200_000)).containsExactly(3, 0, 0);
        assertThat(allocateAfter(1, 700_000)).containsExactly(2, 0, Share.NOTHING);
    }

    /** Four cameras of one size each, as of browsers that send no simulcast. */
    @ParameterizedTest
    @ValueSource(longs = {250_000, 300_000, 333_000, 500_000, 700_000, 999_999})
    void whoComesFirstIsTheLastWhosePictureStops(long budgetBps) {
        for (boolean foremost : new boolean[] {OTHER, FOREMOST, OTHER, OTHER}) {
            Share share = allocator.open();
            share.want(foremost, new long[] {250_000}, Share.NOTHING);
            shares.add(share);
        }

        assertThat(allocate(budgetBps)[1]).isZero();
        assertThat(allocator.grantedBps()).isEqualTo(budgetBps / 250_000 * 250_000);
    }

    @Test
    void aLargePictureThatCannotBeHadLimitsNobody() {
        camera(FOREMOST);
        Share single = allocator.open();
        single.want(OTHER, new long[] {2_500_000}, Share.NOTHING);
        shares.add(single);

        assertThat(allocate(2_000_000)).containsExactly(4, Share.NOTHING);
        assertThat(allocateAfter(20, 4_700_000)).containsExactly(4, 0);
    }

    @Test
    void lessIsGrantedAtOnceAndMoreAfterAWhile() {
        camera(OTHER);
        allocate(1_500_000);

        assertThat(allocate(400_000)).containsExactly(1);
        assertThat(allocateAfter(1, 1_800_000)).containsExactly(1);
        assertThat(allocateAfter(1, 1_800_000)).containsExactly(4);
    }

    @Test
    void moreIsGrantedOnlyWithSomethingToSpare() {
        camera(OTHER);
        allocate(400_000);

        assertThat(allocateAfter(60, 510_000)).containsExactly(1);
        assertThat(allocateAfter(1, 580_000)).containsExactly(2);
        assertThat(allocateAfter(60, 500_000)).containsExactly(2);
        assertThat(allocateAfter(1, 499_999)).containsExactly(1);
    }

    @Test
    void ofWhatWasProvenLessIsToSpare() {
        camera(OTHER);
        allocate(400_000);
        nowNs += 60 * SECOND;

        allocator.allocate(550_000, 530_000, nowNs);
        assertThat(shares.get(0).granted()).isEqualTo(1);
        allocator.allocate(550_000, 550_000, nowNs);
        assertThat(shares.get(0).granted()).isEqualTo(2);
    }

    @Test
    void whoRisesInVainWaitsTwiceAsLongBeforeTheNextTime() {
        camera(OTHER);
        allocate(400_000);
        allocateAfter(1, 300_000);
        assertThat(allocateAfter(2, 1_100_000)).containsExactly(3);
        assertThat(allocateAfter(1, 800_000)).containsExactly(2);

        assertThat(allocateAfter(3, 1_100_000)).containsExactly(2);
        assertThat(allocateAfter(1, 1_100_000)).containsExactly(3);
        assertThat(allocateAfter(1, 800_000)).containsExactly(2);
        assertThat(allocateAfter(7, 1_100_000)).containsExactly(2);
        assertThat(allocateAfter(1, 1_100_000)).containsExactly(3);
        assertThat(allocateAfter(20, 800_000)).as("was in vain no more").containsExactly(2);
        assertThat(allocateAfter(2, 1_100_000)).containsExactly(3);
    }

    @Test
    void whatIsLessThanWhatWasInVainDoesNotWaitAsLong() {
        camera(OTHER);
        allocate(400_000);
        allocateAfter(1, 300_000);
        assertThat(allocateAfter(2, 1_100_000)).containsExactly(3);
        assertThat(allocateAfter(1, 200_000)).containsExactly(0);

        assertThat(allocateAfter(1, 1_100_000)).containsExactly(0);
        assertThat(allocateAfter(1, 1_100_000)).containsExactly(2);
        assertThat(allocateAfter(2, 1_100_000)).containsExactly(3);
    }

    @Test
    void whereStillMoreFitsThanWasInVainNobodyWaitsForLong() {
        camera(OTHER);
        allocate(400_000);
        allocateAfter(1, 300_000);
        assertThat(allocateAfter(2, 600_000)).containsExactly(2);
        assertThat(allocateAfter(1, 300_000)).containsExactly(0);

        assertThat(allocateAfter(2, 600_000)).containsExactly(1);
        assertThat(allocateAfter(1, 2_000_000)).containsExactly(4);
    }

    @Test
    void aBudgetThatSwingsAboutAStepDoesNotFlap() {
        camera(OTHER);
        camera(OTHER);
        allocate(1_000_000);
        int changes = 0;
        int[] before = shares.stream().mapToInt(Share::granted).toArray();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 600; i++) {
            nowNs += SECOND / 10;
            int[] now = allocate(950_000 + random.nextInt(100_000));
            changes += Arrays.equals(now, before) ? 0 : 1;
            before = now;
        }
        assertThat(changes).isLessThanOrEqualTo(2);
    }

    @Test
    void aTrackThatIsGoneLeavesItsShareToOthers() {
        camera(OTHER);
        Share gone = camera(OTHER);
        allocate(1_800_000);
        allocator.close(gone);
        shares.remove(gone);

        assertThat(allocateAfter(1, 1_800_000)).containsExactly(4);
    }

    @Test
    void otherRenditionsAreGrantedFromWhatWasGrantedBefore() {
        Share share = camera(OTHER);
        allocate(500_000);
        share.want(OTHER, new long[] {100_000, 200_000}, 0);

        assertThat(allocate(210_000)).containsExactly(0);
        assertThat(allocate(1_000_000)).containsExactly(1);
        share.want(OTHER, new long[0], 1);
        assertThat(allocateAfter(1, 1_000_000)).containsExactly(Share.NOTHING);
    }

    private static List<Share> random(SplittableRandom random, Allocator allocator) {
        List<Share> shares = new ArrayList<>();
        int count = 1 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            long[] bitrates = new long[random.nextInt(6)];
            for (int r = 0; r < bitrates.length; r++) {
                bitrates[r] = random.nextLong(3_000_000);
            }
            Arrays.sort(bitrates);
            Share share = allocator.open();
            share.want(random.nextInt(3) == 0, bitrates, Share.NOTHING);
            shares.add(share);
        }
        return shares;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void neverMoreIsGrantedThanThereIs(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int run = 0; run < 200; run++) {
            Allocator each = new Allocator();
            random(random, each);
            for (int step = 0; step < 50; step++) {
                long budget = random.nextLong(8_000_000);
                nowNs += random.nextLong(3 * SECOND);
                each.allocate(budget, random.nextLong(8_000_000), nowNs);
                assertThat(each.grantedBps()).as("seed %d", seed).isLessThanOrEqualTo(budget);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void moreBudgetNeverGivesLessToThoseWhoComeFirst(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int run = 0; run < 200; run++) {
            List<Share> each = random(random, new Allocator());
            long budget = random.nextLong(8_000_000);
            long more = budget + random.nextLong(2_000_000);
            long before = foremostBps(each, Division.of(budget, each));
            long after = foremostBps(each, Division.of(more, each));
            if (each.stream().filter(Share::isForemost).count() == 1) {
                assertThat(after).as("seed %d, run %d", seed, run).isGreaterThanOrEqualTo(before);
            }
        }
    }

    private static long foremostBps(List<Share> shares, int[] renditions) {
        long sum = 0;
        for (int i = 0; i < renditions.length; i++) {
            Share share = shares.get(i);
            sum += share.isForemost() ? share.bitrateBps(renditions[i]) : 0;
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatIsLeftWouldNotRaiseAnybodyOfTheLast(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int run = 0; run < 200; run++) {
            List<Share> each = random(random, new Allocator());
            long budget = random.nextLong(8_000_000);
            int[] got = Division.of(budget, each);
            long left = budget;
            for (int i = 0; i < got.length; i++) {
                left -= each.get(i).bitrateBps(got[i]);
            }
            for (int i = 0; i < got.length; i++) {
                Share share = each.get(i);
                if (!share.isForemost() && got[i] + 1 < share.renditions()) {
                    long step = share.bitrateBps(got[i] + 1) - share.bitrateBps(got[i]);
                    assertThat(step).as("seed %d, run %d", seed, run).isGreaterThan(left);
                }
            }
        }
    }
}
