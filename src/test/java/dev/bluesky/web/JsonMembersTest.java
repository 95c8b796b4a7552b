package dev.bluesky.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bluesky.sfu.Refusal;
import dev.bluesky.sfu.SfuException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonMembersTest {
    @Test
    void membersAreFoundWithoutRegardToCase() {
        assertThat(members("{\"Sdp\":\"x\"}").string("sdp")).contains("x");
        assertThat(members("{\"sDP\":\"x\"}").requiredString("Sdp")).isEqualTo("x");
    }

    @Test
    void absentAndNullAreTheSame() {
        assertThat(members("{}").string("a")).isEmpty();
        assertThat(members("{\"a\":null}").string("a")).isEmpty();
        assertThat(members("{\"a\":null}").integer("a")).isEmpty();
        assertThat(members("{\"a\":null}").jsonObject("a")).isEmpty();
    }

    @Test
    void unknownMembersAreIgnored() {
        assertThat(members("{\"b\":[1,{\"a\":2}],\"a\":\"x\"}").string("a")).contains("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"a\":null}", "{\"a\":\"\"}"})
    void aRequiredMemberThatIsMissingOrEmptyIsMalformedByItsName(String json) {
        assertMalformed(json, m -> m.requiredString("a"), "'a' is missing or empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "[]", "{}", "[\"x\"]"})
    void whatIsNoStringIsMalformed(String value) {
        assertMalformed("{\"a\":" + value + "}", m -> m.string("a"), "'a' must be a string");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"1\"", "1.5", "2147483648", "-2147483649", "1e999999999", "[]", "true"})
    void whatIsNoWholeNumberOfAnIntIsMalformed(String value) {
        assertMalformed("{\"a\":" + value + "}", m -> m.integer("a"), "whole number");
    }

    @Test
    void wholeNumbersMayBeWrittenInAnyWay() {
        assertThat(members("{\"a\":1e2}").integer("a")).hasValue(100);
        assertThat(members("{\"a\":5.0}").integer("a")).hasValue(5);
        assertThat(members("{\"a\":-2147483648}").integer("a")).hasValue(Integer.MIN_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"x\"", "[]", "true"})
    void whatIsNoObjectIsMalformed(String value) {
        assertMalformed(
                "{\"a\":" + value + "}", m -> m.jsonObject("a"), "'a' must be a JSON object");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"x\"",
                "1",
                "{",
                "{\"a\"}",
                "{\"a\":}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\n\"}",
                "{\"a\":1}}",
                "{\"a\":1} x",
                "{\"a\":1}{}",
                "{\"a\":NaN}",
                "<html>",
                "{\"a\":01}",
                "\u001f\u008b"
            })
    void whatIsNoJsonObjectIsMalformed(String json) {
        assertMalformed(json, m -> m, "The body is not a JSON object.");
    }

    @Test
    void deepNestingIsMalformedAndDoesNotOverflowTheStack() {
        String deep = "{\"a\":".repeat(40_000) + "1" + "}".repeat(40_000);
        assertMalformed(deep, m -> m, "not a JSON object");
        assertMalformed("{\"a\":" + "[".repeat(200_000), m -> m, "not a JSON object");
    }

    @Test
    void bytesThatAreNoUtf8DoNotBreakIt() {
        byte[] json = "{\"a\":\"x?\"}".getBytes(StandardCharsets.UTF_8);
        json[7] = (byte) 0xff;
        assertThat(JsonMembers.parse(json, "The body").string("a")).contains("x\ufffd");
    }

    @Test
    void aNumberOfManyDigitsIsHarmless() {
        String digits = "9".repeat(200_000);
        assertMalformed("{\"a\":" + digits + "}", m -> m.integer("a"), "");
        assertMalformed("{\"a\":0." + digits + "}", m -> m.integer("a"), "");
    }

    private static JsonMembers members(String json) {
        return JsonMembers.parse(json.getBytes(StandardCharsets.UTF_8), "The body");
    }

    private static void assertMalformed(
            String json, Function<JsonMembers, Object> use, String reason) {
        assertThatThrownBy(() -> use.apply(members(json)))
                .hasMessageContaining(reason)
                .isInstanceOfSatisfying(
                        SfuException.class,
                        e -> assertThat(e.refusal()).isEqualTo(Refusal.MALFORMED));
    }
}
