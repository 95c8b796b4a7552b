package dev.bluesky.it.narrow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.it.BlueSkyProcess;
import dev.bluesky.it.browser.BarePage;
import dev.bluesky.it.browser.BarePage.Source;
import dev.bluesky.it.browser.Chromium;
import dev.bluesky.it.browser.SlotsPage;
import dev.bluesky.it.net.Bottleneck;
import dev.bluesky.it.net.TestNetwork;
import dev.bluesky.it.peer.BlueSkyClient;
import dev.bluesky.it.peer.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Chromium behind a path that carries 3 Mbit/s, then 0.5, then 3 again. Somebody publishes sound
 * and three sizes of a picture, of which the largest takes five sixths of the wide path; so there
 * is enough to send, and room for its key frames.
 *
 * <p>{@code -Dwrite-pages=true} writes what was measured into the documentation.
 */
class BottleneckIT {
    private static final boolean WRITE = Boolean.getBoolean("write-pages");
    private static final int WIDTH = 960;
    private static final int HEIGHT = 540;
    private static final long WIDE_BPS = 3_000_000;
    private static final long NARROW_BPS = 500_000;
    private static final long LARGE_BPS = 2_400_000;
    private static final List<Map<String, Object>> SIZES =
            List.of(
                    encoding("small", 4, 100_000),
                    encoding("middle", 2, 350_000),
                    encoding("large", 1, LARGE_BPS));

    /** Chromium begins at 300 kbit/s; a machine with other things to do takes longer. */
    private static final Duration TO_FULL_RATE = Duration.ofSeconds(60);

    private static final Duration STEADY = Duration.ofSeconds(20);
    private static final Duration NARROW = Duration.ofSeconds(12);
    private static final Duration WIDE_AGAIN = Duration.ofSeconds(12);
    private static final long SETTLED_MS = 10_000;
    private static final String VIEWER = "viewer";

    private final List<Sending> sendings = new ArrayList<>();

    private static Map<String, Object> encoding(String rid, int smaller, long bps) {
        return Map.of("rid", rid, "scaleResolutionDownBy", smaller, "maxBitrate", bps);
    }

    private static void publish(BarePage page, String room) {
        page.publishLayers(
                room, "alice", "video/VP8", Source.GRAIN_AND_BEEPS, WIDTH, HEIGHT, SIZES);
        Eventually.within(TO_FULL_RATE, page::allSent, () -> isAtFullRate(page));
    }

    private static boolean isAtFullRate(BarePage page) {
        return page.allSent().stream().anyMatch(size -> size.number("targetBitrate") >= LARGE_BPS);
    }

    /** Looks at both sides of the path for so long. */
    private void observe(Duration time, Bottleneck path, BlueSkyClient client, String room) {
        long endNs = System.nanoTime() + time.toNanos();
        Eventually.within(
                time.plus(time),
                sendings::size,
                () -> {
                    sendings.add(Sending.of(path, client.statistics(room, VIEWER)));
                    return System.nanoTime() - endNs >= 0;
                });
    }

    private Timeline call(
            TestNetwork network, BlueSkyClient client, SlotsPage viewer, String room) {
        Bottleneck path = network.bottleneck(WIDE_BPS);
        viewer.record();
        viewer.receive(room, VIEWER, 1, 1);
        long startMs = System.currentTimeMillis();
        observe(STEADY, path, client, room);
        path.carry(NARROW_BPS);
        long fallMs = System.currentTimeMillis();
        observe(NARROW, path, client, room);
        path.carry(WIDE_BPS);
        long riseMs = System.currentTimeMillis();
        observe(WIDE_AGAIN, path, client, room);
        long endMs = System.currentTimeMillis();
        return new Timeline(
                startMs,
                fallMs,
                riseMs,
                endMs,
                sendings,
                viewer.readings(),
                viewer.sounds(),
                viewer.presented());
    }

    @Test
    void aNarrowPathIsUsedWithoutAQueueAndAFallAndARiseAreFollowed() throws IOException {
        try (TestNetwork network = TestNetwork.open();
                BlueSkyProcess server = BlueSkyProcess.start(network.serverKeys());
                BarePage publisher = BarePage.open(Chromium.here(), server.uri());
                SlotsPage viewer = SlotsPage.open(Chromium.in(network), server.uri())) {
            BlueSkyClient client = new BlueSkyClient(server.uri());
            String room = client.createRoom(VIEWER, "forward");
            publish(publisher, room);

            Timeline call = call(network, client, viewer, room);
            BottleneckPage page = new BottleneckPage(call, HEIGHT);
            System.out.println(page.table());
            if (WRITE) {
                page.write();
            }
            assertSteady(call);
            assertFollowed(call);
        }
    }

    private static void assertSteady(Timeline call) {
        long fromMs = call.startMs() + SETTLED_MS;
        long toMs = call.fallMs();
        assertThat(call.usedOfDemand(fromMs, toMs)).as("used").isGreaterThan(0.85);
        assertThat(call.usualHeight(fromMs, toMs)).isEqualTo(HEIGHT);
        assertThat(call.longWaitMs(fromMs, toMs)).as("queue").isLessThan(100);
        assertThat(call.droppedPercent(fromMs, toMs)).as("dropped").isLessThan(1);
        assertThat(call.lostPercent(fromMs, toMs)).as("lost").isLessThan(1);
    }

    private static void assertFollowed(Timeline call) {
        assertThat(call.playsAfterMs(call.fallMs(), call.riseMs()))
                .as("picture after the fall")
                .isLessThan(2_000);
        assertThat(call.longestSilenceMs(call.fallMs(), call.endMs()))
                .as("time between two packets of sound")
                .isLessThan(200);
        assertThat(call.longestMadeUpMs(call.fallMs(), call.endMs()))
                .as("sound made up")
                .isLessThan(200);
        assertThat(call.heightAfterMs(HEIGHT, call.riseMs(), call.endMs()))
                .as("the largest picture after the rise")
                .isLessThan(10_000);
    }
}
