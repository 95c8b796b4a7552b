package dev.bluesky.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.it.browser.Chromium;
import dev.bluesky.it.browser.Firefox;
import dev.bluesky.it.browser.Page;
import dev.bluesky.it.browser.Received;
import dev.bluesky.it.browser.RtpStream;
import dev.bluesky.it.browser.StatisticsPanel;
import dev.bluesky.it.net.TestNetwork;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The two families of browsers in one call, on the shipped WAR, over a network without loss. */
class FirefoxAndChromiumIT {
    /** Of a camera with 360 lines, and of one with 720. */
    private static final int SMALLER_RENDITION = 180;

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

    @Test
    void eachSeesThatTheOtherIsMutedAndGetsTheRenditionThatFitsWithoutAnotherOffer()
            throws IOException {
        try (TestNetwork network = TestNetwork.open();
                BlueSkyProcess server = BlueSkyProcess.start(network.serverKeys());
                Page alice = Page.joined(Firefox.in(network), server.uri(), "both", "Alice");
                Page bob = Page.joined(Chromium.in(network), server.uri(), "both", "Bob")) {
            for (Page page : List.of(alice, bob)) {
                Page other = page == alice ? bob : alice;
                page.awaitMediaOf(other);
                other.click("microphone");
                other.click("camera");
                page.await("signs", () -> page.isMuted(other) && !page.isPictured(other));
                other.click("microphone");
                other.click("camera");
                page.awaitMediaOf(other);
                page.resize(500, 500);
                page.await("a small picture", () -> lines(page, other) == SMALLER_RENDITION);
                page.resize(1400, 1000);
                page.await("a large picture", () -> lines(page, other) > SMALLER_RENDITION);
                assertThat(page.offersToReceive()).isEqualTo(1);
                assertThat(page.offersToPublish()).isEqualTo(1);
            }
        }
    }

    @Test
    void eachPlotsWhatItsBrowserTellsOfTheOther() throws IOException {
        try (TestNetwork network = TestNetwork.open();
                BlueSkyProcess server = BlueSkyProcess.start(network.serverKeys());
                Page alice = Page.joined(Firefox.in(network), server.uri(), "plots", "Alice");
                Page bob = Page.joined(Chromium.in(network), server.uri(), "plots", "Bob")) {
            for (Page page : List.of(alice, bob)) {
                Page other = page == alice ? bob : alice;
                page.awaitMediaOf(other);
                StatisticsPanel panel = page.statisticsPanel();
                page.press("n");
                page.await("plots", () -> panel.points("bitrate") > 3);
                assertThat(panel.figure("bitrate")).matches("[1-9].* [kM]bit/s");
                page.await(
                        "the picture's size",
                        () -> panel.figure("resolution").equals(page.tile(other).pictureSize()));
                page.await("frames", () -> panel.figure("frames").matches("[1-9].*/s"));
                page.await("a time", () -> panel.figure("round-trip").endsWith(" ms"));
                assertThat(panel.figure("jitter")).endsWith(" ms");
                assertThat(panel.figure("loss")).endsWith(" %");
                assertThat(panel.details()).contains("UDP · ").contains("VP8").contains("opus");
            }
        }
    }

    private static long lines(Page viewer, Page publisher) {
        return viewer.received(publisher).video().count("frameHeight");
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
