package dev.bluesky.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a viewer gets over a path that does not carry everything. */
class CongestionTest {
    private static final long MS = VirtualTime.MS;
    private static final long SECOND = VirtualTime.SECOND;
    private static final long[] SIZES = {150_000, 600_000, 2_300_000};

    /** Alice speaks and shows herself in three sizes; Bob is behind a bottleneck. */
    private static final class Narrow {
        final Call call;
        final SimulatedPublisher alice;
        final SimulatedViewer bob;
        final List<MediaSource> sizes = new ArrayList<>();

        Narrow(Run run, String feedback, long... bitrates) {
            call = new Call(run);
            alice = call.publisher("alice", Conditions.CLEAN);
            bob = call.viewer("bob", "alice", Conditions.CLEAN.withDelay(20 * MS));
            switch (feedback) {
                case "transport-cc" -> bob.withTransportFeedback();
                case "goog-remb" -> bob.withRemb();
                default -> {}
            }
            bob.withAudio("a").withVideo("v");
            bob.place().down().queue(200 * MS);
            alice.audio("0", run.start());
            OfferedSection section = SimulatedPublisher.videoSection("1", "transport-cc");
            int[] ssrcs = new int[bitrates.length];
            Start start = run.start();
            for (int size = 0; size < ssrcs.length; size++) {
                ssrcs[size] = call.nextSsrc();
                int rtx = call.nextSsrc();
                section.ssrc(ssrcs[size]).ssrc(rtx).group("FID", ssrcs[size], rtx);
                sizes.add(
                        alice.added(
                                        new MediaSource.Labels(ssrcs[size], rtx, "1"),
                                        Payload.VP8,
                                        SimulatedPublisher.VP8,
                                        start)
                                .withRtx(SimulatedPublisher.VP8_RTX)
                                .withBitrate(bitrates[size]));
                start = start.next();
            }
            if (ssrcs.length > 1) {
                section.group("SIM", ssrcs);
            }
            alice.withSection(section);
            alice.negotiate();
        }

        void carries(long bps) {
            bob.place()
                    .down()
                    .conditions(Conditions.CLEAN.withDelay(20 * MS).withBitsPerSecond(bps));
        }

        int size() {
            List<ReceivedTrack.Received> arrivals = bob.track("v").arrivals();
            for (int i = arrivals.size() - 1; i >= 0; i--) {
                if (arrivals.get(i).mark().isPresent()) {
                    int source = arrivals.get(i).mark().get().source();
                    return sizes.stream().map(MediaSource::ssrc).toList().indexOf(source);
                }
            }
            return -1;
        }

        /** The longest time between two packets of sound since then. */
        long longestSilenceNs(long sinceNs) {
            long longest = 0;
            long before = sinceNs;
            for (ReceivedTrack.Received packet : bob.track("a").arrivals()) {
                if (packet.atNs() > sinceNs) {
                    longest = Math.max(longest, packet.atNs() - before);
                    before = packet.atNs();
                }
            }
            return Math.max(longest, call.time().nowNs() - before);
        }

        /** Bits a second that came to Bob since then. */
        long receivedBps(long bytesBefore, long sinceNs) {
            return (bob.bytes() - bytesBefore) * 8 * SECOND / (call.time().nowNs() - sinceNs);
        }

        /** The longest time between two packets of the picture since then. */
        long longestFreezeNs(long sinceNs) {
            long longest = 0;
            long before = sinceNs;
            for (ReceivedTrack.Received packet : bob.track("v").arrivals()) {
                if (packet.atNs() > sinceNs) {
                    longest = Math.max(longest, packet.atNs() - before);
                    before = packet.atNs();
                }
            }
            return longest;
        }

        long picturesSince(long sinceNs) {
            return bob.track("v").arrivals().stream().filter(p -> p.atNs() > sinceNs).count();
        }

