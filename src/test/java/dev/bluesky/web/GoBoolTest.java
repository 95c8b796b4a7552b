package dev.bluesky.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bluesky.sfu.Refusal;
import dev.bluesky.sfu.SfuException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoBoolTest {
    @ParameterizedTest
    @ValueSource(strings = {"1", "t", "T", "TRUE", "true", "True"})
    void whatGoTakesForTrueIsTrue(String value) {
        assertThat(GoBool.parse("isSender", value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "f", "F", "FALSE", "false", "False"})
    void whatGoTakesForFalseIsFalse(String value) {
        assertThat(GoBool.parse("isSender", value)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "tRUE", "TrUe", "yes", "on", "2", "01", "true ", "ｔrue", "null"})
    void everythingElseIsMalformedByTheNameOfTheParameter(String value) {
        assertThatThrownBy(() -> GoBool.parse("isSender", value))
                .hasMessageContaining("isSender")
                .isInstanceOfSatisfying(
                        SfuException.class,
                        e -> assertThat(e.refusal()).isEqualTo(Refusal.MALFORMED));
    }
}
