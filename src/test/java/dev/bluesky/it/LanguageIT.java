package dev.bluesky.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.it.browser.Devices;
import dev.bluesky.it.browser.Page;
import dev.bluesky.it.browser.SitePage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pages speak the language of whoever reads them. */
class LanguageIT {
    private static final String JOIN = "[data-testid=join]";
    private static final String NAME = "[data-testid=name]";
    private static final String LANGUAGE = "[data-testid=language]";

    /** The names of the files with texts that have come. */
    private static final String TEXTS =
            """
            return performance.getEntriesByType("resource")
              .filter(({ name }) => name.includes("/lang/"))
              .map(({ name }) => name.split("/").pop());
            """;

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
    void thePageIsInTheBrowsersLanguageUntilAnotherIsChosenAndThatIsRemembered() {
        try (SitePage page = SitePage.open(server.uri(), "", Devices.GRANTED)) {
            page.await("English", () -> page.text(JOIN).equals("Join"));
            page.reads("fr,de-AT,en");
            page.reload();
            page.await("German", () -> page.text(JOIN).equals("Teilnehmen"));
            assertThat(page.run("return document.documentElement.lang")).isEqualTo("de");
            assertThat(page.run(TEXTS)).isEqualTo(List.of("de.json"));

            page.type(NAME, "Ann");
            page.choose(LANGUAGE, "en");
            page.await("English", () -> page.text(JOIN).equals("Join"));
            assertThat(page.run("return document.querySelector('#name').value")).isEqualTo("Ann");
            page.reload();
            page.await("English", () -> page.text(JOIN).equals("Join"));
            assertThat(page.run(TEXTS)).isEqualTo(List.of("en.json"));
            assertThat(page.complaints()).isEmpty();
        }
    }

    @Test
    void anotherLanguageIsSpokenInTheMiddleOfACallWithoutLeavingIt() {
        try (Page alice = Page.joined(server.uri(), "turn", "Alice");
                Page bob = Page.joined(server.uri(), "turn", "Bob")) {
            alice.resize(1280, 800); // where nothing lies over anything
            alice.awaitMediaOf(bob);
            alice.tile(bob).click();
            alice.tile(bob).inspect();
            alice.await("plots", () -> alice.statisticsPanel().points("bitrate") > 0);
            alice.click("options");
            assertThat(alice.chooseOther("call-language")).isEqualTo("Deutsch");
            alice.await("German", () -> alice.text("options-dialog").contains("Tastenkürzel"));
            alice.closeDialog();

            assertThat(alice.tile(alice).name()).isEqualTo("Alice (Sie)");
            assertThat(alice.tile(bob).pinLabel()).isEqualTo("Lösen");
            assertThat(alice.text("side")).startsWith("Statistik für Neugierige");
            assertThat(alice.statisticsPanel().meaning("bitrate")).contains("höchstens");
            alice.press("p");
            assertThat(alice.text("side")).startsWith("Personen").contains("Verwaltung");
            assertThat(alice.meaning("hand")).isEqualTo("Hand");
            alice.awaitMediaOf(bob);
            bob.awaitMediaOf(alice);
            assertThat(alice.offersToPublish()).isEqualTo(1);
            alice.goAway();
            alice.reopen();
            assertThat(alice.text("join")).isEqualTo("Teilnehmen");
            assertThat(alice.chosen("language")).isEqualTo("Deutsch");
        }
    }

    @Test
    void germanFitsOnPhonesOnEachPage() throws IOException {
        try (SitePage page = SitePage.open(server.uri(), "#raum", Devices.GRANTED)) {
            page.reads("de");
            page.reload();
            page.await("German", () -> page.text("#lobby-title").equals("An raum teilnehmen"));
            keepLook(page, "lobby-german");
            page.type(NAME, "Jürgen");
            page.click(JOIN);
            page.await("the call", () -> page.shown("[data-testid=leave]"));
            assertThat(page.text("[data-testid=tile-name]")).isEqualTo("Jürgen (Sie)");
            keepLook(page, "call-german");
            page.go(server.uri().resolve("admin"));
            page.await("an answer", () -> page.text("[data-testid=status]").startsWith("live · l"));
            keepLook(page, "admin-german");
            page.go(server.uri().resolve("test"));
            page.await("German", () -> page.text("[data-testid=start]").equals("Test starten"));
            keepLook(page, "test-german");
        }
    }

    private static void keepLook(SitePage page, String name) throws IOException {
        page.look().at(360, 740, "light");
        assertThat(page.look().cutOff()).isEmpty();
        page.look().keep(name);
    }
}
