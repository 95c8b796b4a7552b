package dev.bluesky.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.it.peer.BlueSkyClient;
import dev.bluesky.it.peer.Eventually;
import dev.bluesky.it.peer.Picture;
import dev.bluesky.it.peer.Picture.Tint;
import dev.bluesky.it.peer.PublishingPeer;
import dev.bluesky.it.peer.ReceivingPeer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/**
 * A server with an innocent call in it: alice publishes, bob receives her, all the while. After
 * each hostile input the picture must still move, and at the end the server must not have failed
 * once.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class UnderAttack {
    static final Duration LIMIT = Duration.ofSeconds(30);
    static final String JSON = "application/json";
    static final String SDP = "application/sdp";
    static final int ROOMS_MAX = 12;
    static final int EVENT_STREAMS_MAX = 40;

    private static final Picture BLUE = Picture.small(Tint.BLUE);
    private static final int FRAMES_AGAIN = 10;
    private static final List<String> NOBODYS_BUSINESS =
            List.of(
                    "\tat ",
                    "Exception",
                    "java.",
                    "jakarta.",
                    "org.",
                    "omcat",
                    "ersey",
                    "dev.bluesky");

    final String room = "innocent";
    private BlueSkyProcess server;
    private BlueSkyClient client;
    private PublishingPeer alice;
    private ReceivingPeer bob;

    /** What else the server is told. */
    Map<String, String> keys() {
        return Map.of();
    }

    /** Options of its JVM. */
    List<String> javaOptions() {
        return List.of();
    }

    private Map<String, String> allKeys() {
        Map<String, String> keys = new HashMap<>();
        keys.put("rooms-max", Integer.toString(ROOMS_MAX));
        keys.put("event-streams-max", Integer.toString(EVENT_STREAMS_MAX));
        keys.put("events-heartbeat", "200ms");
        keys.put("native-ports", "23000-23099");
        keys.putAll(keys());
        return keys;
    }

    @BeforeAll
    void startTheInnocentCall() throws IOException {
        server = BlueSkyProcess.start(allKeys(), javaOptions().toArray(String[]::new));
        client = new BlueSkyClient(server.uri());
        client.createRoom(json("{\"user_id\":\"alice\",\"id\":\"innocent\"}"));
        alice = new PublishingPeer(BLUE, 440);
        bob = new ReceivingPeer();
        client.publish(room, "alice", alice);
        client.receive(room, "bob", "alice", bob);
        bob.await(BLUE, 440, LIMIT);
    }

    @AfterEach
    void theInnocentCallGoesOn() {
        long from = bob.picture().moves();
        Eventually.within(LIMIT, bob::picture, () -> bob.picture().moves() >= from + FRAMES_AGAIN);
        assertThat(client.participants(room)).contains("alice", "bob");
    }

    @AfterAll
    void stopAndLookAtTheLog() throws IOException {
        try {
            bob.await(BLUE, 440, LIMIT);
            assertThat(server.output())
                    .noneMatch(line -> line.contains("SEVERE") || line.startsWith("\tat "));
        } finally {
            bob.close();
            alice.close();
            server.close();
        }
    }

    URI uri() {
        return server.uri();
    }

    BlueSkyClient client() {
        return client;
    }

    /** The server as its system sees it. */
    ServerProcess process() {
        return new ServerProcess(server.pid());
    }

    /** How many lines the server has logged until now. */
    int logLines() {
        return server.output().size();
    }

    static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    /**
     * A refusal as {@code http-api.md} promises it, which tells nothing about the server's inside.
     */
    static void assertProblem(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/problem+json");
        assertThat(json(answer.body()).getInt("status")).isEqualTo(status);
        assertThat(json(answer.body()).getString("error")).isNotBlank();
        assertThat(answer.headers().firstValue("Server")).isEmpty();
        assertThat(answer.body()).doesNotContain(NOBODYS_BUSINESS);
    }

    /** The same of bytes; the container refuses some before the application can. */
    static void assertProblem(List<Integer> statuses, RawHttp.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isIn(statuses);
        assertThat(answer.header("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.body()).contains("\"status\":" + answer.status(), "\"error\":\"");
        assertThat(answer.header("Server")).isEmpty();
        assertThat(answer.body()).doesNotContain(NOBODYS_BUSINESS);
    }
}
