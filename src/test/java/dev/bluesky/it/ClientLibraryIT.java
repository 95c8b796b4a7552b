package dev.bluesky.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.it.browser.Devices;
import dev.bluesky.it.browser.Page;
import dev.bluesky.it.browser.SitePage;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A page of somebody else's, with a few lines and the client library, takes part in a call. */
class ClientLibraryIT {
    /** Of the first picture that is seen: how far it has been played. */
    private static final String PLAYED =
            """
            const seen = [...document.querySelectorAll("video")]
              .find((video) => video.videoWidth > 0 && video.style.opacity === "");
            return seen ? seen.currentTime : 0;
            """;

    @Test
    void examplePageMeetsTheConferencePage() throws IOException {
        try (BlueSkyProcess server = BlueSkyProcess.start(Map.of("context-path", "/meet"));
                Page alice = Page.joined(server.uri(), "example", "Alice");
                SitePage bob = SitePage.open(server.uri(), "example.html", Devices.GRANTED)) {
            bob.type("[name=person]", "Bob");
            bob.click("button");
            bob.await("being in", () -> bob.text("[role=status]").contains("in the room example"));
            bob.await("Alice's name", () -> bob.text("figcaption").equals("Alice"));
            awaitPicture(bob);
            alice.await("Bob's tile", () -> alice.tiles() == 2);
            String user = alice.others().get(0);
            alice.await("Bob's picture", () -> alice.tile(user).isPictured());
            assertThat(alice.text("people")).startsWith("2");
            assertThat(bob.complaints()).allMatch(line -> line.contains("favicon"));

            alice.click("leave");
            bob.await("nobody", () -> bob.all("figure").isEmpty());
        }
    }

    private static void awaitPicture(SitePage page) {
        page.await("a picture", () -> played(page) > 0);
        double before = played(page);
        page.await("a moving picture", () -> played(page) > before);
    }

    private static double played(SitePage page) {
        return page.run(PLAYED) instanceof Number seconds ? seconds.doubleValue() : 0;
    }
}
