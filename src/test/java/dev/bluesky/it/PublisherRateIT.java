package dev.bluesky.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.it.browser.BarePage;
import dev.bluesky.it.browser.Chromium;
import dev.bluesky.it.peer.BlueSkyClient;
import dev.bluesky.it.peer.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How much a browser dares to send depends on what the server tells it of the packets' arrival. */
class PublisherRateIT {
    /** Chromium begins at 300 kbit/s and wants at most 1.7 Mbit/s for a picture of 640x360. */
    private static final long FULL_BPS = 1_600_000;

    /**
     * Chromium's probes get there in a few seconds; if a busy machine spoils them, its cautious
     * growth takes most of this. Without feedback it is at 0.4 Mbit/s by then.
     */
    private static final Duration TO_FULL_RATE = Duration.ofSeconds(30);

    /** About three seconds at the full rate. */
    private static final long MEASURED_BYTES = 600_000;

    private static final Duration MEASURED_AT_MOST = Duration.ofSeconds(10);

    /** A busy machine encodes fewer pictures than there is bitrate for. */
    private static final long SENT_BPS = 1_000_000;

    @Test
    void aPublisherRaisesItsRateToAllThatItsPictureCanUse() throws IOException {
        try (BlueSkyProcess server = BlueSkyProcess.start(Map.of());
                BarePage page = BarePage.open(Chromium.here(), server.uri())) {
            String room = new BlueSkyClient(server.uri()).createRoom("alice", "forward");
            long startNs = System.nanoTime();
            page.publish(room, "alice", "video/VP8", BarePage.Source.NOISE);
            Eventually.within(
                    TO_FULL_RATE,
                    page::sent,
                    () -> page.sent().number("targetBitrate") >= FULL_BPS);
            System.out.printf(
                    "target bitrate %d after %.1f s, available %d%n",
                    page.sent().count("targetBitrate"),
                    (System.nanoTime() - startNs) / 1e9,
                    page.availableOutgoingBps());

            assertThat(page.availableOutgoingBps()).isGreaterThanOrEqualTo(FULL_BPS);
            assertThat(sentBps(page)).isGreaterThan(SENT_BPS);
        }
    }

    /** What goes out now, without headers and retransmissions. */
    private static long sentBps(BarePage page) {
        long startNs = System.nanoTime();
        long before = page.sent().count("bytesSent");
        Eventually.within(
                MEASURED_AT_MOST,
                page::sent,
                () -> page.sent().count("bytesSent") >= before + MEASURED_BYTES);
        long bytes = page.sent().count("bytesSent") - before;
        long bps = bytes * 8 * 1_000_000_000 / (System.nanoTime() - startNs);
        System.out.printf("sent %d bit/s%n", bps);
        return bps;
    }
}
