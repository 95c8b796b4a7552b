package dev.bluesky.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.it.browser.Chromium;
import dev.bluesky.it.browser.Firefox;
import dev.bluesky.it.browser.Page;
import dev.bluesky.it.browser.Received;
import dev.bluesky.it.browser.RtpStream;
import dev.bluesky.it.net.TestNetwork;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The two families of browsers in one call, on the shipped WAR, over a network without loss. */
class FirefoxAndChromiumIT {
    @Test
    void firefoxAndChromiumSeeAndHearEachOther() throws IOException {
        try (TestNetwork network = TestNetwork.open();
                BlueSkyProcess server = BlueSkyProcess.start(network.serverKeys());
                Page alice = Page.joined(Firefox.in(network), server.uri(), "both", "Alice");
                Page bob = Page.joined(Chromium.in(network), server.uri(), "both", "Bob")) {
            alice.awaitMediaOf(bob);
            bob.awaitMediaOf(alice);

            assertIntact(alice.received(bob));
            assertIntact(bob.received(alice));
        }
    }

    private static void assertIntact(Received received) {
        for (RtpStream stream : List.of(received.audio(), received.video())) {
            assertThat(stream.count("packetsReceived")).isPositive();
            assertThat(stream.reports("packetsLost")).isTrue();
            assertThat(stream.count("packetsLost")).isZero();
        }
        assertThat(received.audio().mimeType()).isEqualTo("audio/opus");
    }
}
