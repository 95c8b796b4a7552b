package dev.bluesky.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.it.browser.Devices;
import dev.bluesky.it.browser.Look;
import dev.bluesky.it.browser.Page;
import dev.bluesky.it.browser.SitePage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nothing that axe-core knows keeps anybody from using the pages, on phones and desktops. */
class AccessibilityIT {
    private static final List<List<Integer>> SIZES = List.of(List.of(360, 740), List.of(1280, 800));

    private static BlueSkyProcess server;

    @BeforeAll
    static void start() throws IOException {
        server = BlueSkyProcess.start(Map.of("context-path", "/meet"));
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void lobbyAndACallAloneAndItsDialogs() {
        try (Page ann = Page.open(server.uri(), "alone", Devices.GRANTED)) {
            ann.await("a preview", () -> ann.shown("preview"));
            ann.join("");
            ann.await("the hint", () -> ann.shown("lobby-error"));
            everybodyCanUse("the lobby", ann.look());
            ann.click("background");
            ann.await("the choices", () -> ann.shown("background-dialog"));
            everybodyCanUse("the choices of a background", ann.look());
            ann.closeDialog();
            ann.join("Ann");
            ann.await("the invitation", () -> ann.shown("invitation"));
            everybodyCanUse("a call alone", ann.look());
            ann.press("?");
            ann.await("the shortcuts", () -> ann.shown("help"));
            everybodyCanUse("the shortcuts", ann.look());
            ann.closeDialog();
            ann.click("options");
            ann.await("the options", () -> ann.shown("options-dialog"));
            everybodyCanUse("the options", ann.look());
            ann.click("show-code");
            ann.await("the code", () -> ann.shown("link-code"));
            everybodyCanUse("the invitation's code", ann.look());
            ann.closeDialog();
            ann.closeDialog();
            ann.click("leave");
            ann.await("the end", () -> ann.shown("rejoin"));
            everybodyCanUse("the end of a call", ann.look());
        }
    }

    @Test
    void aCallOfTwoWithItsPanelsAndThePageAboutTheServer() {
        try (Page ann = Page.joined(server.uri(), "two", "Ann");
                Page bob = Page.joined(server.uri(), "two", "Bob")) {
            bob.click("microphone");
            bob.click("hand");
            bob.press("c");
            bob.type("chat-text", "Good morning, see https://example.org/agenda\n");
            ann.await("Bob's picture", () -> ann.isPictured(bob) && ann.isMuted(bob));
            ann.click("chat");
            ann.type("chat-text", "Good morning!\n");
            ann.await("both messages", () -> ann.text("chat-log").contains("morning!"));
            everybodyCanUse("the chat", ann.look());
            ann.click("side-close");
            everybodyCanUse("a call of two", ann.look());
            ann.press("p");
            ann.await("the people", () -> ann.shown("admin"));
            everybodyCanUse("the people, for their admin", ann.look());
            ann.press("n");
            ann.await("plots", () -> ann.statisticsPanel().points("bitrate") > 1);
            everybodyCanUse("the statistics", ann.look());
            thePageAboutTheServer();
        }
    }

    private static void thePageAboutTheServer() {
        try (SitePage admin = SitePage.open(server.uri(), "admin", Devices.DENIED)) {
            admin.await("the room", () -> admin.shown("[data-room=two] button"));
            admin.click("[data-room=two] button");
            admin.await(
                    "who is there",
                    () -> admin.text("[data-testid=room-people]").contains("kbit/s"));
            everybodyCanUse("the page about the server", admin.look());
            admin.go(server.uri().resolve("test"));
            admin.await("the test", () -> !admin.text("[data-testid=start]").isEmpty());
            everybodyCanUse("the test of a connection", admin.look());
        }
    }

    private static void everybodyCanUse(String what, Look look) {
        List<Object> barriers = new ArrayList<>();
        for (List<Integer> size : SIZES) {
            look.at(size.get(0), size.get(1), "light");
            barriers.addAll(look.barriers());
            look.at(size.get(0), size.get(1), "dark");
            barriers.addAll(look.barriersOfColour());
        }
        assertThat(barriers).as(what).isEmpty();
    }
}
