package dev.bluesky.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.sim.ReceivedTrack.Received;
import dev.bluesky.sim.ReceivedTrack.Report;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sound and picture of a publisher play in step: what was captured at the same moment has the same
 * NTP time by the viewer's sender reports (RFC 3550 section 6.4.1).
 */
class LipSyncTest {
    private static final long MS = VirtualTime.MS;
    private static final long SECOND = VirtualTime.SECOND;
    private static final long APART_MAX_NS = 40 * MS;

    /** Until a publisher has reported, its frames are placed by their arrival, jitter included. */
    private static final long REPORT_WITHIN_NS = 2 * SECOND;

    private static final Conditions JITTERY =
            new Conditions(40 * MS, 30 * MS, 0.02, 0.001, 0.01, 0.02, 0);

    /** How long after its capture a packet seems to have been captured, by the latest report. */
    private record Offset(long atNs, long ns) {}

    private static List<Offset> offsets(ReceivedTrack track, long sinceNs, long untilNs) {
        List<Offset> offsets = new ArrayList<>();
        Deque<Report> later = new ArrayDeque<>(track.reports());
        Optional<Report> latest = Optional.empty();
        for (Received packet : track.arrivals()) {
            while (!later.isEmpty() && later.getFirst().atNs() <= packet.atNs()) {
                latest = Optional.of(later.removeFirst());
            }
            if (packet.atNs() >= sinceNs
                    && packet.atNs() < untilNs
                    && latest.isPresent()
                    && packet.mark().isPresent()) {
                offsets.add(offset(packet, latest.get(), track.clockRateHz()));
            }
        }
        return offsets;
    }

    private static Offset offset(Received packet, Report report, int clockRateHz) {
        long sinceReportNs =
                (packet.timestamp() - report.timestamp()) * 1_000_000_000L / clockRateHz;
        long reportNs =
                (report.ntpTime() >>> 32) * 1_000_000_000L
                        + (((report.ntpTime() & 0xFFFF_FFFFL) * 1_000_000_000L) >>> 32);
        long captureNs = packet.mark().orElseThrow().captureNs();
        return new Offset(packet.atNs(), reportNs + sinceReportNs - captureNs);
    }

    private static LongStream each(List<Offset> offsets) {
        return offsets.stream().mapToLong(Offset::ns);
    }

    private static void assertInStep(SimulatedViewer viewer, long sinceNs, long untilNs) {
        List<Offset> heard = offsets(viewer.track("a"), sinceNs, untilNs);
        List<Offset> seen = offsets(viewer.track("v"), sinceNs, untilNs);
        assertThat(heard).isNotEmpty();
        assertThat(seen).isNotEmpty();
        int next = 0;
        for (Offset picked : seen) {
            while (next + 1 < heard.size() && heard.get(next + 1).atNs() <= picked.atNs()) {
                next++;
            }
            assertThat(heard.get(next).ns() - picked.ns())
                    .as("sound after picture, at %d ms", picked.atNs() / MS)
                    .isBetween(-APART_MAX_NS, APART_MAX_NS);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#everywhere")
    void soundAndPictureOfAPublisherWithAWrongClockStayInStep(Run run) {
        Call call = new Call(run);
        double drift = (run.seed() % 2 == 0 ? 1 : -1) * 150e-6;
        SimulatedPublisher alice =
                call.publisher("alice", JITTERY).withClock(Duration.ofHours(-7), drift);
        alice.audio("0", run.start());
        alice.video("1", run.start().next());
        SimulatedViewer bob = call.viewer("bob", "alice", JITTERY).withAudio("a").withVideo("v");
        alice.negotiate();
        bob.negotiate();

        call.time().pass(60 * SECOND);

        long endNs = call.time().nowNs();
        assertInStep(bob, run.startNs(), endNs);
        assertThat(bob.track("a").reports()).hasSizeBetween(50, 75);
        List<Offset> sound = offsets(bob.track("a"), run.startNs(), endNs);
        long spread = each(sound).max().orElseThrow() - each(sound).min().orElseThrow();
        assertThat(spread).as("of the sound's own mapping").isLessThan(100 * MS);
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#everywhere")
    void soundAndPictureStayInStepWhenThePublisherIsReplaced(Run run) {
        Call call = new Call(run);
        SimulatedViewer bob =
                call.viewer("bob", "alice", Conditions.CLEAN).withAudio("a").withVideo("v");
        bob.negotiate();
        Start start = run.start();
        for (int i = 0; i < 4; i++) {
            SimulatedPublisher alice =
                    call.publisher("alice", JITTERY)
                            .withClock(Duration.ofSeconds(977L * i - 1_500), i * 30e-6);
            alice.audio("0", start);
            alice.video("1", start.next());
            alice.negotiate();
            call.time().pass(REPORT_WITHIN_NS);
            long knownNs = call.time().nowNs();
            call.time().pass(8 * SECOND);
            assertInStep(bob, knownNs, call.time().nowNs());
            alice.close();
            call.time().pass(run.seed() % 3 * SECOND);
            start = start.next();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void reportsNameThePublisherSoThatAViewerKnowsWhatBelongsTogether(Run run) {
        Call call = new Call(run);
        SimulatedPublisher alice = call.publisher("alice", Conditions.CLEAN);
        alice.audio("0", run.start());
        alice.video("1", run.start());
        SimulatedViewer bob =
                call.viewer("bob", "alice", Conditions.CLEAN).withAudio("a").withVideo("v");
        alice.negotiate();
        bob.negotiate();

        call.time().pass(5 * SECOND);

        assertThat(bob.names())
                .containsOnlyKeys(bob.track("a").ssrc(), bob.track("v").ssrc())
                .containsValue("alice")
                .satisfies(names -> assertThat(names.values()).containsOnly("alice"));
    }
}
