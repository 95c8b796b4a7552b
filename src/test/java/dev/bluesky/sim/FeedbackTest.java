package dev.bluesky.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.sim.Heard.Estimate;
import dev.bluesky.sim.Heard.Report;
import dev.bluesky.sim.Heard.Status;
import dev.bluesky.wire.rtcp.ReceiverReport;
import dev.bluesky.wire.rtcp.SourceDescription;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a publisher is told about its own packets. */
class FeedbackTest {
    private static final long MS = VirtualTime.MS;
    private static final long SECOND = VirtualTime.SECOND;

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#everywhere")
    void eachStreamIsReportedEachSecondWithItsNumbersAndTheRoundTrip(Run run) {
        Call call = new Call(run);
        SimulatedPublisher alice =
                call.publisher("alice", Conditions.CLEAN.withDelay(35 * MS))
                        .withClock(java.time.Duration.ofDays(-3), 0);
        MediaSource voice = alice.audio("0", run.start());
        MediaSource picture = alice.video("1", run.start());
        alice.negotiate();

        call.time().pass(20 * SECOND);

        for (MediaSource source : List.of(voice, picture)) {
            List<Report> reports =
                    alice.heard().reports.stream()
                            .filter(report -> report.block().ssrc() == source.ssrc())
                            .toList();
            assertThat(reports).hasSizeBetween(18, 20);
            Report last = reports.get(reports.size() - 1);
            assertThat(last.block().cumulativeLost()).isZero();
            assertThat(last.block().fractionLost()).isZero();
            long sent = source.sent().size();
            long reported =
                    last.block().extendedHighestSequenceNumber()
                            - source.sent().get(0).sequenceNumber()
                            + 1;
            assertThat(reported).isBetween(sent - 150, sent);
            long roundTripNs = last.block().roundTripNs(alice.ntpAt(last.atNs()));
            assertThat(roundTripNs).isBetween(69 * MS, 71 * MS);
            assertThat(last.block().jitter()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void jitterAndLossAreReportedAsTheyAre(Run run) {
        Call call = new Call(run);
        Conditions rough = new Conditions(10 * MS, 15 * MS, 0.1, 0, 0, 0, 0);
        SimulatedPublisher alice = call.publisher("alice", Conditions.CLEAN);
        MediaSource voice = alice.audio("0", run.start());
        alice.negotiate();
        call.time().pass(SECOND);
        alice.place().up().conditions(rough);

        call.time().pass(60 * SECOND);

        List<Report> reports = alice.heard().reports;
        Report last = reports.get(reports.size() - 1);
        assertThat(last.block().jitter() / 48.0).as("ms of jitter").isBetween(1.0, 10.0);
        double meanFraction =
                reports.stream()
                        .skip(5)
                        .mapToInt(report -> report.block().fractionLost())
                        .average()
                        .orElseThrow();
        assertThat(meanFraction / 256).isBetween(0.06, 0.14);
        double lost = last.block().cumulativeLost();
        assertThat(lost / voice.sent().size()).isBetween(0.06, 0.14);
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#everywhere")
    void withTransportNumbersEveryPacketIsToldOnceAndSoon(Run run) {
        Call call = new Call(run);
        SimulatedPublisher alice = call.publisher("alice", Conditions.CLEAN).withTransportNumbers();
        MediaSource voice = alice.audio("0", run.start());
        MediaSource picture = alice.video("1", run.start());
        alice.negotiate();

        call.time().pass(20 * SECOND);

        List<Status> statuses = alice.heard().statuses;
        assertThat(statuses).allMatch(Status::received);
        Map<Integer, Long> times =
                statuses.stream()
                        .collect(Collectors.groupingBy(Status::number, Collectors.counting()));
        assertThat(times.values()).containsOnly(1L);
        int sent = voice.sent().size() + picture.sent().size();
        assertThat(sent - times.size()).as("not told yet").isBetween(0, 20);
        List<Long> at = statuses.stream().map(Status::atNs).distinct().toList();
        for (int i = 1; i < at.size(); i++) {
            assertThat(at.get(i) - at.get(i - 1)).isBetween(50 * MS, 110 * MS);
        }
        assertThat(alice.heard().estimates).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#everywhere")
    void lostAndLatePacketsAreToldForWhatTheyAre(Run run) {
        Call call = new Call(run);
        SimulatedPublisher alice = call.publisher("alice", Conditions.CLEAN).withTransportNumbers();
        alice.audio("0", run.start());
        alice.video("1", run.start());
        alice.negotiate();
        call.time().pass(SECOND);
        alice.place().up().conditions(Conditions.BAD);
        alice.place().down().conditions(Conditions.BAD);
        call.time().pass(20 * SECOND);
        alice.place().up().conditions(Conditions.CLEAN);
        alice.place().down().conditions(Conditions.CLEAN);
        call.time().pass(SECOND);

        Map<Integer, Boolean> latest = new HashMap<>();
        Map<Integer, Integer> toldReceived = new HashMap<>();
        for (Status status : alice.heard().statuses) {
            latest.merge(status.number(), status.received(), (a, b) -> a || b);
            toldReceived.merge(status.number(), status.received() ? 1 : 0, Integer::sum);
        }
        long lost = latest.values().stream().filter(received -> !received).count();
        assertThat((double) lost / latest.size()).isBetween(0.02, 0.2);
        long again = toldReceived.values().stream().filter(times -> times > 1).count();
        assertThat((double) again / latest.size())
                .as("told again after a late one")
                .isLessThan(0.3);
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void withoutTransportNumbersAnEstimateFollowsTheLoss(Run run) {
        estimateFollowsTheLoss(run, "goog-remb");
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void soItDoesWhereTransportNumbersAreOfferedAndNeverCome(Run run) {
        estimateFollowsTheLoss(run, "goog-remb", "transport-cc");
    }

    private static void estimateFollowsTheLoss(Run run, String... congestionControl) {
        Call call = new Call(run);
        SimulatedPublisher alice = call.publisher("alice", Conditions.CLEAN);
        int ssrc = call.nextSsrc();
        alice.withSection(SimulatedPublisher.videoSection("1", congestionControl).ssrc(ssrc));
        MediaSource picture =
                alice.added(
                                new MediaSource.Labels(ssrc, 0, "1"),
                                Payload.VP8,
                                SimulatedPublisher.VP8,
                                run.start())
                        .withPacketBytes(1_000);
        alice.answerNacks(false);
        alice.negotiate();
        call.time().runUntil(alice::isSecured, SECOND);
        call.time()
                .every(
                        5 * MS,
                        () -> {
                            picture.frame();
                            return alice.isAlive();
                        });
        call.time().pass(20 * SECOND);
        List<Estimate> estimates = List.copyOf(alice.heard().estimates);
        assertThat(estimates).hasSizeBetween(18, 21);
        long best = estimates.get(estimates.size() - 1).bitrateBps();
        assertThat(best).isGreaterThan(2 * estimates.get(0).bitrateBps());
        assertThat(alice.heard().statuses).isEmpty();

        alice.place().up().conditions(Conditions.CLEAN.withLoss(0.3));
        long sinceNs = call.time().nowNs();
        call.time().pass(5 * SECOND);

        assertThat(alice.heard().estimates)
                .filteredOn(estimate -> estimate.atNs() - sinceNs > 4 * SECOND)
                .isNotEmpty()
                .allMatch(estimate -> estimate.bitrateBps() < best * 3 / 4);
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void whoDoesNotTakeReducedSizeGetsWholeCompounds(Run run) {
        Call call = new Call(run);
        SimulatedPublisher alice = call.publisher("alice", Conditions.BAD).withTransportNumbers();
        alice.video("1", run.start());
        SimulatedViewer bob = call.viewer("bob", "alice", Conditions.BAD).withVideo("v");
        alice.negotiate();
        bob.negotiate();

        call.time().pass(20 * SECOND);

        assertThat(alice.heard().compounds).hasSizeGreaterThan(100);
        assertThat(alice.heard().compounds)
                .allSatisfy(
                        kinds -> {
                            assertThat(kinds.get(0)).isEqualTo(ReceiverReport.class);
                            assertThat(kinds).contains(SourceDescription.class);
                        });
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void whoTakesReducedSizeIsToldWithoutCeremony(Run run) {
        Call call = new Call(run);
        SimulatedPublisher alice = call.publisher("alice", Conditions.BAD).withTransportNumbers();
        alice.video("1", run.start());
        alice.section("1").with("rtcp-rsize");
        alice.negotiate();

        call.time().pass(20 * SECOND);

        long withReport =
                alice.heard().compounds.stream()
                        .filter(kinds -> kinds.contains(ReceiverReport.class))
                        .count();
        assertThat(withReport).isBetween(12L, 20L);
        assertThat(alice.heard().compounds).hasSizeGreaterThan(100);
    }
}
