package dev.bluesky.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.it.browser.BarePage;
import dev.bluesky.it.browser.Chromium;
import dev.bluesky.it.browser.RtpStream;
import dev.bluesky.it.peer.BlueSkyClient;
import dev.bluesky.it.peer.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sizes and layers that a browser encodes, as a browser decodes them: each viewer gets its own. */
class LayersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int[] SIZES = {180, 360, 720};
    private static final int CHANGES = 24;

    /** A request makes a browser renew each size of a picture, at times twice. */
    private static final long KEY_FRAMES_EACH = 2;

    /**
     * Of all changes together, on a machine that encodes and decodes and has other things to do.
     */
    private static final double FREEZES_SECONDS = 1.5;

    private static BlueSkyProcess server;
    private static BarePage page;

    @BeforeAll
    static void start() throws IOException {
        server = BlueSkyProcess.start(Map.of());
        page = BarePage.open(Chromium.here(), server.uri());
    }

    @AfterAll
    static void stop() throws IOException {
        try {
            page.close();
        } finally {
            server.close();
        }
    }

    /** Of a mode of several layers one encoding, of simulcast one for each size. */
    private static List<Map<String, Object>> encodings(String mode) {
        return mode.startsWith("S")
                ? IntStream.rangeClosed(0, 2)
                        .mapToObj(i -> size("r" + i, 4 >> i, mode.substring(1)))
                        .toList()
                : List.of(Map.of("scalabilityMode", mode));
    }

    private static Map<String, Object> size(String rid, int smaller, String mode) {
        return Map.of("rid", rid, "scaleResolutionDownBy", smaller, "scalabilityMode", mode);
    }

    private static boolean shows(int height) {
        return page.received().count("frameHeight") == height;
    }

    @ParameterizedTest
    @CsvSource({
        "video/VP8, SL1T3",
        "video/VP9, L3T3_KEY",
        "video/VP9, L3T3",
        "video/AV1, L3T3_KEY",
        "video/AV1, L3T3",
        "video/H264, SL1T1",
        "video/AV1, SL1T3",
    })
    void aViewerGetsEachSizeThatItWantsAndDecodesOnThroughEveryChange(
            String mimeType, String mode) {
        String room = new BlueSkyClient(server.uri()).createRoom("alice", "forward");
        page.publishLayers(room, "alice", mimeType, encodings(mode));
        page.receive(room, "bob", "alice", mimeType);
        Eventually.within(PATIENCE, page::received, () -> shows(720));
        RtpStream before = page.received();
        assertThat(before.mimeType()).isEqualTo(mimeType);

        for (int change = 0; change < CHANGES; change++) {
            int height = SIZES[(change * 2 + change / 3) % 3];
            page.view(room, "bob", "alice", height);
            Eventually.within(PATIENCE, page::received, () -> shows(height));
            long decoded = page.received().count("framesDecoded");
            Eventually.within(
                    PATIENCE,
                    page::received,
                    () -> page.received().count("framesDecoded") > decoded + 5 && shows(height));
        }

        RtpStream after = page.received();
        assertThat(after.count("keyFramesDecoded") - before.count("keyFramesDecoded"))
                .as("key frames of %s", after)
                .isLessThanOrEqualTo(KEY_FRAMES_EACH * CHANGES);
        assertThat(after.count("pliCount")).as("nothing was beyond decoding").isLessThan(2);
        assertThat(after.number("totalFreezesDuration") - before.number("totalFreezesDuration"))
                .as("seconds of freezes of %s", after)
                .isLessThan(FREEZES_SECONDS);
        page.hangUp();
    }
}