        String state() {
            return "size %d, %s".formatted(size(), bob.counters());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void aPathThatCarriesEverythingSoonGetsTheLargestSizeAndLosesNothing(Run run) {
        Narrow path = new Narrow(run, "transport-cc", SIZES);
        path.bob.negotiate();
        path.call.time().pass(SECOND);

        assertThat(path.call.time().runUntil(() -> path.size() == 2, 8 * SECOND))
                .as(path.state())
                .isTrue();
        path.call.time().pass(20 * SECOND);
        assertThat(path.size()).as(path.state()).isEqualTo(2);
        assertThat(path.bob.counter("sending.begun-anew")).isZero();
        assertThat(path.bob.counter("sending.starved")).isZero();
        assertThat(path.bob.numbered()).isPositive();
        Continuity.check(path.bob.track("v"));
        Continuity.check(path.bob.track("a"));
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void aSteadyBottleneckIsUsedWithoutAStandingQueue(Run run) {
        Narrow path = new Narrow(run, "transport-cc", SIZES);
        path.carries(3_000_000);
        path.bob.negotiate();
        path.call.time().pass(12 * SECOND);
        long sinceNs = path.call.time().nowNs();
        long bytes = path.bob.bytes();
        long lost = path.bob.place().down().lost();
        long waitedNs = 0;
        for (int i = 0; i < 1_500; i++) {
            path.call.time().pass(10 * MS);
            waitedNs += path.bob.place().down().waitNs();
        }

        assertThat(path.receivedBps(bytes, sinceNs)).as(path.state()).isGreaterThan(2_300_000);
        assertThat(waitedNs / 1_500).as("mean queue").isLessThan(50 * MS);
        assertThat(path.bob.place().down().lost() - lost).as("lost").isLessThan(40);
        assertThat(path.longestSilenceNs(sinceNs)).isLessThan(200 * MS);
    }

    /** The largest picture leaves a sixth of the path free, and that is enough. */
    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void theLargestPictureThatFitsComesSoonAndStays(Run run) {
        Narrow path = new Narrow(run, "transport-cc", 100_000, 400_000, 2_400_000);
        path.carries(3_000_000);
        path.bob.negotiate();
        path.call.time().pass(SECOND);
        assertThat(path.call.time().runUntil(() -> path.size() == 2, 4 * SECOND))
                .as(path.state())
                .isTrue();

        path.call.time().pass(4 * SECOND);
        long lowered = path.bob.counter("sending.lowered");
        path.call.time().pass(20 * SECOND);
        assertThat(path.size()).as(path.state()).isEqualTo(2);
        assertThat(path.bob.counter("sending.lowered")).as(path.state()).isEqualTo(lowered);
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void aPathThatGetsNarrowKeepsItsSoundAndSoonHasASmallerPictureUntilItIsWideAgain(Run run) {
        Narrow path = new Narrow(run, "transport-cc", SIZES);
        path.carries(3_000_000);
        path.bob.negotiate();
        path.call.time().pass(20 * SECOND);
        assertThat(path.size()).as(path.state()).isPositive();

        long narrowNs = path.call.time().nowNs();
        path.carries(500_000);
        assertThat(path.call.time().runUntil(() -> path.size() == 0, 2 * SECOND))
                .as(path.state())
                .isTrue();
        path.call.time().pass(15 * SECOND);
        assertThat(path.longestSilenceNs(narrowNs)).isLessThan(200 * MS);
        assertThat(path.longestFreezeNs(narrowNs + 2 * SECOND)).isLessThan(300 * MS);
        assertThat(path.bob.counter("sending.starved")).as(path.state()).isZero();

        path.carries(3_000_000);
        assertThat(path.call.time().runUntil(() -> path.size() == 2, 10 * SECOND))
                .as(path.state())
                .isTrue();
        Continuity.check(path.bob.track("v"));
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void aPathThatCarriesNoPictureKeepsItsSoundAndTheStoppedPictureComesBack(Run run) {
        Narrow path = new Narrow(run, "transport-cc", 600_000);
        path.carries(3_000_000);
        path.bob.negotiate();
        path.call.time().pass(10 * SECOND);
        assertThat(path.size()).as(path.state()).isZero();

        long narrowNs = path.call.time().nowNs();
        path.carries(200_000);
        path.call.time().pass(10 * SECOND);
        assertThat(path.bob.counter("sending.starved")).as(path.state()).isPositive();
        assertThat(path.longestSilenceNs(narrowNs)).isLessThan(200 * MS);

        path.carries(3_000_000);
        long wideNs = path.call.time().nowNs();
        assertThat(path.call.time().runUntil(() -> path.picturesSince(wideNs) > 30, 12 * SECOND))
                .as(path.state())
                .isTrue();
    }

    /** As when a machine, or Wi-Fi, stands still for a moment. */
    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#everywhere")
    void aPictureThatAMomentHasTakenIsSoonThereAgain(Run run) {
        Narrow path = new Narrow(run, "transport-cc", 150_000);
        path.carries(20_000_000);
        path.bob.negotiate();
        path.call.time().pass(10 * SECOND);

        path.carries(60_000);
        path.call.time().pass(SECOND);
        path.carries(20_000_000);
        path.call.time().pass(300 * MS);
        long wideNs = path.call.time().nowNs();
        assertThat(path.call.time().runUntil(() -> path.picturesSince(wideNs) > 0, 3 * SECOND))
                .as(path.state())
                .isTrue();
        assertThat(path.bob.counter("sending.starved")).as(path.state()).isEqualTo(1);
        assertThat(path.longestSilenceNs(wideNs - SECOND)).isLessThan(200 * MS);
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void aViewerThatEstimatesItselfGetsWhatItSaysItCanTake(Run run) {
        Narrow path = new Narrow(run, "goog-remb", SIZES);
        path.bob.negotiate();
        path.call.time().every(SECOND, () -> remb(path, 1_000_000));
        path.call.time().pass(15 * SECOND);

        assertThat(path.size()).as(path.state()).isEqualTo(1);
        assertThat(path.bob.counter("sending.remb")).isPositive();
        assertThat(path.bob.extensions()).containsKey(6).doesNotContainKey(5);
    }

    private static boolean remb(Narrow path, long bps) {
        if (path.bob.isSecured()) {
            path.bob.sendRemb(bps);
        }
        return true;
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void aViewerThatTellsNothingGetsEverythingAtOnce(Run run) {
        Narrow path = new Narrow(run, "nothing", SIZES);
        path.bob.negotiate();
        path.call.time().pass(3 * SECOND);

        assertThat(path.size()).isEqualTo(2);
        assertThat(path.bob.counters().keySet()).noneMatch(name -> name.startsWith("sending."));
        assertThat(path.bob.numbered()).isZero();
    }

    /** As of a radio link: loss that has nothing to do with how much is sent. */
    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#everywhere")
    void aPathThatLosesAtRandomKeepsItsSoundAndItsPicture(Run run) {
        Narrow path = new Narrow(run, "transport-cc", 110_000, 250_000);
        Conditions losing = Conditions.CLEAN.withDelay(MS).withLoss(0.05);
        path.bob.place().down().conditions(losing);
        path.bob.place().up().conditions(losing);
        path.bob.negotiate();
        path.call.time().pass(25 * SECOND);

        assertThat(path.bob.counter("sending.starved")).as(path.state()).isZero();
        assertThat(path.bob.counter("sending.begun-anew")).as(path.state()).isLessThan(2);
        assertThat(path.bob.counter("sending.lowered")).as(path.state()).isLessThan(2);
        // The smaller picture and sound, less the twentieth that is tolerated.
        assertThat(path.bob.counter("sending.estimate-bps")).isGreaterThan(180_000);
    }
}
