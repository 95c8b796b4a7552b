package dev.bluesky.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatTextTest {

    @Test
    void aTextLosesTheWhiteSpaceAroundItAndKeepsItsLines() {
        assertThat(ChatText.of(" \r\n one\r\n\ttwo 😀 \n").value()).isEqualTo("one\n\ttwo 😀");
    }

    @Test
    void itsLengthCountsCodePoints() {
        assertThat(ChatText.of("😀".repeat(2000)).value()).hasSize(4000);
        Refused.with(Refusal.MALFORMED, () -> ChatText.of("x".repeat(2001)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "\n\t", "a\u0000b", "a\rb", "\u001b[31m", "a\ud800", "\udc00a"})
    void whatIsNoTextIsRefused(String sent) {
        Refused.with(Refusal.MALFORMED, () -> ChatText.of(sent));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "👍",
                "❤️",
                "👍🏽",
                "👩‍👩‍👧‍👦",
                "🇩🇪",
                "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
                "🎉🎉",
                "🫡",
                "✋"
            })
    void anEmojiIsOneOrAFew(String sent) {
        assertThat(Emoji.of(sent).value()).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "a", "👍 ", "👍!", "ok", "日本", "<b>", "\u202e", "\u2066", "\u0000", "\ud83d",
                "\ue000", "1️⃣"
            })
    void wordsAndControlsAreNoReaction(String sent) {
        Refused.with(Refusal.MALFORMED, () -> Emoji.of(sent));
    }

    @ParameterizedTest
    @CsvSource({"10, true", "11, false"})
    void aReactionIsShort(int count, boolean taken) {
        String sent = "🎉".repeat(count);
        if (taken) {
            assertThat(Emoji.of(sent).value()).isEqualTo(sent);
        } else {
            Refused.with(Refusal.MALFORMED, () -> Emoji.of(sent));
        }
    }
}
