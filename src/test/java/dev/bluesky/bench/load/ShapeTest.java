package dev.bluesky.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Shapes by their names on the command line. */
class ShapeTest {

    @ParameterizedTest
    @CsvSource({
        "100, 1, 100, 1, 1 to 100",
        "8x, 8, 56, 1, 8-way room",
        "8t, 8, 8, 1, '8-way room, one connection each'",
        "100s, 1, 100, 3, 'simulcast, 1 to 100'",
        "10small, 1, 10, 1, 'a small picture, 1 to 10'",
        "25slots, 25, 25, 3, 25 people with slots"
    })
    void aNameSaysWhoPublishesToWhom(
            String name, int publishers, int receivers, int sizes, String text) {
        assertThat(Shape.named(name))
                .singleElement()
                .satisfies(
                        shape -> {
                            assertThat(shape.publishers()).isEqualTo(publishers);
                            assertThat(shape.receivers()).isEqualTo(receivers);
                            assertThat(shape.sizes()).hasSize(sizes);
                            assertThat(shape).hasToString(text);
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "slots", "0", "0s", "-1", "8y", "25 slots", "1.5"})
    void whatIsNoShapeIsRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> Shape.named(name));
    }
}
