package dev.bluesky.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A machine on which libwebrtc cannot load; here, one that says that its processor is another. (A
 * missing package takes the same way: {@code NativeLibraryTest} has the linker's own words.)
 */
class WithoutNativeLibraryIT {
    @Test
    void startsSaysWhyInOneLineAndRefusesNativeRoomsAlone()
            throws IOException, InterruptedException {
        try (BlueSkyProcess server = BlueSkyProcess.start(Map.of(), "-Dos.arch=riscv64")) {
            assertThat(server.output().stream().filter(line -> line.contains("WARNING")))
                    .singleElement()
                    .asString()
                    .contains("The native engine cannot load on this machine (Linux riscv64)");

            assertThat(send(server, "GET", "").statusCode()).isEqualTo(200);
            HttpResponse<String> refused =
                    send(server, "PUT", "{\"user_id\":\"alice\",\"engine\":\"native\"}");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("cannot load on this machine (Linux riscv64)");
            assertThat(send(server, "GET", "").body()).isEqualTo("[]");
            assertThat(send(server, "PUT", "{\"user_id\":\"alice\"}").statusCode()).isEqualTo(201);
        }
    }

    private static HttpResponse<String> send(BlueSkyProcess server, String method, String body)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(server.uri().resolve("webrtc/room"))
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
