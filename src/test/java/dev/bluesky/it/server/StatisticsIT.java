package dev.bluesky.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.it.peer.BlueSkyClient;
import dev.bluesky.it.peer.Eventually;
import dev.bluesky.it.peer.Picture;
import dev.bluesky.it.peer.Picture.Tint;
import dev.bluesky.it.peer.PublishingPeer;
import dev.bluesky.it.peer.ReceivingPeer;
import dev.bluesky.it.peer.SdpForm;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the server says of a call that goes well, and what it keeps to itself. */
class StatisticsIT extends DeployedBlueSky {
    private static final Picture BLUE = Picture.small(Tint.BLUE);
    private static final Path PAGE = Path.of("src/site/markdown/statistics.md");
    private static final Pattern LOOP = Pattern.compile("^loop-[0-9]+\\.");
    private static final Pattern STREAM = Pattern.compile("^(audio|video)\\.[0-9]+\\.");

    @Test
    void packetsGrowOnBothSidesAndNothingIsDroppedThatMustNotBe() {
        String room = room("forward");
        try (PublishingPeer alice = new PublishingPeer(BLUE, 440);
                ReceivingPeer bob = new ReceivingPeer()) {
            client.publish(room, "alice", alice);
            client.receive(room, "bob", "alice", bob);
            bob.await(BLUE, 440, LIMIT);

            JsonObject before = client.statistics(room);
            Eventually.within(
                    LIMIT,
                    () -> client.statistics(room),
                    () -> grown(before, client.statistics(room)));
            JsonObject after = client.statistics(room);

            assertThat(tracks(after, "alice", "inbound")).containsExactly("opus", "VP8");
            assertThat(tracks(after, "bob", "outbound")).containsExactly("opus", "VP8");
            assertThat(video(after, "alice").getInt("keyFrames")).isPositive();
            assertThat(counted(after, "alice").getString("protocol")).isEqualTo("udp");
            assertThat(drops(after))
                    .noneMatch(name -> name.startsWith("srtp-drop."))
                    .noneMatch(name -> name.startsWith("transport-drop."))
                    .noneMatch(name -> name.contains(".malformed"));
            assertThat(after.getJsonObject("engineCounters").getInt("loop.faults")).isZero();
        }
    }

    /** Audio and video, from the publisher and to the viewer. */
    private static boolean grown(JsonObject before, JsonObject after) {
        return Stream.of("alice", "bob")
                .allMatch(
                        user ->
                                packets(after, user, "audio") > packets(before, user, "audio")
                                        && packets(after, user, "video")
                                                > packets(before, user, "video"));
    }

    @Test
    void aViewersReportsGiveARoundTrip() {
        String room = room("forward");
        try (PublishingPeer alice = new PublishingPeer(BLUE, 440);
                ReceivingPeer bob = new ReceivingPeer()) {
            client.publish(room, "alice", alice);
            client.receive(room, "bob", "alice", bob);

            Eventually.within(
                    LIMIT,
                    () -> client.statistics(room),
                    () -> counted(client.statistics(room), "bob").containsKey("roundTripMs"));
        }
    }

    @Test
    void theRoomHasASummaryOfEachConnection() {
        String room = room("forward");
        try (PublishingPeer alice = new PublishingPeer(BLUE, 440);
                ReceivingPeer bob = new ReceivingPeer()) {
            client.publish(room, "alice", alice);
            client.receive(room, "bob", "alice", bob);
            bob.await(BLUE, 440, LIMIT);

            Eventually.within(
                    LIMIT,
                    () -> client.room(room),
                    () ->
                            summary(room, 0).getInt("packetsReceived") > 0
                                    && summary(room, 1).getInt("packetsSent") > 0);
            assertThat(summary(room, 1).getString("state")).isEqualTo("connected");
            assertThat(summary(room, 1).getJsonArray("codecs").getValuesAs(JsonString::getString))
                    .containsExactly("opus", "VP8");
        }
    }

    private JsonObject summary(String room, int participant) {
        return client.room(room)
                .getJsonArray("participants")
                .getJsonObject(participant)
                .getJsonArray("connections")
                .getJsonObject(0)
                .getJsonObject("statistics");
    }

