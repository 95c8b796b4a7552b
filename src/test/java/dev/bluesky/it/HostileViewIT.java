package dev.bluesky.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import dev.bluesky.it.peer.BlueSkyClient;
import dev.bluesky.it.peer.ReceivingPeer;
import dev.bluesky.it.raw.RawIdentity;
import dev.bluesky.it.raw.RawOffer;
import dev.bluesky.it.raw.RawSection;
import dev.bluesky.wire.sdp.MediaDirection;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Views and mutings that no honest client sends. */
class HostileViewIT extends UnderAttack {

    static Stream<Named<String>> malformedViews() {
        return Stream.of(
                named("nothing", ""),
                named("half", "{\"pinned\":[\"al"),
                named("an array", "[]"),
                named("null", "null"),
                named("text for pinned", "{\"pinned\":\"alice\"}"),
                named("object for pinned", "{\"pinned\":{}}"),
                named("numbers pinned", "{\"pinned\":[1]}"),
                named("null pinned", "{\"pinned\":[null]}"),
                named("no id pinned", "{\"pinned\":[\"*\"]}"),
                named("path pinned", "{\"pinned\":[\"../x\"]}"),
                named("101 pinned", "{\"pinned\":[" + many(101, "\"u%d\"") + "]}"),
                named("object for slots", "{\"slots\":{}}"),
                named("text in slots", "{\"slots\":[\"3\"]}"),
                named("slot without mid", "{\"slots\":[{\"paused\":true}]}"),
                named("number for mid", "{\"slots\":[{\"mid\":3}]}"),
                named("empty mid", "{\"slots\":[{\"mid\":\"\"}]}"),
                named("long mid", "{\"slots\":[{\"mid\":\"" + "x".repeat(129) + "\"}]}"),
                named("mid twice", "{\"slots\":[{\"mid\":\"3\"},{\"mid\":\"3\"}]}"),
                named("257 slots", "{\"slots\":[" + many(257, "{\"mid\":\"%d\"}") + "]}"),
                named("height 0", "{\"slots\":[{\"mid\":\"3\",\"height\":0}]}"),
                named("height -1", "{\"slots\":[{\"mid\":\"3\",\"height\":-1}]}"),
                named("height 1e9", "{\"slots\":[{\"mid\":\"3\",\"height\":1e9}]}"),
                named("height 0.5", "{\"slots\":[{\"mid\":\"3\",\"height\":0.5}]}"),
                named("height text", "{\"slots\":[{\"mid\":\"3\",\"height\":\"360\"}]}"),
                named("height 1e999999999", "{\"slots\":[{\"mid\":\"3\",\"height\":1e999999999}]}"),
                named("paused text", "{\"slots\":[{\"mid\":\"3\",\"paused\":\"yes\"}]}"),
                named("paused 1", "{\"slots\":[{\"mid\":\"3\",\"paused\":1}]}"),
                named("deep", "{\"slots\":" + "[".repeat(100_000)));
    }

    private static String many(int count, String format) {
        return IntStream.range(0, count)
                .mapToObj(format::formatted)
                .collect(Collectors.joining(","));
    }

