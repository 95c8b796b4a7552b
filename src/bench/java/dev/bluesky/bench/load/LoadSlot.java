package dev.bluesky.bench.load;

import org.jspecify.annotations.Nullable;

/**
 * What comes in one m-line of a viewer. Publishers may follow one another in it: of each, what was
 * sent between the first packet that came and the last is expected, and of whoever is there when
 * the interval begins or ends, all that was sent from or to then. On the viewers' loop.
 */
final class LoadSlot {
    private static final long NONE = -1;

    private final int stream;
    private @Nullable SentStream source;
    private boolean fed;

    /** Whether the present source was there when the interval began. */
    private boolean continued;

    private long first = NONE;
    private long highest = NONE;
    private long expectedOfOthers;
    private long delivered;
    private long switches;

    /**
     * @param stream which of a publisher's streams should come
     * @param only who alone may come; null if anybody may
     */
    LoadSlot(int stream, @Nullable SentStream only) {
        this.stream = stream;
        source = only;
    }

    int stream() {
        return stream;
    }

    /** Whether anything has come. */
    boolean isFed() {
        return fed;
    }

    /** Counts from here. */
    void begin() {
        continued = source != null;
        first = NONE;
        highest = NONE;
        expectedOfOthers = 0;
        delivered = 0;
        switches = 0;
    }

    /**
     * A packet came that had not come before.
     *
     * @return whether it is the first one of another publisher
     */
    boolean take(SentStream from, long number) {
        boolean other = from != source;
        if (other) {
            expectedOfOthers += highest == NONE ? 0 : highest + 1 - first;
            switches += source == null ? 0 : 1;
            source = from;
            continued = false;
            first = NONE;
            highest = NONE;
        }
        fed = true;
        if (from.counts(number)) {
            delivered++;
            highest = Math.max(highest, number);
            first = continued ? from.from() : first == NONE ? number : first;
        }
        return other;
    }

    /** A packet came that the server has made itself, of the only source. */
    void takeAnother() {
        fed = true;
        delivered += source != null && source.isOpen() ? 1 : 0;
    }

    /** How many packets should have come by the end of the interval. */
    long expected() {
        SentStream present = source;
        if (present == null || (first == NONE && !continued)) {
            return expectedOfOthers;
        }
        long begin = continued ? present.from() : first;
        long end = present.to() == Long.MAX_VALUE ? highest + 1 : present.to();
        return expectedOfOthers + Math.max(0, end - begin);
    }

    /** How many packets of the interval have come. */
    long delivered() {
        return delivered;
    }

    /** How often another publisher came. */
    long switches() {
        return switches;
    }
}
