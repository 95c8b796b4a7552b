package dev.bluesky.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.it.browser.Page;
import dev.bluesky.it.browser.Received;
import dev.bluesky.it.browser.Tile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bob shows his screen in alice's room, by the page. */
class SharedScreenIT {
    private static BlueSkyProcess server;

    @BeforeAll
    static void start() throws IOException {
        server = BlueSkyProcess.start(Map.of());
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void whoIsInsideALockedRoomPresentsUntilTheAdminEndsIt() {
        try (Page alice = Page.joined(server.uri(), "locked", "Alice");
                Page bob = Page.joined(server.uri(), "locked", "Bob")) {
            alice.awaitMediaOf(bob);
            alice.click("people");
            alice.await("the admin's buttons", () -> alice.shown("lock"));
            alice.click("lock");
            bob.await("the lock", () -> bob.shown("locked"));
            bob.click("present");
            Tile screen = alice.tile(bob.user() + "~screen");
            alice.await("the screen's picture", () -> screen.isThere() && screen.isPictured());
            assertThat(screen.isLarge()).isTrue();
            assertThat(alice.text("people")).startsWith("2");
            assertThat(alice.lines("roster")).contains("Bob's screen");
            alice.clickOf("Bob's screen", "remove");

            bob.awaitWord("Alice ended your presentation");
            alice.await("the people alone", () -> !screen.isThere() && alice.tiles() == 2);
            assertThat(alice.lines("outside")).contains("Bob's screen");
            bob.click("present");
            bob.awaitWord("does not want your screen shown");
            assertThat(bob.shown("call")).isTrue();
            alice.clickOf("Bob's screen", "admit");
            alice.await("nobody outside", () -> !alice.shown("outside"));
            bob.click("present");
            alice.await("the screen again", () -> screen.isThere() && screen.isPictured());
        }
    }

    @Test
    void whatPlaysOnASharedScreenIsHeard() {
        try (Page alice = Page.joined(server.uri(), "film", "Alice");
                Page bob = Page.joined(server.uri(), "film", "Bob")) {
            alice.awaitMediaOf(bob);
            bob.pretendToChooseAScreenWithSound();
            bob.click("present");
            String screen = bob.user() + "~screen";
            alice.await("the screen", () -> alice.tile(screen).isPictured());

            Received before = alice.received(screen);
            alice.await("sound", () -> alice.received(screen).hearsMoreThan(before));
            bob.click("present");
            alice.await("the people alone", () -> alice.tiles() == 2);
        }
    }

    @Test
    void whoIsRemovedTakesTheScreenAlong() {
        try (Page alice = Page.joined(server.uri(), "removed", "Alice");
                Page bob = Page.joined(server.uri(), "removed", "Bob")) {
            alice.awaitMediaOf(bob);
            bob.click("present");
            Tile screen = alice.tile(bob.user() + "~screen");
            alice.await("the screen", screen::isThere);
            alice.click("people");
            alice.await("the admin's buttons", () -> alice.shown("remove"));
            alice.clickOf("Bob", "remove");
            bob.await("the end", () -> bob.shown("ended"));

            alice.await("nobody", () -> alice.tiles() == 1);
            assertThat(alice.lines("outside")).isEqualTo(List.of("B", "Bob", "Let in again"));
        }
    }
}