    @ParameterizedTest
    @MethodSource("malformedViews")
    void aViewThatIsNoneIsRefused(String body) {
        assertProblem(400, client().tryView(room, "bob", "alice", body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{\"audio\":1}",
                "{\"audio\":\"true\"}",
                "{\"video\":{}}",
                "{\"video\":[true]}"
            })
    void aMutingThatIsNoneIsRefused(String body) {
        assertProblem(400, client().tryMute(room, "alice", body));
    }

    @Test
    void whatIsNotThereHasNoViewAndCannotBeMuted() {
        assertProblem(404, client().tryView(room, "bob", "*", "{}"));
        assertProblem(404, client().tryView(room, "mallory", "alice", "{}"));
        assertProblem(404, client().tryView("nowhere", "bob", "alice", "{}"));
        assertProblem(404, client().tryMute(room, "bob", "{}"));
        assertProblem(404, client().tryMute("nowhere", "alice", "{}"));
    }

    @Test
    void aPublisherHasNoViewAndAReceiverIsNotMuted() {
        String path = "webrtc/sdp/m/innocent/c/alice/p/alice/s/true/view";
        assertProblem(400, client().send("PUT", path, JSON, "{}"));
        String other = "webrtc/sdp/m/innocent/c/bob/p/alice/s/false/muted";
        assertProblem(400, client().send("PUT", other, JSON, "{}"));
        assertProblem(415, client().send("PUT", path, "text/plain", "{}"));
        assertProblem(405, client().send("POST", path, JSON, "{}"));
    }

    @Test
    void nobodyIsCalledEverybody() {
        String path = "webrtc/sdp/m/innocent/c/%2A/p/alice/s/true";
        assertProblem(400, client().send("POST", path, SDP, "v=0"));
        assertProblem(
                400,
                client().send(
                                "GET",
                                "webrtc/room/innocent/events?user=*",
                                "text/event-stream",
                                ""));
    }

    @Test
    void aRoomOfTheNativeEngineHasNoSlotsAndTakesNoView() {
        String other = client().createRoom("carol", "native");
        try (ReceivingPeer carol = new ReceivingPeer()) {
            String everybody = BlueSkyClient.sdpPath(other, "carol", "*", "false");
            HttpResponse<String> refused = client().send("POST", everybody, SDP, carol.offer());
            assertProblem(422, refused);
            assertThat(refused.body()).contains("forwarding engine");
            assertThat(client().participants(other)).isEmpty();

            client().receive(other, "carol", "dave", carol);
            assertProblem(422, client().tryView(other, "carol", "dave", "{}"));
        }
        client().closeRoom(other, "carol");
    }

    @Test
    void anOfferOfTooManySlotsIsRefused() {
        List<RawSection> sections = new ArrayList<>();
        for (int i = 0; i < 129; i++) {
            sections.add(RawSection.audio(MediaDirection.RECVONLY).withMid("m" + i));
        }
        RawOffer offer = RawOffer.of(RawIdentity.random(), sections.toArray(RawSection[]::new));
        String everybody = BlueSkyClient.sdpPath(room, "mallory", "*", "false");
        assertProblem(422, client().send("POST", everybody, SDP, offer.sdp()));
        assertThat(client().participants(room)).doesNotContain("mallory");
    }

    /** Who is not the admin, and who is not there, moves nobody. */
    @Test
    void aStrangerHasNoSayInTheRoom() {
        String bobs = "webrtc/room/innocent/participants/bob";
        String mallory = "{\"user_id\":\"mallory\",\"audio\":true,\"locked\":true,\"text\":\"x\"}";
        assertProblem(403, client().send("PUT", bobs + "/muted", JSON, mallory));
        assertProblem(403, client().send("PUT", bobs + "/admitted", JSON, mallory));
        assertProblem(403, client().send("DELETE", bobs, JSON, mallory));
        assertProblem(403, client().send("PUT", "webrtc/room/innocent/locked", JSON, mallory));
        assertProblem(403, client().send("POST", "webrtc/room/innocent/chat", JSON, mallory));
        assertProblem(400, client().send("POST", "webrtc/room/innocent/chat", JSON, "[]"));
        String alice =
                "{\"user_id\":\"alice\",\"audio\":true,\"text\":\"" + "x".repeat(200_000) + "\"}";
        assertProblem(400, client().send("POST", "webrtc/room/innocent/chat", JSON, alice));
        String nobodys = "webrtc/room/innocent/participants/nobody/muted";
        assertProblem(404, client().send("PUT", nobodys, JSON, alice));
    }

    /** What names nobody and nothing costs the connection nothing. */
    @Test
    void aViewOfStrangersHarmsNobody() {
        String wish =
                "{\"pinned\":["
                        + many(100, "\"stranger-%d\"")
                        + "],\"slots\":["
                        + many(256, "{\"mid\":\"x%d\",\"height\":16384}")
                        + "]}";
        for (int i = 0; i < 100; i++) {
            client().view(room, "bob", "alice", wish);
        }
        client().view(room, "bob", "alice", "{}");
    }
}
