package dev.bluesky.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.bluesky.sfu.ChatText;
import dev.bluesky.sfu.Emoji;
import dev.bluesky.sfu.Refusal;
import dev.bluesky.sfu.SfuException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bodies that clients send: a refusal is the worst that may come of them. See {@code
 * src/site/markdown/testing.md} for how to let it search.
 */
class JsonFuzzTest {
    private static final int LIMIT = 100_000;

    static Stream<byte[]> bodies() {
        return Stream.of(
                        "{\"user_id\":\"alice\",\"capacity\":3,\"metadata\":{\"a\":[1,null,true]}}",
                        "{\"Sdp\":\"eyJ0eXBlIjoib2ZmZXIiLCJzZHAiOiJ2PTAifQ==\",\"name\":\"\\u00e4\"}",
                        "{\"type\":\"offer\",\"sdp\":\"v=0\\r\\n\"}",
                        "{\"user_id\":1e9999999999}",
                        "{\"user_id\":\"a\",\"text\":\" x\\r\\n\\ty\",\"emoji\":\"\ud83d\udc4d\",\"raised\":true}")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    static Stream<byte[]> envelopes() {
        return Stream.of(
                        "eyJ0eXBlIjoib2ZmZXIiLCJzZHAiOiJ2PTAifQ==",
                        "H4sIAAAAAAACA6tWKqksSFWyUspPS0stUtJRKk4pAPLKbA2UagGKGjKNHAAAAA==")
                .map(Base64.getDecoder()::decode);
    }

    @MethodSource("bodies")
    @FuzzTest(maxDuration = "5m")
    void anyBodyIsReadOrMalformed(byte @NotNull [] body) {
        try {
            JsonMembers members = JsonMembers.parse(body, "The body");
            members.string("name");
            members.integer("capacity");
            members.bool("raised");
            members.string("text").map(ChatText::of).ifPresent(JsonFuzzTest::assertIsText);
            members.string("emoji").map(Emoji::of).ifPresent(JsonFuzzTest::assertIsShort);
            members.jsonObject("metadata").ifPresent(JsonFuzzTest::assertMetadataIsKept);
            assertThat(members.requiredString("user_id")).isNotEmpty();
        } catch (SfuException e) {
            assertThat(e.refusal()).isEqualTo(Refusal.MALFORMED);
        }
    }

    private static void assertIsText(ChatText text) {
        assertThat(text.value()).isNotBlank().hasSizeLessThanOrEqualTo(4000);
        assertThat(text.value().getBytes(StandardCharsets.UTF_8))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(text.value());
    }

    private static void assertIsShort(Emoji emoji) {
        assertThat(emoji.value()).isNotEmpty().hasSizeLessThanOrEqualTo(20);
    }

    /** What a room keeps as text must be readable again, and be writable as JSON-B writes it. */
    private static void assertMetadataIsKept(Object metadata) {
        byte[] kept = metadata.toString().getBytes(StandardCharsets.UTF_8);
        assertThat(JsonbProvider.jsonb().toJson(JsonMembers.parse(kept, "The metadata").object()))
                .startsWith("{");
    }

    @MethodSource("envelopes")
    @FuzzTest(maxDuration = "5m")
    void anyEnvelopeIsReadOrRefused(byte @NotNull [] content) {
        try {
            SdpEnvelope envelope =
                    SdpEnvelope.offer(Base64.getEncoder().encodeToString(content), LIMIT);
            assertThat(envelope.sdp()).isNotEmpty();
            assertThat(envelope.answer(envelope.sdp())).isNotEmpty();
        } catch (SfuException e) {
            assertThat(e.refusal()).isEqualTo(Refusal.MALFORMED);
        } catch (BodyTooLargeException e) {
            assertThat(e.getResponse().getStatus()).isEqualTo(413);
        }
    }
}
