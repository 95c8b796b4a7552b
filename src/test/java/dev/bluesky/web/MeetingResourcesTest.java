package dev.bluesky.web;

import static dev.bluesky.sfu.SfuFixture.ALICE;
import static dev.bluesky.sfu.SfuFixture.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.bluesky.sfu.Refusal;
import dev.bluesky.sfu.Refused;
import dev.bluesky.sfu.Room;
import dev.bluesky.sfu.SfuException;
import dev.bluesky.sfu.SfuFixture;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies of the calls of a meeting, as {@code http-api.md} writes them and as it does not. */
class MeetingResourcesTest {
    private final SfuFixture fixture = new SfuFixture();
    private final Room room = fixture.room();
    private final RecordingSink sink = new RecordingSink(1_000);

    @BeforeEach
    void bobIsThereAndAliceListens() {
        SfuFixture.publish(room, BOB);
        room.listen(
                new EventStream(room, RecordingSink.writer(sink), Runnable::run, closed -> {}),
                Optional.of(ALICE));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    /** The calls by the end of their paths. */
    private void call(String name, byte[] body) {
        RoomResource all = new RoomResource(FakeContext.of(fixture.sfu), room.id().value());
        ParticipantResource bob = participant("bob");
        switch (name) {
            case "chat" -> all.say(body);
            case "reactions" -> all.react(body);
            case "locked" -> all.lock(body);
            case "hand" -> bob.raiseHand(body);
            case "muted" -> bob.mute(body);
            case "admitted" -> bob.admit(body);
            case "removed" -> bob.remove(body, null);
            default -> throw new AssertionError(name);
        }
    }

    private ParticipantResource participant(String user) {
        return new ParticipantResource(FakeContext.of(fixture.sfu), room.id().value(), user);
    }

    private void call(String name, String body) {
        call(name, body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void eachCallIsAnEvent() {
        call("chat", "{\"user_id\":\"bob\",\"text\":\"Hello\"}");
        call("reactions", "{\"user_id\":\"bob\",\"emoji\":\"👍\"}");
        call("hand", "{\"user_id\":\"bob\",\"raised\":true}");
        call("hand", "{\"user_id\":\"alice\",\"raised\":false}");
        call("muted", "{\"user_id\":\"alice\",\"audio\":true}");
        call("locked", "{\"user_id\":\"alice\",\"locked\":true}");
        call("removed", "{\"user_id\":\"alice\"}");
        call("admitted", "{\"user_id\":\"alice\"}");
        assertThat(sink.names())
                .containsExactly(
                        "snapshot",
                        "chat",
                        "reaction",
                        "hand",
                        "hand",
                        "muted",
                        "locked",
                        "ended",
                        "ended",
                        "left");
    }

    @Test
    void whoRemovesMayBeNamedByTheQuery() {
        ParticipantResource bob = participant("bob");
        Refused.with(Refusal.FORBIDDEN, () -> bob.remove(new byte[0], "mallory"));
        Refused.with(Refusal.MALFORMED, () -> bob.remove(new byte[0], null));
        bob.remove(new byte[0], "alice");
        assertThat(sink.names()).endsWith("left");
    }

    static Stream<Arguments> malformed() {
        return Stream.concat(
                Stream.of("chat", "reactions", "locked", "hand", "muted", "admitted", "removed")
                        .flatMap(MeetingResourcesTest::withoutACaller),
                Stream.of(
                        arguments("chat", "{\"user_id\":\"bob\"}"),
                        arguments("chat", "{\"user_id\":\"bob\",\"text\":\"\"}"),
                        arguments("chat", "{\"user_id\":\"bob\",\"text\":\" \\n\"}"),
                        arguments("chat", "{\"user_id\":\"bob\",\"text\":7}"),
                        arguments("chat", "{\"user_id\":\"bob\",\"text\":[\"a\"]}"),
                        arguments("chat", "{\"user_id\":\"bob\",\"text\":\"a\\u0000\"}"),
                        arguments("chat", "{\"user_id\":\"bob\",\"text\":\"\\ud800\"}"),
                        arguments(
                                "chat",
                                "{\"user_id\":\"bob\",\"text\":\"" + "x".repeat(2001) + "\"}"),
                        arguments("reactions", "{\"user_id\":\"bob\"}"),
                        arguments("reactions", "{\"user_id\":\"bob\",\"emoji\":\"<img>\"}"),
                        arguments("reactions", "{\"user_id\":\"bob\",\"emoji\":{}}"),
                        arguments("locked", "{\"user_id\":\"alice\"}"),
                        arguments("locked", "{\"user_id\":\"alice\",\"locked\":1}"),
                        arguments("hand", "{\"user_id\":\"bob\"}"),
                        arguments("hand", "{\"user_id\":\"bob\",\"raised\":\"true\"}"),
                        arguments("muted", "{\"user_id\":\"alice\",\"audio\":false}"),
                        arguments("muted", "{\"user_id\":\"alice\",\"video\":\"yes\"}")));
    }

    private static Stream<Arguments> withoutACaller(String call) {
        return Stream.of(
                        "",
                        "{",
                        "[]",
                        "null",
                        "{}",
                        "{\"user_id\":null}",
                        "{\"user_id\":1}",
                        "{\"user_id\":\"*\"}",
                        "{\"user_id\":\"../bob\"}",
                        "{\"user_id\":\"" + "x".repeat(129) + "\"}")
                .map(body -> arguments(call, body));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void aBodyThatSaysNothingOfTheKindIsRefused(String call, String body) {
        Refused.with(Refusal.MALFORMED, () -> call(call, body));
        assertThat(sink.names()).containsExactly("snapshot");
    }

    @Test
    void anIdThatIsNoneAndARoomThatIsNotThereAreRefused() {
        byte[] body = "{\"user_id\":\"alice\"}".getBytes(StandardCharsets.UTF_8);
        Refused.with(Refusal.MALFORMED, () -> participant("*").admit(body));
        Refused.with(Refusal.MALFORMED, () -> participant("").remove(body, null));
        ParticipantResource nowhere =
                new ParticipantResource(FakeContext.of(fixture.sfu), "nowhere", "bob");
        Refused.with(Refusal.NOT_FOUND, () -> nowhere.admit(body));
    }

    @Test
    void whatIsRefusedHasAStatusAndSaysWhenToTryAgain() {
        var locked = problem(Refusal.LOCKED);
        assertThat(locked.getStatus()).isEqualTo(423);
        assertThat(locked.getEntity().toString()).contains("\"title\":\"Locked\"");
        var tooMany = problem(Refusal.TOO_MANY);
        assertThat(tooMany.getStatus()).isEqualTo(429);
        assertThat(tooMany.getHeaderString("Retry-After")).isEqualTo("1");
        assertThat(problem(Refusal.AT_CAPACITY).getHeaderString("Retry-After")).isEqualTo("10");
        assertThat(problem(Refusal.ENGINE_UNAVAILABLE).getHeaderString("Retry-After")).isNull();
    }

    private static Response problem(Refusal refusal) {
        return new ProblemMapper().toResponse(new SfuException(refusal, "No."));
    }
}
