package dev.bluesky.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests about rooms that no honest client sends, over real HTTP to the shipped WAR. */
class HostileHttpIT extends UnderAttack {
    static Stream<Named<String>> malformedRooms() {
        return Stream.of(
                named("nothing", ""),
                named("half", "{\"user_id\":\"mal"),
                named("an array", "[]"),
                named("null", "null"),
                named("something after it", "{\"user_id\":\"mallory\"} x"),
                named("deep JSON", deep("{\"a\":", "1", "}", 40_000)),
                named("deep arrays", "{\"user_id\":" + "[".repeat(200_000)),
                named("no user", "{}"),
                named("null user", "{\"user_id\":null}"),
                named("empty user", "{\"user_id\":\"\"}"),
                named("number for user", "{\"user_id\":1}"),
                named("script for user", "{\"user_id\":\"<script>\"}"),
                named("NUL in user", "{\"user_id\":\"a\\u0000b\"}"),
                named("lone surrogate in user", "{\"user_id\":\"\\ud800\"}"));
    }

    static Stream<Named<String>> malformedMembers() {
        return Stream.of(
                named("path for id", "\"id\":\"../x\""),
                named("dots for id", "\"id\":\"..\""),
                named("line for id", "\"id\":\"a\\r\\nSet-Cookie: x\""),
                named("unicode for id", "\"id\":\"räum\""),
                named("10 KB for id", "\"id\":\"" + "x".repeat(10_000) + "\""),
                named("object for id", "\"id\":{}"),
                named("capacity -1", "\"capacity\":-1"),
                named("capacity 0", "\"capacity\":0"),
                named("capacity 1e9", "\"capacity\":1e9"),
                named("capacity overflow", "\"capacity\":99999999999999999999"),
                named("capacity 1e999999999", "\"capacity\":1e999999999"),
                named("capacity fraction", "\"capacity\":1.5"),
                named("capacity text", "\"capacity\":\"3\""),
                named("unknown engine", "\"engine\":\"warp\""),
                named("metadata text", "\"metadata\":\"x\""),
                named("metadata too large", "\"metadata\":{\"a\":\"" + "x".repeat(5_000) + "\"}"));
    }

    private static String deep(String open, String middle, String close, int levels) {
        return open.repeat(levels) + middle + close.repeat(levels);
    }

    @ParameterizedTest
    @MethodSource("malformedRooms")
    void aBodyThatAsksForNoRoomIsRefused(String body) {
        assertProblem(400, client().send("PUT", "webrtc/room", JSON, body));
        assertProblem(400, client().send("DELETE", "webrtc/room/" + room, JSON, body));
    }

    @ParameterizedTest
    @MethodSource("malformedMembers")
    void aRoomThatCannotBeIsRefused(String member) {
        String body = "{\"user_id\":\"mallory\"," + member + "}";
        assertProblem(400, client().send("PUT", "webrtc/room", JSON, body));
        assertThat(client().rooms()).containsExactly(room);
    }

    @Test
    void metadataAsDeepAsItIsTakenCanBeReadAgain() {
        String metadata = deep("[", "1", "]", 900);
        String body =
                "{\"user_id\":\"mallory\",\"id\":\"deep\",\"metadata\":{\"a\":" + metadata + "}}";
        assertThat(client().send("PUT", "webrtc/room", JSON, body).statusCode()).isEqualTo(201);
        assertThat(client().tryRoom("deep").body()).contains(metadata);
        client().closeRoom("deep", "mallory");
    }

