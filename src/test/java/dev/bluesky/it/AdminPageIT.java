package dev.bluesky.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.it.browser.Devices;
import dev.bluesky.it.browser.Look;
import dev.bluesky.it.browser.Page;
import dev.bluesky.it.browser.SitePage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever runs the server looks at it while people meet. */
class AdminPageIT {
    private static final String STATUS = "[data-testid=status]";
    private static final String TROUBLE = "[data-testid=trouble]";
    private static final String ROOM = "[data-room=board]";

    @Test
    void showsRoomsPeopleLoadAndDropsAsTheyChange() throws IOException {
        try (BlueSkyProcess server = BlueSkyProcess.start(Map.of("context-path", "/meet"));
                SitePage admin = SitePage.open(server.uri(), "admin", Devices.DENIED)) {
            admin.await("an answer", () -> admin.text(STATUS).startsWith("live"));
            assertThat(admin.text("[data-testid=rooms-note]")).isEqualTo("No room is open.");
            try (Page alice = Page.joined(server.uri(), "board", "Alice Fischer")) {
                try (Page bob = Page.joined(server.uri(), "board", "Bob")) {
                    alice.awaitMediaOf(bob);
                    admin.await("two people", () -> figure(admin, "people").startsWith("2"));
                    admin.await("a rate", () -> admin.text(ROOM).contains(" kbit/s"));
                    admin.await("drops", () -> !admin.all("[data-reason]").isEmpty());
                    assertThat(figure(admin, "server-cpu")).contains("%");
                    showsWhoIsInTheRoom(admin);
                    keepLooks(admin.look());
                }
                admin.await("one person", () -> figure(admin, "people").startsWith("1"));
            }
            assertThat(admin.complaints()).isEmpty();
        }
    }

    private static void showsWhoIsInTheRoom(SitePage admin) {
        admin.click(ROOM + " button");
        admin.await(
                "both by name",
                () ->
                        admin.text("[data-testid=room-people]").contains("Alice Fischer")
                                && admin.text("[data-testid=room-people]")
                                        .contains("Bob receives everybody"));
        admin.await("a rate", () -> admin.text("[data-testid=room-people]").contains("kbit/s"));
        assertThat(admin.text("[data-testid=room-people]"))
                .contains("connected")
                .containsAnyOf("UDP", "TCP");
    }

    private static void keepLooks(Look look) throws IOException {
        for (List<Integer> size : List.of(List.of(360, 740), List.of(1280, 1400))) {
            for (String scheme : List.of("light", "dark")) {
                look.at(size.get(0), size.get(1), scheme);
                assertThat(look.cutOff()).isEmpty();
                look.keep("admin-" + size.get(0) + "-" + scheme);
            }
        }
    }

    @Test
    void saysThatTheServerIsGoneAndGoesOnWhenItIsBack() throws IOException {
        BlueSkyProcess first = BlueSkyProcess.start(Map.of());
        Map<String, String> samePort = Map.of("http-port", Integer.toString(first.uri().getPort()));
        try (SitePage admin = SitePage.open(first.uri(), "admin.html", Devices.DENIED)) {
            admin.await("an answer", () -> admin.text(STATUS).startsWith("live"));
            first.terminate();
            first.exitCode();
            admin.await("the message", () -> admin.text(TROUBLE).contains("does not answer"));
            assertThat(admin.text(STATUS)).isEqualTo("not live");
            try (BlueSkyProcess second = BlueSkyProcess.start(samePort)) {
                admin.await("an answer", () -> admin.text(STATUS).startsWith("live"));
                assertThat(admin.shown(TROUBLE)).isFalse();
                assertThat(second.uri()).isEqualTo(first.uri());
            }
        } finally {
            first.close();
        }
    }

    private static String figure(SitePage admin, String name) {
        return admin.text("[data-testid=figure-" + name + "] strong");
    }
}
