package dev.bluesky.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.it.browser.Chromium;
import dev.bluesky.it.browser.Firefox;
import dev.bluesky.it.browser.Page;
import dev.bluesky.it.browser.Tile;
import dev.bluesky.it.net.TestNetwork;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * What people do in a meeting, in Firefox ESR at the size of a desktop and then of a phone: Alice,
 * whose room it is, with Bob in Chromium. Firefox gives its screen to pages over HTTPS alone, so it
 * is Bob who presents.
 */
class FirefoxFlowsIT {
    /** As narrow as Firefox lets a window be; the page is a phone's below 640. */
    private static final int PHONE_WIDTH = 450;

    @Test
    void peopleMeetInFirefoxOnADesktopAndOnAPhone() throws IOException {
        try (TestNetwork network = TestNetwork.open();
                BlueSkyProcess server = BlueSkyProcess.start(network.serverKeys());
                Page alice = Page.joined(Firefox.in(network), server.uri(), "flows", "Alice");
                Page bob = Page.joined(Chromium.in(network), server.uri(), "flows", "Bob")) {
            alice.awaitMediaOf(bob);
            bob.awaitMediaOf(alice);
            alice.resize(1280, 900);
            meet(alice, bob, "on a desktop");
            alice.resize(PHONE_WIDTH, 844);
            meet(alice, bob, "on a phone");

            alice.click("people");
            alice.clickOf("Bob", "remove");
            bob.await("the end", () -> bob.shown("ended"));
            alice.await("nobody else", () -> alice.tiles() == 1);
            assertThat(alice.lines("outside")).contains("Bob");
        }
    }

    private static void meet(Page alice, Page bob, String where) {
        assertThat(alice.shown("call")).as(where).isTrue();
        write(alice, bob, where);
        raiseHand(alice, bob);
        mute(alice, bob);
        lock(alice, bob);
        lookClosely(alice, bob);
        present(alice, bob);
    }

    private static void write(Page alice, Page bob, String where) {
        bob.click("chat");
        bob.type("chat-text", "How is it " + where + "?");
        bob.click("chat-send");
        alice.await("an unread message", () -> alice.shown("unread"));
        alice.click("chat");
        assertThat(alice.text("chat-log")).contains("How is it " + where + "?");
        alice.type("chat-text", "Fine " + where);
        alice.click("chat-send");
        bob.await("the answer", () -> bob.text("chat-log").contains("Fine " + where));
        alice.click("side-close");
        bob.click("side-close");
    }

    private static void raiseHand(Page alice, Page bob) {
        alice.click("hand");
        bob.await("the hand", () -> bob.shown("tile-hand"));
        alice.click("hand");
        bob.await("no hand", () -> !bob.shown("tile-hand"));
    }

    private static void mute(Page alice, Page bob) {
        alice.click("people");
        alice.clickOf("Bob", "mute");
        bob.awaitWord("Alice muted your microphone");
        alice.click("side-close");
        alice.await("the muted mark", () -> alice.isMuted(bob));
        bob.click("microphone");
        alice.await("no muted mark", () -> !alice.isMuted(bob));
    }

    private static void lock(Page alice, Page bob) {
        alice.click("people");
        alice.click("lock");
        bob.await("the lock", () -> bob.shown("locked"));
        alice.click("lock");
        bob.await("no lock", () -> !bob.shown("locked"));
        alice.click("side-close");
    }

    private static void lookClosely(Page alice, Page bob) {
        Tile tile = alice.tile(bob);
        tile.click();
        assertThat(tile.isPinned()).isTrue();
        assertThat(tile.isLarge()).isTrue();
        tile.click();
        assertThat(tile.isPinned()).isFalse();
        assertThat(tile.isLarge()).isFalse();
        alice.press("g");
        assertThat(tile.isLarge()).isTrue();
        alice.press("g");
        assertThat(tile.isLarge()).isFalse();
    }

    private static void present(Page alice, Page bob) {
        bob.click("present");
        Tile screen = alice.tile(bob.user() + "~screen");
        alice.await("the screen's picture", () -> screen.isThere() && screen.isPictured());
        assertThat(screen.isLarge()).isTrue();
        assertThat(alice.text("people")).startsWith("2");
        bob.click("present");
        alice.await("the people alone", () -> alice.tiles() == 2);
        alice.awaitMediaOf(bob);
    }
}