    @Test
    void aTakenIdAForeignRoomAndAnUnknownOneAreRefused() {
        String taken = "{\"user_id\":\"mallory\",\"id\":\"" + room + "\"}";
        assertProblem(409, client().send("PUT", "webrtc/room", JSON, taken));
        assertProblem(403, client().tryCloseRoom(room, "mallory"));
        assertProblem(404, client().tryCloseRoom("nowhere", "alice"));
        assertProblem(404, client().tryRoom("nowhere"));
        assertProblem(
                404, client().send("GET", "webrtc/room/nowhere/events", "text/event-stream", ""));
        String path = "webrtc/sdp/m/innocent/c/mallory/p/mallory/s/true";
        assertProblem(404, client().send("DELETE", path, JSON, ""));
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, webrtc/room, application/json, 405",
        "POST, webrtc/room, application/json, 405",
        "PATCH, webrtc/room/innocent, application/json, 405",
        "PUT, webrtc/room/innocent/events, application/json, 405",
        "BREW, webrtc/room, application/json, 405",
        "PUT, webrtc/room, text/plain, 415",
        "PUT, webrtc/room, multipart/form-data, 415",
        "PUT, webrtc/room, application/xml, 415",
        "POST, webrtc/sdp/m/innocent/c/m/p/m/s/true, text/html, 415",
        "GET, webrtc/room/innocent/events, application/json, 406",
        "GET, webrtc/room/innocent/chat, application/json, 405",
        "POST, webrtc/room/innocent/chat, text/plain, 415",
        "PUT, webrtc/room/innocent/participants/alice, application/json, 405",
        "PUT, webrtc/room/innocent/nothing, application/json, 404",
        "GET, webrtc/room, text/html, 406",
        "GET, webrtc/nothing, application/json, 404",
        "GET, webrtc/application.wadl, application/json, 404"
    })
    void whatAPathDoesNotTakeIsRefused(String method, String path, String type, int status) {
        HttpResponse<String> answer =
                client().send(method, path, type, method.equals("GET") ? "" : "{}");
        assertProblem(status, answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "%2e%2e",
                "../x",
                "..%2fx",
                "%2f",
                "a%2fb",
                "%5c",
                "%00",
                "a%00b",
                "%0d%0a",
                "a%0d%0aSet-Cookie:%20x",
                "%c3%a4",
                "%c0%af",
                "%ff",
                "%zz",
                "%",
                "a%20b",
                "%3cscript%3e",
                "*",
                "a;b=c/x",
                "\\",
                "{x}",
                "%7bx%7d",
                "${x}",
                "a\"b"
            })
    void anIdThatIsNoneIsRefused(String id) throws IOException {
        List<Integer> statuses = List.of(400, 404);
        assertProblem(statuses, RawHttp.send(uri(), "GET /webrtc/room/" + id));
        assertProblem(statuses, RawHttp.send(uri(), "GET /webrtc/room/" + id + "/events"));
        assertProblem(
                statuses,
                RawHttp.send(
                        uri(), "DELETE /webrtc/sdp/m/" + room + "/c/" + id + "/p/alice/s/true"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/webrtc/sdp/m//c/x/p/x/s/true", "/webrtc/sdp/m/innocent/c//p/x/s/true"})
    void anEmptyIdIsRefused(String path) throws IOException {
        assertProblem(List.of(400, 404), RawHttp.send(uri(), "DELETE " + path));
    }

    @Test
    void anIdOfTenKilobytesIsRefused() throws IOException {
        List<Integer> statuses = List.of(400, 414);
        String id = "x".repeat(10_000);
        assertProblem(statuses, RawHttp.send(uri(), "GET /webrtc/room/" + id));
        RawHttp.Answer mega = RawHttp.send(uri(), "GET /webrtc/room/" + "x".repeat(1_000_000));
        assertThat(mega.status()).isIn(0, 400, 414, 431);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "TrUe", "2", "%20true", "null"})
    void aSenderThatIsNeitherTrueNorFalseIsRefused(String isSender) {
        String path = "webrtc/sdp/m/innocent/c/mallory/p/mallory/s/" + isSender;
        assertProblem(400, client().send("DELETE", path, JSON, ""));
    }

    @Test
    void aForeignPageGetsNoPermission() throws IOException {
        String origin = "Origin: https://evil.example\r\n";
        RawHttp.Answer preflight =
                RawHttp.send(
                        uri(),
                        "OPTIONS /webrtc/room",
                        origin + "Access-Control-Request-Method: PUT\r\n",
                        "");
        assertThat(preflight.status()).isBetween(200, 499);
        assertThat(preflight.head()).doesNotContainIgnoringCase("access-control-allow");
        RawHttp.Answer get = RawHttp.send(uri(), "GET /webrtc/room", origin, "");
        assertThat(get.status()).isEqualTo(200);
        assertThat(get.head()).doesNotContainIgnoringCase("access-control-allow");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-Host: evil.example/x",
                "X-Forwarded-Host: [:::]",
                "X-Forwarded-Host: a b",
                "X-Forwarded-Host: {x}",
                "X-Forwarded-Host: a:99999",
                "X-Forwarded-Proto: javascript",
                "X-Forwarded-Port: 99999",
                "X-Forwarded-Prefix: //evil.example",
                "X-Forwarded-Prefix: /{x}"
            })
    void forgedForwardedHeadersDoNotReachTheLocation(String header) throws IOException {
        String body = "{\"user_id\":\"mallory\",\"id\":\"forged\"}";
        RawHttp.Answer created =
                RawHttp.send(
                        uri(), "PUT /webrtc/room", header + "\r\n" + ofLength(body.length()), body);
        assertThat(created.status()).isEqualTo(201);
        URI location = URI.create(created.header("Location").orElseThrow());
        assertThat(location).isEqualTo(uri().resolve("webrtc/room/forged"));
        client().closeRoom("forged", "mallory");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 99999999999\r\n",
                "Content-Length: 300000\r\n",
            })
    void aBodyThatIsAnnouncedTooLargeIsRefusedUnread(String headers) throws IOException {
        String json = "Content-Type: application/json\r\n";
        assertProblem(List.of(413), RawHttp.send(uri(), "PUT /webrtc/room", headers + json, ""));
    }

    @Test
    void aChunkedBodyIsCutAtTheLimit() throws IOException {
        String chunk = "10000\r\n" + " ".repeat(65_536) + "\r\n";
        RawHttp.Answer answer =
                RawHttp.send(
                        uri(),
                        "PUT /webrtc/room",
                        "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n",
                        chunk.repeat(5) + "0\r\n\r\n");
        assertProblem(List.of(413), answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: -1\r\n",
                "Content-Length: x\r\n",
                "Content-Length: 2\r\nContent-Length: 3\r\n",
                "Transfer-Encoding: gzip\r\n",
                "X: a\0b\r\n",
                "Content-Type: x\r\nContent-Length: 2\r\n",
                "Accept: x/\r\n"
            })
    void headersThatContradictThemselvesNeverFailTheServer(String headers) throws IOException {
        RawHttp.Answer answer = RawHttp.send(uri(), "PUT /webrtc/room", headers, "{}");
        assertThat(answer.status()).as(answer.toString()).isIn(400, 406, 415, 501);
        assertThat(answer.body()).doesNotContain("Exception", "\tat ");
    }

    @Test
    void headersOfAMegabyteAreRefused() throws IOException {
        RawHttp.Answer answer =
                RawHttp.send(uri(), "GET /webrtc/room", "X: " + "x".repeat(1_000_000) + "\r\n", "");
        assertThat(answer.status()).isIn(0, 400, 431);
    }

    private static String ofLength(int length) {
        return "Content-Type: application/json\r\nContent-Length: " + length + "\r\n";
    }
}
