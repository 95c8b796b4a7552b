package dev.bluesky.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped WAR, run the way a newcomer runs it. */
class StandaloneIT {
    /** What SIGTERM gives: 128 and the signal's number. */
    private static final int TERMINATED = 143;

    private static final List<String> NOT_PUBLIC =
            List.of(
                    "dev/bluesky/launch/Main.class",
                    "dev/bluesky/launch/MainFolder.class",
                    "dev/bluesky/launch/",
                    "WEB-INF/running.lock",
                    "WEB-INF/web.xml",
                    "WEB-INF/classes/dev/bluesky/launch/EmbeddedServer.class",
                    "META-INF/MANIFEST.MF",
                    "nothing");

    @Test
    void roomsAreServedOverHttpAndOverHttpsWithACertificateOfItsOwn()
            throws IOException, InterruptedException, GeneralSecurityException {
        try (BlueSkyProcess server = BlueSkyProcess.start(Map.of("https-port", "0"))) {
            assertThat(get(server.uri().resolve("webrtc/room")).body()).isEqualTo("[]");
            HttpResponse<String> secure = get(server.httpsUri().resolve("webrtc/room"));

            assertThat(secure.body()).isEqualTo("[]");
            assertGuarded(secure);
            assertGuarded(get(server.httpsUri()));
            assertGuarded(get(server.uri().resolve("js/main.js")));
            assertThat(policyOf(get(server.uri().resolve("js/segmentation/worker.js"))))
                    .contains("script-src 'self' 'wasm-unsafe-eval'");
            assertThat(secure.version()).isEqualTo(Version.HTTP_2);
            assertThat(certificate(secure).getSubjectAlternativeNames())
                    .contains(List.of(2, "localhost"), List.of(7, "127.0.0.1"));
            assertThat(certificate(secure).getPublicKey().getAlgorithm()).isEqualTo("EC");
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(
                                            server.folder().resolve("data/https.p12"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void certificateIsKeptForTheNextStart()
            throws IOException, InterruptedException, GeneralSecurityException {
        try (BlueSkyProcess first = BlueSkyProcess.start(Map.of("https-port", "0"))) {
            Map<String, String> keys =
                    Map.of(
                            "https-port",
                            "0",
                            "data-directory",
                            first.folder().resolve("data").toString());
            try (BlueSkyProcess second = BlueSkyProcess.start(keys)) {
                assertThat(certificate(get(second.httpsUri())))
                        .isEqualTo(certificate(get(first.httpsUri())));
            }
        }
    }

    @Test
    void whatIsNotForThePublicIsRefusedAsAProblem() throws IOException, InterruptedException {
        try (BlueSkyProcess server = BlueSkyProcess.start(Map.of())) {
            for (String path : NOT_PUBLIC) {
                HttpResponse<String> answer = get(server.uri().resolve(path));

                assertThat(answer.statusCode()).as(path).isIn(403, 404);
                assertThat(answer.headers().firstValue("Content-Type"))
                        .contains("application/problem+json");
                assertThat(answer.body())
                        .contains("\"status\":" + answer.statusCode(), "\"error\":\"");
                assertThat(answer.body()).doesNotContainIgnoringCase("tomcat");
            }
        }
    }

    @Test
    void servesUnderTheConfiguredContextPath() throws IOException, InterruptedException {
        try (BlueSkyProcess server = BlueSkyProcess.start(Map.of("context-path", "/meet"))) {
            assertThat(server.uri().getPath()).isEqualTo("/meet/");
            assertThat(get(server.uri().resolve("webrtc/room")).statusCode()).isEqualTo(200);
            assertThat(get(server.uri().resolve("/webrtc/room")).statusCode()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http-port", "https-port"})
    void takenPortIsOneLineAndExitCodeOne(String key) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            assertRefused(Map.of(key, port), key + " = '" + port + "' is taken by another program");
        }
    }

    @Test
    void wrongValueIsOneLineAndExitCodeOne() throws IOException {
        assertRefused(
                Map.of("rooms-max", "many"),
                "rooms-max = 'many' (from system property bluesky.rooms-max)");
    }

    @Test
    void mistypedKeyIsOneLineAndExitCodeOne() throws IOException {
        assertRefused(
                Map.of("room-max", "5"),
                "'bluesky.room-max' is unknown; did you mean bluesky.rooms-max?");
    }

    @Test
    void stopsCleanlyWhenItIsTold() throws IOException {
        try (BlueSkyProcess server = BlueSkyProcess.start(Map.of())) {
            server.terminate();

            assertThat(server.exitCode()).isEqualTo(TERMINATED);
            assertThat(server.output())
                    .noneMatch(line -> line.contains("WARNING") || line.contains("SEVERE"));
            assertThat(unpackedFolders(server)).isEmpty();
        }
    }

    private static String policyOf(HttpResponse<String> answer) {
        List<String> policies = answer.headers().allValues("Content-Security-Policy");
        assertThat(policies).hasSize(1);
        return policies.get(0);
    }

    private static void assertGuarded(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(policyOf(answer))
                .contains("script-src 'self';", "frame-ancestors 'self'")
                .doesNotContain("unsafe");
        assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(answer.headers().firstValue("Permissions-Policy").orElse(""))
                .contains("camera=(self)");
    }

    private static void assertRefused(Map<String, String> keys, String reason) throws IOException {
        try (BlueSkyProcess server = BlueSkyProcess.launch(keys)) {
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.output())
                    .filteredOn(
                            line ->
                                    !line.equals("Blue Sky is starting.")
                                            && !line.startsWith("Making a "))
                    .singleElement()
                    .asString()
                    .startsWith("Blue Sky cannot start: ")
                    .contains(reason);
            assertThat(unpackedFolders(server)).isEmpty();
        }
    }

    private static List<Path> unpackedFolders(BlueSkyProcess server) throws IOException {
        try (Stream<Path> files = Files.list(server.folder())) {
            return files.filter(file -> file.getFileName().toString().startsWith("bluesky-"))
                    .toList();
        }
    }

    private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder().sslContext(AnyCertificate.context()).build();
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private static X509Certificate certificate(HttpResponse<?> answer) throws IOException {
        return (X509Certificate) answer.sslSession().orElseThrow().getPeerCertificates()[0];
    }
}
