package dev.bluesky.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.it.browser.Devices;
import dev.bluesky.it.browser.Look;
import dev.bluesky.it.browser.Page;
import dev.bluesky.it.peer.BlueSkyClient;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The page in rooms of the forwarding engine: all the others come by one connection, and nothing
 * comes by it that nobody looks at.
 */
class ConferenceSlotsIT {
    /** Two cores encode at most 360 lines; its smaller rendition has half of that. */
    private static final int LARGER_RENDITION = 360;

    private static final int SMALLER_RENDITION = 180;

    /** The event of the slot in which the first one's picture comes. */
    private static final String FIRST_PICTURE =
            """
            {"mid":"1","participant":"%s","state":"%s",
             "track":{"id":"1","kind":"video","muted":false}}
            """;

    /** Two seconds of looks: what is counted is at most a second old. */
    private static final int LOOKS = 5;

    private static BlueSkyProcess server;

    @BeforeAll
    static void start() throws IOException {
        server = BlueSkyProcess.start(Map.of());
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void peopleComeAndGoByOneConnectionAndWithoutAnotherOffer() {
        try (Page alice = join("coming", "Alice");
                Page bob = join("coming", "Bob")) {
            alice.awaitMediaOf(bob);
            try (Page carol = join("coming", "Carol")) {
                alice.awaitMediaOf(carol);
                carol.awaitMediaOf(alice);
                carol.awaitMediaOf(bob);
                assertThat(receivingConnections("coming", alice)).containsExactly("*");
                carol.click("leave");
                alice.await("two tiles", () -> alice.tiles() == 2);
            }
            bob.goAway();
            bob.reopen();
            bob.join("Bob");
            bob.awaitInCall();
            alice.awaitMediaOf(bob);

            assertThat(receivingConnections("coming", alice)).containsExactly("*");
            assertThat(alice.offersToReceive()).isEqualTo(1);
            assertThat(protocols("coming")).containsOnly("udp");
        }
    }

    @Test
    void microphoneAndCameraPauseAndComeBackWithoutAnotherOffer() {
        try (Page alice = join("pausing", "Alice");
                Page bob = join("pausing", "Bob")) {
            alice.awaitMediaOf(bob);
            bob.click("camera");
            bob.click("microphone");
            alice.await("both signs", () -> alice.isMuted(bob) && !alice.tile(bob).isPictured());
            bob.click("camera");
            bob.click("microphone");
            alice.awaitMediaOf(bob);

            assertThat(alice.isMuted(bob)).isFalse();
            assertThat(bob.offersToPublish()).isEqualTo(1);
            assertThat(alice.offersToReceive()).isEqualTo(1);
        }
    }

    @Test
    void whoSpeaksHasAFrameOnEveryScreen() {
        try (Page alice = speaking("Alice");
                Page bob = speaking("Bob")) {
            alice.click("microphone");
            alice.await("Bob's frame", () -> alice.tile(bob).isSpeaking());
            bob.await("Bob's frame", () -> bob.tile(bob).isSpeaking());
            bob.click("microphone");
            alice.click("microphone");
            bob.await("Alice's frame", () -> bob.tile(alice).isSpeaking());
            alice.await("Alice's frame", () -> alice.tile(alice).isSpeaking());

            assertThat(bob.tile(bob).isSpeaking()).isFalse();
        }
    }

    @Test
    void whoIsPinnedGetsTheLargePlaceByMouseAndByKeyboard() {
        try (Page alice = join("pinning", "Alice");
                Page bob = join("pinning", "Bob");
                Page carol = join("pinning", "Carol")) {
            alice.awaitMediaOf(bob);
            alice.await("Carol", () -> alice.tile(carol).isThere());
            assertThat(alice.tile(bob).isPinned()).isFalse();
            alice.tile(bob).click();
            assertThat(alice.tile(bob).isPinned()).isTrue();
            assertThat(alice.tile(bob).isLarge()).isTrue();
            alice.tile(carol).pressEnterOnItsPin();
            assertThat(alice.tile(carol).isLarge()).isTrue();
            assertThat(alice.tile(bob).isPinned()).isFalse();
            assertThat(alice.tile(carol).pixels()).isGreaterThan(alice.tile(bob).pixels());
            carol.click("leave");

            alice.await("equal tiles", () -> !alice.tile(bob).isLarge() && alice.tiles() == 2);
            alice.awaitMediaOf(bob);
        }
    }

    @Test
    void eachTileGetsTheRenditionThatFitsIt() {
        try (Page alice = join("sizes", "Alice");
                Page bob = join("sizes", "Bob")) {
            Look look = alice.look();
            look.at(1280, 800, "light");
            alice.await("a large picture", () -> lines(alice, bob) >= LARGER_RENDITION);
            look.at(480, 400, "light");
            alice.await("a small picture", () -> lines(alice, bob) == SMALLER_RENDITION);
            look.at(1280, 800, "light");
            alice.await("a large picture", () -> lines(alice, bob) >= LARGER_RENDITION);

            alice.awaitMediaOf(bob);
        }
    }

    @Test
    void pictureThatTheNetworkDoesNotCarrySaysSoUntilItComesAgain() {
        try (Page bob = join("weak", "Bob");
                Page alice = Page.open(server.uri(), "weak", Devices.GRANTED)) {
            alice.listenIn();
            alice.join("Alice");
            alice.awaitInCall();
            alice.awaitMediaOf(bob);
            assertThat(alice.tile(bob).state()).isEmpty();
            alice.pretendToHear("slot", FIRST_PICTURE.formatted(bob.user(), "bandwidth"));
            assertThat(alice.tile(bob).state()).contains("Video paused: weak connection");
            assertThat(alice.tile(bob).isPictured()).isFalse();
            alice.pretendToHear("slot", FIRST_PICTURE.formatted(bob.user(), "live"));

            assertThat(alice.tile(bob).state()).isEmpty();
            alice.awaitMediaOf(bob);
        }
    }

    @Test
    void nothingIsSentForAPageThatIsNotLookedAt() {
        try (Page alice = join("hidden", "Alice");
                Page bob = join("hidden", "Bob")) {
            alice.awaitMediaOf(bob);
            String user = alice.user();
            alice.hide();
            List<Long> pictures = new ArrayList<>();
            List<Long> sounds = new ArrayList<>();
            alice.await(
                    "sound without pictures",
                    () -> {
                        pictures.add(packetsSentTo(user, "hidden", "video"));
                        sounds.add(packetsSentTo(user, "hidden", "audio"));
                        return isConstant(last(pictures)) && !isConstant(last(sounds));
                    });
            alice.comeBack();

            alice.awaitMediaOf(bob);
        }
    }

    private static Page join(String room, String name) {
        return Page.joined(server.uri(), room, name);
    }

    private static Page speaking(String name) {
        return Page.joined(server.uri(), "speaking", name, Devices.SPEECH);
    }

    /** Height of the picture that comes, whatever the tile makes of it. */
    private static long lines(Page viewer, Page publisher) {
        return viewer.received(publisher).video().count("frameHeight");
    }

    /** Whom the connections are for by which somebody receives. */
    private static List<String> receivingConnections(String room, Page viewer) {
        return connections(room, viewer.user()).map(each -> each.getString("peer")).toList();
    }

    /** By what media moves, of each connection. */
    private static List<String> protocols(String room) {
        JsonObject statistics = new BlueSkyClient(server.uri()).statistics(room);
        return statistics.getJsonArray("connections").getValuesAs(JsonObject.class).stream()
                .map(connection -> connection.getJsonObject("statistics"))
                .map(counted -> counted.getString("protocol"))
                .toList();
    }

    /** By the connection that receives everybody. */
    private static long packetsSentTo(String user, String room, String kind) {
        return connections(room, user)
                .map(connection -> connection.getJsonObject("statistics").getJsonArray("tracks"))
                .flatMap(tracks -> tracks.getValuesAs(JsonObject.class).stream())
                .filter(track -> track.getString("kind").equals(kind))
                .mapToLong(track -> track.getJsonNumber("packets").longValue())
                .sum();
    }

    private static Stream<JsonObject> connections(String room, String user) {
        JsonObject statistics = new BlueSkyClient(server.uri()).statistics(room);
        return statistics.getJsonArray("connections").getValuesAs(JsonObject.class).stream()
                .filter(connection -> connection.getString("user").equals(user))
                .filter(connection -> !connection.getBoolean("isSender"));
    }

    private static List<Long> last(List<Long> samples) {
        return samples.subList(Math.max(0, samples.size() - LOOKS), samples.size());
    }

    private static boolean isConstant(List<Long> samples) {
        return samples.size() == LOOKS && samples.stream().distinct().count() == 1;
    }
}
