package dev.bluesky.bench.load;

/**
 * The packets of one stream of a publisher, by number, and which of them count. Numbered on the
 * publishers' thread, read on the viewers'.
 */
final class SentStream {
    private long next;

    /** Numbers from here count, if they are below {@link #to}. */
    private volatile long from = Long.MAX_VALUE;

    private volatile long to = Long.MAX_VALUE;

    /** The next packet's number. */
    long take() {
        return next++;
    }

    /** From the next packet on they count. */
    void open() {
        from = next;
        to = Long.MAX_VALUE;
    }

    /** From the next packet on they do not; returns how many did. */
    long shut() {
        to = next;
        return Math.max(0, next - from);
    }

    /** Whether the next packet counts. */
    boolean isOpen() {
        return from != Long.MAX_VALUE && to == Long.MAX_VALUE;
    }

    boolean counts(long number) {
        return number >= from && number < to;
    }

    /** The first number that counts. */
    long from() {
        return from;
    }

    /** The first number that does not count any more; {@link Long#MAX_VALUE} while all do. */
    long to() {
        return to;
    }
}
