package dev.bluesky.sfu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdRulesTest {
    private final IdRules rules =
            IdRules.of(SfuFixture.config("id-length-max", "8", "name-length-max", "4").rooms());

    @ParameterizedTest
    @ValueSource(strings = {"a", "12345678", "a.b~c_d", "a@b:1", "x+y=z-0", "...", "A"})
    void idsThatNeedNoEscapingInAPathAreTaken(String id) {
        assertThat(rules.roomId(id).value()).isEqualTo(id);
        assertThat(rules.userId(id)).hasToString(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "123456789",
                ".",
                "..",
                "a/b",
                "../x",
                "a b",
                "ä",
                "a\n",
                "a\r\n",
                "a\0",
                "*",
                "%2f",
                "<b>",
                "a\u202e",
                "😀",
                "a;b",
                "a\\b"
            })
    void otherIdsAreMalformed(String id) {
        assertMalformed(() -> rules.roomId(id));
        assertMalformed(() -> rules.userId(id));
    }

    @Test
    void dotsAndEverybodyAreRefusedEvenIfThePatternTakesEverything() {
        IdRules all = new IdRules(Pattern.compile(".*"), 8, 4);
        assertMalformed(() -> all.roomId("."));
        assertMalformed(() -> all.userId("*"));
        assertMalformed(() -> all.roomId(".."));
    }

    @Test
    void anIdOfMegabytesIsRefusedWithoutBeingQuoted() {
        assertThatThrownBy(() -> rules.roomId("x".repeat(10_000_000)))
                .isInstanceOf(SfuException.class)
                .hasMessage("The room id must have 1 to 8 characters.");
    }

    @Test
    void newIdsFollowTheRulesAndDiffer() {
        IdRules defaults = IdRules.of(SfuFixture.config().rooms());
        RoomId first = defaults.newRoomId();
        assertThat(defaults.roomId(first.value())).isEqualTo(first);
        assertThat(defaults.newRoomId()).isNotEqualTo(first);
    }

    @Test
    void namesAreStrippedAndCountedInCharactersThatPeopleSee() {
        assertThat(rules.name("  Jo \t")).isEqualTo("Jo");
        assertThat(rules.name("😀😀😀😀")).isEqualTo("😀😀😀😀");
        assertThat(rules.name("")).isEmpty();
        assertThat(rules.name("<b>")).isEqualTo("<b>");
        assertMalformed(() -> rules.name("12345"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "a\nb", "a\u0085b", "a\u2028b", "a\u2029b", "a\ud800b"})
    void namesWithControlCharactersAreMalformed(String name) {
        assertMalformed(() -> rules.name(name));
    }

    private static void assertMalformed(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SfuException.class,
                        e -> assertThat(e.refusal()).isEqualTo(Refusal.MALFORMED));
    }
}
