package dev.bluesky.loop;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** Written by the loop's thread, read by all. */
final class Counters {
    private final Map<LoopCounter, AtomicLong> values = new EnumMap<>(LoopCounter.class);

    Counters() {
        for (LoopCounter counter : LoopCounter.values()) {
            values.put(counter, new AtomicLong());
        }
    }

    /** On the loop's thread: as nobody else writes, reading and writing need not be one. */
    void increment(LoopCounter counter) {
        AtomicLong value = of(counter);
        value.setRelease(value.getPlain() + 1);
    }

    Map<LoopCounter, Long> snapshot() {
        Map<LoopCounter, Long> snapshot = new EnumMap<>(LoopCounter.class);
        values.forEach((counter, value) -> snapshot.put(counter, value.getAcquire()));
        return snapshot;
    }

    private AtomicLong of(LoopCounter counter) {
        return Objects.requireNonNull(values.get(counter));
    }
}
