package dev.bluesky.it.peer;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/**
 * The calls of {@code http-api.md}. Those with a plain result fail on any status but the documented
 * success.
 */
public final class BlueSkyClient {
    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);
    private static final String JSON = "application/json";

    private final URI base;

    /**
     * @param base the context path, with a slash at its end
     */
    public BlueSkyClient(URI base) {
        this.base = base;
    }

    public URI base() {
        return base;
    }

    /** {@code PUT /webrtc/room}; returns the new room's id. */
    public String createRoom(String admin) {
        return createRoom(Json.createObjectBuilder().add("user_id", admin).build());
    }

    /** The same with an engine other than the server's default. */
    public String createRoom(String admin, String engine) {
        return createRoom(
                Json.createObjectBuilder().add("user_id", admin).add("engine", engine).build());
    }

    /** The same with a body of one's own. */
    public String createRoom(JsonObject body) {
        return SdpForm.read(expect(201, tryCreateRoom(body)).body()).getString("id");
    }

    public HttpResponse<String> tryCreateRoom(JsonObject body) {
        return send("PUT", "webrtc/room", JSON, body.toString());
    }

    public List<String> rooms() {
        String body = expect(200, send("GET", "webrtc/room", JSON, "")).body();
        try (var reader = Json.createReader(new StringReader(body))) {
            return reader.readArray().getValuesAs(JsonString::getString);
        }
    }

    public JsonObject room(String room) {
        return SdpForm.read(expect(200, tryRoom(room)).body());
    }

    /** What is counted in the room. */
    public JsonObject statistics(String room) {
        return SdpForm.read(expect(200, tryStatistics(room)).body());
    }

    /** What is counted of one user's connections. */
    public JsonObject statistics(String room, String user) {
        return SdpForm.read(
                expect(
                                200,
                                send(
                                        "GET",
                                        "webrtc/room/" + room + "/statistics?user=" + user,
                                        JSON,
                                        ""))
                        .body());
    }

    /** The whole server in numbers. */
    public JsonObject statistics() {
        return SdpForm.read(expect(200, send("GET", "webrtc/statistics", JSON, "")).body());
    }

    public HttpResponse<String> tryStatistics(String room) {
        return send("GET", "webrtc/room/" + room + "/statistics", JSON, "");
    }

    /** The ids of those who are in the room. */
    public List<String> participants(String room) {
        return room(room).getJsonArray("participants").getValuesAs(JsonObject.class).stream()
                .map(participant -> participant.getString("id"))
                .toList();
    }

    /** The kinds of what a participant publishes, with repetitions. */
    public List<String> tracksOf(String room, String user) {
        return room(room).getJsonArray("participants").getValuesAs(JsonObject.class).stream()
                .filter(participant -> participant.getString("id").equals(user))
                .flatMap(
                        participant ->
                                participant
                                        .getJsonArray("tracks")
                                        .getValuesAs(JsonObject.class)
                                        .stream())
                .map(track -> track.getString("kind"))
                .toList();
    }

    public HttpResponse<String> tryRoom(String room) {
        return send("GET", "webrtc/room/" + room, JSON, "");
    }

    public HttpResponse<String> tryCloseRoom(String room, String user) {
        String body = Json.createObjectBuilder().add("user_id", user).build().toString();
        return send("DELETE", "webrtc/room/" + room, JSON, body);
    }

    public HttpResponse<String> tryCloseRoomByQuery(String room, String user) {
        return send("DELETE", "webrtc/room/" + room + "?user_id=" + user, JSON, "");
    }

    public void closeRoom(String room, String user) {
        expect(204, tryCloseRoom(room, user));
    }

    /**
     * Makes {@code user} publish what {@code peer} sends now; again after a change, to renegotiate.
     */
    public void publish(String room, String user, PublishingPeer peer) {
        peer.accept(negotiate(sdpPath(room, user, user, "true"), SdpForm.JSON, peer.offer()));
    }

    /** The same with a name that the others read. */
    public void publish(String room, String user, String name, PublishingPeer peer) {
        JsonObject body =
                Json.createObjectBuilder(SdpForm.read(SdpForm.JSON.wrap(peer.offer())))
                        .add("name", name)
                        .build();
        String path = sdpPath(room, user, user, "true");
        peer.accept(
                SdpForm.JSON.unwrap(expect(200, send("POST", path, JSON, body.toString())).body()));
    }

    /** Makes {@code user} receive what {@code publisher} publishes, now or later. */
    public void receive(String room, String user, String publisher, ReceivingPeer peer) {
        peer.accept(negotiate(sdpPath(room, user, publisher, "false"), SdpForm.JSON, peer.offer()));
    }

    /** Sends an offer and returns the answer, both as SDP. */
    public String negotiate(String path, SdpForm form, String offer) {
        return form.unwrap(
                expect(200, send("POST", path, form.mediaType(), form.wrap(offer))).body());
    }

    /** Closes the publishing connection of {@code user}. */
    public void unpublish(String room, String user) {
        expect(204, send("DELETE", sdpPath(room, user, user, "true"), JSON, ""));
    }

    /** Closes the connection by which {@code user} receives {@code publisher}. */
    public void stopReceiving(String room, String user, String publisher) {
        expect(204, send("DELETE", sdpPath(room, user, publisher, "false"), JSON, ""));
    }

    public EventStream events(String room) {
        return EventStream.open(HTTP, base.resolve("webrtc/room/" + room + "/events"));
    }

    /** The same with the slots of that user. */
    public EventStream events(String room, String user) {
        return EventStream.open(HTTP, base.resolve("webrtc/room/" + room + "/events?user=" + user));
    }

    /** Says what {@code user} wants of the connection to {@code peer}, which may be {@code *}. */
    public HttpResponse<String> tryView(String room, String user, String peer, String wish) {
        return send("PUT", sdpPath(room, user, peer, "false") + "/view", JSON, wish);
    }

    public void view(String room, String user, String peer, String wish) {
        expect(204, tryView(room, user, peer, wish));
    }

    /** Says what {@code user} has muted. */
    public HttpResponse<String> tryMute(String room, String user, String muted) {
        return send("PUT", sdpPath(room, user, user, "true") + "/muted", JSON, muted);
    }

    public void mute(String room, String user, String muted) {
        expect(204, tryMute(room, user, muted));
    }

    public static String sdpPath(String room, String user, String peer, String isSender) {
        return "webrtc/sdp/m/" + room + "/c/" + user + "/p/" + peer + "/s/" + isSender;
    }

    /** Any call; {@code path} is relative to the context path. */
    public HttpResponse<String> send(String method, String path, String mediaType, String body) {
        HttpRequest request =
                HttpRequest.newBuilder(base.resolve(path))
                        .timeout(ANSWER_LIMIT)
                        .header("Content-Type", mediaType)
                        .header("Accept", mediaType + ", application/problem+json")
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body))
                        .build();
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + method + " " + path, e);
        }
    }

    private static HttpResponse<String> expect(int status, HttpResponse<String> response) {
        if (response.statusCode() != status) {
            throw new AssertionError(
                    "%s %s answered %d instead of %d: %s"
                            .formatted(
                                    response.request().method(),
                                    response.uri(),
                                    response.statusCode(),
                                    status,
                                    response.body()));
        }
        return response;
    }
}
