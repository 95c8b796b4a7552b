package dev.bluesky.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pages of other sites, and reverse proxies, in front of the shipped WAR. */
class CrossOriginIT {
    private static final String ALLOWED = "https://app.example.org";
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

    @Test
    void pagesOfConfiguredOriginsMayCallAndOthersMayNot() throws IOException, InterruptedException {
        try (BlueSkyProcess server = BlueSkyProcess.start(Map.of("cors-origins", ALLOWED))) {
            HttpResponse<String> preflight = preflight(server, ALLOWED);
            assertThat(preflight.statusCode()).isEqualTo(204);
            assertThat(preflight.headers().firstValue(ALLOW_ORIGIN)).hasValue(ALLOWED);
            assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods").orElse(""))
                    .contains("DELETE");
            HttpResponse<String> missing =
                    send(server, "GET", "webrtc/room/none", "", "Origin", ALLOWED);
            assertThat(missing.statusCode()).isEqualTo(404);
            assertThat(missing.headers().firstValue(ALLOW_ORIGIN)).hasValue(ALLOWED);

            assertThat(preflight(server, "https://evil.example").headers().map())
                    .doesNotContainKey(ALLOW_ORIGIN.toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void noOriginIsAllowedUnlessConfigured() throws IOException, InterruptedException {
        try (BlueSkyProcess server = BlueSkyProcess.start(Map.of())) {
            assertThat(preflight(server, ALLOWED).headers().firstValue(ALLOW_ORIGIN)).isEmpty();
        }
    }

    @Test
    void locationIsTheAddressThatAReverseProxyShows() throws IOException, InterruptedException {
        try (BlueSkyProcess server = BlueSkyProcess.start(Map.of("context-path", "/bluesky"))) {
            HttpResponse<String> created =
                    send(
                            server,
                            "PUT",
                            "webrtc/room",
                            "{\"user_id\":\"alice\",\"id\":\"standup\"}",
                            "X-Forwarded-Proto",
                            "https",
                            "X-Forwarded-Host",
                            "meet.example.org",
                            "X-Forwarded-Prefix",
                            "/video");
            assertThat(created.statusCode()).isEqualTo(201);
            assertThat(created.headers().firstValue("Location"))
                    .hasValue("https://meet.example.org/video/webrtc/room/standup");
        }
    }

    private static HttpResponse<String> preflight(BlueSkyProcess server, String origin)
            throws IOException, InterruptedException {
        return send(
                server,
                "OPTIONS",
                "webrtc/room",
                "",
                "Origin",
                origin,
                "Access-Control-Request-Method",
                "PUT");
    }

    private static HttpResponse<String> send(
            BlueSkyProcess server, String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(server.uri().resolve(path))
                        .header("Content-Type", "application/json")
                        .headers(headers)
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
