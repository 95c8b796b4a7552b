package dev.bluesky.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.it.RawHttp.Answer;
import dev.bluesky.it.peer.BlueSkyClient;
import dev.bluesky.it.peer.Eventually;
import dev.bluesky.it.peer.Picture;
import dev.bluesky.it.peer.Picture.Tint;
import dev.bluesky.it.peer.PublishingPeer;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Clients that stall, vanish, crowd in, or call twice at once. */
class HostileClientsIT extends UnderAttack {
    private static final String PATH = "webrtc/sdp/m/innocent/c/mallory/p/mallory/s/true";

    /** The server of {@code java -jar} has 200 threads for requests. */
    private static final int MORE_THAN_THREADS = 260;

    private static final String EVENTS = "GET /webrtc/room/innocent/events";

    @Test
    void bodiesThatStallHalfwayDoNotKeepOthersWaiting() throws IOException {
        List<Socket> stalled = new ArrayList<>();
        try {
            for (int i = 0; i < MORE_THAN_THREADS; i++) {
                Socket socket = RawHttp.connect(uri());
                stalled.add(socket);
                RawHttp.write(
                        socket,
                        "PUT /webrtc/room HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{\"user");
            }
            theInnocentCallGoesOn();
            String other = client().createRoom("mallory");
            client().closeRoom(other, "mallory");
        } finally {
            close(stalled);
        }
        assertThat(client().rooms()).containsExactly(room);
    }

    @Test
    void eventStreamsThatAreAbandonedMakeRoomForOthers() throws IOException {
        List<Socket> abandoned = new ArrayList<>();
        try {
            for (int i = 0; i < EVENT_STREAMS_MAX; i++) {
                abandoned.add(openEventStream());
            }
            Eventually.within(
                    LIMIT, () -> "no refusal", () -> refusedEventStream().status() == 503);
            Answer refused = refusedEventStream();
            assertProblem(List.of(503), refused);
            assertThat(refused.header("Retry-After")).isPresent();
            theInnocentCallGoesOn();
        } finally {
            close(abandoned);
        }
        Eventually.within(LIMIT, () -> "still full", this::canOpenAnEventStream);
    }

    private Socket openEventStream() throws IOException {
        Socket socket = RawHttp.connect(uri());
        RawHttp.write(socket, EVENTS + " HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n\r\n");
        return socket;
    }

    /** Fails only where the stream is opened after all, which then never ends. */
    private Answer refusedEventStream() {
        try (Socket socket = openEventStream()) {
            byte[] answer = new byte[2_000];
            int length = socket.getInputStream().read(answer);
            String text = new String(answer, 0, Math.max(length, 0), StandardCharsets.UTF_8);
            return Answer.parse(text);
        } catch (IOException e) {
            return new Answer(0, e.toString(), "");
        }
    }

    private boolean canOpenAnEventStream() {
        return refusedEventStream().status() == 200;
    }

    @Test
    void roomsOverTheLimitAreRefusedUntilOneIsClosed() {
        List<String> created = new ArrayList<>();
        for (int i = 1; i < ROOMS_MAX; i++) {
            created.add(client().createRoom("mallory"));
        }
        HttpResponse<String> refused = client().tryCreateRoom(json("{\"user_id\":\"mallory\"}"));
        assertProblem(503, refused);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        created.forEach(id -> client().closeRoom(id, "mallory"));
        client().closeRoom(client().createRoom("mallory"), "mallory");
    }

    @Test
    void theSameOfferManyTimesAtOnceIsOneConnection() {
        try (PublishingPeer mallory = new PublishingPeer(Picture.small(Tint.RED), 880)) {
            String offer = mallory.offer();
            List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                calls.add(
                        CompletableFuture.supplyAsync(
                                () -> client().send("POST", PATH, SDP, offer)));
            }
            assertThat(calls)
                    .allSatisfy(call -> assertThat(call.join().statusCode()).isEqualTo(200));
            mallory.accept(calls.get(0).join().body());
            Eventually.within(LIMIT, mallory::state, mallory::connected);
            assertThat(client().participants(room)).containsOnlyOnce("mallory");
            assertThat(client().send("DELETE", PATH, JSON, "").statusCode()).isEqualTo(204);
            assertProblem(404, client().send("DELETE", PATH, JSON, ""));
        }
    }

    @Test
    void aRoomClosedDuringANegotiationEndsItCleanly() {
        try (PublishingPeer mallory = new PublishingPeer(Picture.small(Tint.RED), 880)) {
            String offer = mallory.offer();
            for (int round = 0; round < 20; round++) {
                String target = client().createRoom("mallory");
                String path = BlueSkyClient.sdpPath(target, "mallory", "mallory", "true");
                CompletableFuture<HttpResponse<String>> post =
                        CompletableFuture.supplyAsync(
                                () -> client().send("POST", path, SDP, offer));
                client().closeRoom(target, "mallory");
                assertThat(post.join().statusCode()).isIn(200, 404);
                assertThat(client().tryRoom(target).statusCode()).isEqualTo(404);
            }
        }
        assertThat(client().rooms()).containsExactly(room);
    }

    @Test
    void connectionsThatOnlyOpenDoNotKeepOthersWaiting() throws IOException {
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 500; i++) {
                silent.add(RawHttp.connect(uri()));
            }
            theInnocentCallGoesOn();
        } finally {
            close(silent);
        }
    }

    private static void close(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }
}
