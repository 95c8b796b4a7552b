package dev.bluesky.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.it.browser.BarePage;
import dev.bluesky.it.browser.Chromium;
import dev.bluesky.it.peer.BlueSkyClient;
import dev.bluesky.it.peer.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every video codec that browsers have, from a browser to a browser. */
class CodecsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** More than a key frame and what can be guessed from it. */
    private static final long FRAMES = 30;

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

    @ParameterizedTest
    @CsvSource({
        "native, video/VP8",
        "native, video/H264",
        "native, video/VP9",
        "native, video/AV1",
        "forward, video/VP8",
        "forward, video/H264",
        "forward, video/VP9",
        "forward, video/AV1",
    })
    void videoPublishedInAnyCodecIsDecodedByItsViewer(String engine, String mimeType) {
        String room = new BlueSkyClient(server.uri()).createRoom("alice", engine);
        page.publish(room, "alice", mimeType, BarePage.Source.CAMERA);
        page.receive(room, "bob", "alice", mimeType);

        Eventually.within(
                PATIENCE, page::received, () -> page.received().count("framesDecoded") >= FRAMES);
        assertThat(page.sent().mimeType()).isEqualTo(mimeType);
        assertThat(page.received().mimeType()).isEqualTo(mimeType);
        page.hangUp();
    }
}
