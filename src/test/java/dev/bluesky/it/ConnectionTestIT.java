package dev.bluesky.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.it.browser.Devices;
import dev.bluesky.it.browser.SitePage;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Somebody without picture or sound tests the connection on their own device. */
class ConnectionTestIT {

    @Test
    void everythingIsGreenWhereEverythingWorksAndNothingIsLeftBehind()
            throws IOException, InterruptedException {
        try (BlueSkyProcess server = BlueSkyProcess.start(Map.of("context-path", "/meet"));
                SitePage page = SitePage.open(server.uri(), "test", Devices.GRANTED)) {
            test(page);
            assertThat(page.text("[data-testid=summary]"))
                    .as(page.text("[data-testid=checks]"))
                    .startsWith("All is well");
            assertThat(page.all("[data-outcome=good]")).hasSize(7);
            page.look().at(360, 1200, "light");
            assertThat(page.look().cutOff()).isEmpty();
            assertThat(page.look().barriers()).isEmpty();
            page.look().keep("test-360-light");
            assertThat(page.complaints()).allMatch(line -> line.contains("404"));
            assertThat(rooms(server)).isEqualTo("[]");
        }
    }

    @Test
    void saysWhatDoesNotWorkAndWhatToTellTheAdministrator()
            throws IOException, InterruptedException {
        Map<String, String> unreachable =
                Map.of("announced-addresses", "192.0.2.1", "ice-tcp", "false");
        try (BlueSkyProcess server = BlueSkyProcess.start(unreachable);
                SitePage page = SitePage.open(server.uri(), "test.html", Devices.DENIED)) {
            test(page);
            for (String bad : List.of("camera", "microphone", "udp", "bandwidth")) {
                assertThat(page.all("[data-check=" + bad + "][data-outcome=bad]")).hasSize(1);
            }
            assertThat(page.text("[data-check=udp]")).contains("Tell the administrator");
            assertThat(page.text("[data-check=tcp]")).contains("not offered");
            assertThat(page.all("[data-outcome=good]")).hasSize(2);
            page.look().at(1280, 1200, "dark");
            assertThat(page.look().barriers()).isEmpty();
            assertThat(rooms(server)).isEqualTo("[]");
        }
    }

    private static void test(SitePage page) {
        page.click("[data-testid=start]");
        page.await("the end", () -> !page.text("[data-testid=summary]").isEmpty());
    }

    private static String rooms(BlueSkyProcess server) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.uri().resolve("webrtc/room")).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
