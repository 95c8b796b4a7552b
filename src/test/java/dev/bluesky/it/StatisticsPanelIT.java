package dev.bluesky.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.it.browser.Look;
import dev.bluesky.it.browser.Page;
import dev.bluesky.it.browser.StatisticsPanel;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statistics for nerds: how well somebody comes, and how well we go out. */
class StatisticsPanelIT {
    /** So many seconds, since there is one each second. */
    private static final int POINTS = 5;

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
    void showsHowSomebodyComesAndSavesAReport(@TempDir Path folder) {
        try (Page alice = join("plotted", "Alice");
                Page bob = join("plotted", "Bob")) {
            alice.awaitMediaOf(bob);
            alice.downloadInto(folder);
            StatisticsPanel panel = alice.statisticsPanel();
            alice.click("people");
            alice.await("the list", () -> alice.shown("statistics"));
            alice.clickOf("Bob", "statistics");

            alice.await("plots", () -> panel.points("bitrate") > POINTS);
            assertThat(panel.person()).isEqualTo("Bob");
            assertThat(panel.figure("bitrate")).matches("[1-9].* [kM]bit/s");
            alice.await(
                    "the picture's size",
                    () -> panel.figure("resolution").equals(alice.tile(bob).pictureSize()));
            assertThat(panel.figure("loss")).isEqualTo("0 %");
            assertThat(panel.figure("jitter")).endsWith(" ms");
            assertThat(panel.figure("round-trip")).endsWith(" ms");
            alice.await("frames", () -> panel.figure("frames").matches("[1-9].*/s"));
            assertThat(panel.figure("freezes")).matches("\\d+");
            assertThat(panel.meaning("bitrate"))
                    .matches("Bit rate in the last \\d+ seconds: now .*");
            assertThat(panel.details())
                    .contains("UDP · 127.0.0.1:")
                    .contains("VP8")
                    .contains("opus");
            assertThat(panel.renditions()).isEmpty();

            panel.saveReport();
            alice.await("a report", () -> StatisticsPanel.report(folder).isPresent());
            JsonObject report = StatisticsPanel.report(folder).orElseThrow();
            assertThat(report.getString("browser")).contains("Chrome");
            assertThat(report.getString("writtenAt")).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
            JsonObject shown = person(report, true);
            assertThat(shown.getString("who")).isEqualTo("other");
            assertThat(shown.getJsonObject("connection").getString("protocol")).isEqualTo("udp");
            JsonArray samples = shown.getJsonArray("samples");
            // A line begins twice where its first sample is.
            assertThat(samples).hasSizeGreaterThanOrEqualTo(POINTS);
            JsonObject latest = samples.getJsonObject(samples.size() - 1);
            assertThat(latest.getInt("videoBps")).isPositive();
            assertThat(latest.getInt("packets")).isPositive();
            assertThat(person(report, false).getString("who")).isEqualTo("self");
            assertThat(report.toString())
                    .doesNotContain(bob.user(), "Bob", "plotted", "candidate:");
            assertThat(complaints(alice)).isEmpty();
        }
    }

    @Test
    void showsWhatWeSendAndGoesOnWithWhoIsThere() {
        try (Page alice = join("own", "Alice");
                Page bob = join("own", "Bob")) {
            alice.awaitMediaOf(bob);
            StatisticsPanel panel = alice.statisticsPanel();
            alice.press("n");
            alice.await("Bob's", () -> panel.points("bitrate") > 0);
            assertThat(panel.person()).isEqualTo("Bob");
            panel.choose("Alice (you)");

            alice.await("plots", () -> panel.points("bitrate") > POINTS);
            alice.await("renditions", () -> panel.renditions().size() > 1);
            assertThat(panel.details()).contains("UDP · 127.0.0.1:").contains("VP8");
            assertThat(panel.figure("freezes")).isEmpty();
            alice.await("the way there and back", () -> panel.figure("round-trip").endsWith(" ms"));
            alice.press("n");
            assertThat(alice.shown("nerds-person")).isFalse();
            alice.tile(bob).inspect();
            assertThat(panel.person()).isEqualTo("Bob");
            bob.click("leave");
            alice.await("our own again", () -> panel.person().equals("Alice (you)"));
            assertThat(complaints(alice)).isEmpty();
        }
    }

    @Test
    void fitsPhonesAndWideScreensInLightAndDark() throws IOException {
        try (Page alice = join("looks", "Alice Fischer");
                Page bob = join("looks", "Bob Miller")) {
            alice.awaitMediaOf(bob);
            alice.look().at(1920, 1080, "light");
            StatisticsPanel panel = alice.statisticsPanel();
            alice.tile(bob).inspect();
            alice.await("plots", () -> panel.points("bitrate") > POINTS * 3);
            keepLooks(alice.look(), "statistics");
            assertThat(panel.top()).isGreaterThan(200); // the picture is in sight on a phone
            panel.choose("Alice Fischer (you)");
            alice.await("plots", () -> panel.points("bitrate") > POINTS);
            keepLooks(alice.look(), "statistics-own");
        }
    }

    /** Ends at the smaller one. */
    private static void keepLooks(Look look, String view) throws IOException {
        for (List<Integer> size : List.of(List.of(1280, 800), List.of(360, 740))) {
            for (String scheme : List.of("dark", "light")) {
                look.at(size.get(0), size.get(1), scheme);
                assertThat(look.cutOff()).isEmpty();
                look.keep(view + "-" + size.get(0) + "-" + scheme);
            }
        }
    }

    private static JsonObject person(JsonObject report, boolean shown) {
        return report.getJsonArray("people").getValuesAs(JsonObject.class).stream()
                .filter(each -> each.getBoolean("shown") == shown)
                .findFirst()
                .orElseThrow();
    }

    private static Page join(String room, String name) {
        return Page.joined(server.uri(), room, name);
    }

    /** What the browser complained about, but for the question whether the room is there yet. */
    private static List<String> complaints(Page page) {
        return page.complaints().stream()
                .filter(line -> !line.contains("webrtc/room/") || !line.contains("404"))
                .toList();
    }
}
