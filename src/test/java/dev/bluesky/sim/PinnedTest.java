package dev.bluesky.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.sfu.UserId;
import dev.bluesky.sfu.View;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is pinned comes first where a viewer's network does not carry all. */
class PinnedTest {
    private static final long MS = VirtualTime.MS;
    private static final long SECOND = VirtualTime.SECOND;
    private static final int SILENT = 127;
    private static final List<String> SLOTS = List.of("v0", "v1", "v2", "v3");

    /** For one camera and the sound: hardly, and well. */
    private static final long[] PATHS_BPS = {450_000, 500_000};

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void ofFourCamerasOfOneSizeThePinnedOneGoesOnWhateverTheOthersGet(Run run) {
        for (long bps : PATHS_BPS) {
            Call call = new Call(run);
            SimulatedViewer viewer = watchFourCameras(call, path(bps), run.start());
            VirtualTime time = call.time();
            time.pass(2 * SECOND);
            viewer.view(new View(List.of(new UserId("p2")), Map.of()));
            time.pass(3 * SECOND);
            long sinceNs = time.nowNs();
            time.pass(25 * SECOND);

            String slot = SLOTS.stream().filter(m -> viewer.in(m).equals("p2")).findFirst().get();
            assertThat(longestFreezeNs(viewer.track(slot), sinceNs, time.nowNs()))
                    .as("freeze at %d bit/s, %s", bps, viewer.counters())
                    .isLessThan(1_500 * MS);
            assertThat(viewer.counter("sending.starved")).as("others stopped").isPositive();
        }
    }

    private static Conditions path(long bps) {
        return Conditions.CLEAN.withDelay(20 * MS).withBitsPerSecond(bps);
    }

    private static SimulatedViewer watchFourCameras(Call call, Conditions path, Start first) {
        SimulatedViewer viewer = call.watcher("zoe", path).withTransportFeedback();
        viewer.withAudio("a0").withAudio("a1");
        SLOTS.forEach(viewer::withVideo);
        viewer.place().down().queue(200 * MS);
        Start start = first;
        for (int i = 0; i < SLOTS.size(); i++) {
            SimulatedPublisher publisher = call.publisher("p" + i, Conditions.CLEAN);
            start = start.next();
            publisher.audio("0", start).withLevel(SILENT);
            publisher.video("1", start).withBitrate(250_000);
            publisher.negotiate();
        }
        viewer.negotiate();
        return viewer;
    }

    private static long longestFreezeNs(ReceivedTrack track, long sinceNs, long nowNs) {
        long longest = 0;
        long before = sinceNs;
        for (ReceivedTrack.Received packet : track.arrivals()) {
            if (packet.atNs() > sinceNs) {
                longest = Math.max(longest, packet.atNs() - before);
                before = packet.atNs();
            }
        }
        return Math.max(longest, nowNs - before);
    }
}
