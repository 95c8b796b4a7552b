package dev.bluesky.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CountersTest {
    private enum Fruit {
        APPLE,
        BLOOD_ORANGE,
        FIG
    }

    private final Counters<Fruit> counters = new Counters<>(Fruit.class);

    private Map<String, Long> reported() {
        Map<String, Long> reported = new TreeMap<>();
        counters.report("fruit", reported::put);
        return reported;
    }

    @Test
    void eachNameHasItsOwnNumber() {
        counters.count(Fruit.APPLE);
        counters.count(Fruit.APPLE);
        counters.count(Fruit.FIG, 1L << 40);

        assertThat(counters.of(Fruit.APPLE)).isEqualTo(2);
        assertThat(counters.of(Fruit.BLOOD_ORANGE)).isZero();
        assertThat(counters.of(Fruit.FIG)).isEqualTo(1L << 40);
    }

    @Test
    void whatNeverHappenedIsNotReported() {
        assertThat(reported()).isEmpty();
        counters.count(Fruit.BLOOD_ORANGE);
        assertThat(reported()).containsExactly(Map.entry("fruit.blood-orange", 1L));
    }

    @Test
    void namesAreTheSameInEveryLanguage() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            counters.count(Fruit.FIG);
            assertThat(reported()).containsKey("fruit.fig");
        } finally {
            Locale.setDefault(before);
        }
    }
}