    @Test
    void everyNameIsInTheDocumentation() throws IOException {
        String page = Files.readString(PAGE);
        String room = room("forward");
        try (PublishingPeer alice = new PublishingPeer(BLUE, 440);
                ReceivingPeer bob = new ReceivingPeer()) {
            client.publish(room, "alice", alice);
            client.receive(room, "bob", "alice", bob);
            bob.await(BLUE, 440, LIMIT);
            JsonObject statistics = client.statistics(room);

            Set<String> names = new TreeSet<>(statistics.getJsonObject("engineCounters").keySet());
            connections(statistics)
                    .forEach(
                            each ->
                                    names.addAll(
                                            each.getJsonObject("statistics")
                                                    .getJsonObject("counters")
                                                    .keySet()));
            assertThat(names).hasSizeGreaterThan(10);
            assertThat(names.stream().map(StatisticsIT::documented))
                    .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
        }
    }

    private static String documented(String name) {
        String ofAnyLoop = LOOP.matcher(name).replaceFirst("");
        return STREAM.matcher(ofAnyLoop).replaceFirst("<kind>.<ssrc>.");
    }

    @Test
    void thereAreNoAddressesAndNoCredentials() {
        String room = room("forward");
        try (PublishingPeer alice = new PublishingPeer(BLUE, 440)) {
            String offer = alice.offer();
            String path = BlueSkyClient.sdpPath(room, "alice", "alice", "true");
            String answer = client.negotiate(path, SdpForm.PLAIN, offer);
            alice.accept(answer);
            Eventually.within(
                    LIMIT,
                    () -> client.statistics(room),
                    () -> packets(client.statistics(room), "alice", "video") > 0);

            String everything = client.statistics(room) + client.room(room).toString();
            assertThat(everything).doesNotContain("127.0.0.1");
            Stream.of("a=ice-ufrag:", "a=ice-pwd:", "a=fingerprint:")
                    .flatMap(name -> Stream.of(attribute(offer, name), attribute(answer, name)))
                    .forEach(secret -> assertThat(everything).doesNotContain(secret));
        }
    }

    private static String attribute(String sdp, String name) {
        return sdp.lines()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .orElseThrow()
                .substring(name.length());
    }

    @Test
    void theNativeEngineTellsTheStateOfAConnection() {
        String room = room("native");
        try (PublishingPeer alice = new PublishingPeer(BLUE, 440)) {
            client.publish(room, "alice", alice);

            Eventually.within(
                    LIMIT,
                    () -> client.statistics(room),
                    () ->
                            counted(client.statistics(room), "alice")
                                    .getString("state")
                                    .equals("connected"));
        }
    }

    @Test
    void aRoomThatIsNotThereHasNoStatistics() {
        var response = client.tryStatistics("nowhere");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/problem+json");
    }

    private String room(String engine) {
        return client.createRoom(
                Json.createObjectBuilder().add("user_id", "alice").add("engine", engine).build());
    }

    private static List<JsonObject> connections(JsonObject statistics) {
        return statistics.getJsonArray("connections").getValuesAs(JsonObject.class);
    }

    /** Of the one connection that the user has. */
    private static JsonObject counted(JsonObject statistics, String user) {
        return connections(statistics).stream()
                .filter(connection -> connection.getString("user").equals(user))
                .findFirst()
                .orElseThrow()
                .getJsonObject("statistics");
    }

    private static Stream<JsonObject> tracks(JsonObject statistics, String user) {
        return counted(statistics, user)
                .getJsonArray("tracks")
                .getValuesAs(JsonObject.class)
                .stream();
    }

    /** The codecs of those that go that way. */
    private static List<String> tracks(JsonObject statistics, String user, String direction) {
        return tracks(statistics, user)
                .filter(track -> track.getString("direction").equals(direction))
                .map(track -> track.getString("codec"))
                .toList();
    }

    private static JsonObject video(JsonObject statistics, String user) {
        return tracks(statistics, user)
                .filter(track -> track.getString("kind").equals("video"))
                .findFirst()
                .orElseThrow();
    }

    private static int packets(JsonObject statistics, String user, String kind) {
        return tracks(statistics, user)
                .filter(track -> track.getString("kind").equals(kind))
                .mapToInt(track -> track.getInt("packets"))
                .sum();
    }

    private static List<String> drops(JsonObject statistics) {
        return connections(statistics).stream()
                .flatMap(
                        each ->
                                each
                                        .getJsonObject("statistics")
                                        .getJsonObject("drops")
                                        .keySet()
                                        .stream())
                .toList();
    }
}
