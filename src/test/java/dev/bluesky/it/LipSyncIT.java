package dev.bluesky.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.it.browser.Chromium;
import dev.bluesky.it.browser.LipSync;
import dev.bluesky.it.browser.LipSyncPage;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is seen to speak is heard at that moment. */
class LipSyncIT {
    /** What nobody notices (ITU-R BT.1359: 45 ms where the sound comes first). */
    private static final double TOLERANCE_MS = 40;

    @Test
    void flashAndBeepReachAViewerTogetherAlsoAfterThePublisherLeftAndCameBack() throws IOException {
        try (BlueSkyProcess server = BlueSkyProcess.start(Map.of());
                LipSyncPage publisher = LipSyncPage.open(Chromium.here(), server.uri());
                LipSyncPage viewer = LipSyncPage.open(Chromium.here(), server.uri())) {
            publisher.createRoom("sync");
            publisher.publish("sync", "paula");
            viewer.receive("sync", "victor", "paula");
            LipSync source = publisher.measureOneself();
            System.out.println("at the publisher: " + source);
            assertInSync(viewer.awaitSync(source, TOLERANCE_MS));

            publisher.publish("sync", "paula");
            assertInSync(viewer.awaitSync(source, TOLERANCE_MS));
        }
    }

    private static void assertInSync(LipSync atViewer) {
        System.out.println("at the viewer, beyond that: " + atViewer);
        assertThat(atViewer.medianMs()).isBetween(-TOLERANCE_MS, TOLERANCE_MS);
        assertThat(atViewer.playoutMedianMs()).isBetween(-TOLERANCE_MS, TOLERANCE_MS);
    }
}
