package dev.bluesky.media.send;

import java.util.Arrays;

/**
 * Maps the wrapping numbers of one source after the other onto one run of numbers without gaps of
 * our making: a source goes on where the one before ended, and numbers that are left out vanish.
 *
 * <p>A number that was passed over by a newer one has its place kept, so a late packet maps to it,
 * also before numbers that were left out meanwhile. How long: {@value #RANGES} runs of left-out
 * numbers.
 */
public final class NumberMap {

    /** The number precedes the switch to the present source. */
    public static final int BEFORE_SWITCH = -1;

    /** The number's place is forgotten. */
    public static final int FORGOTTEN = -2;

    /** The number was left out. */
    public static final int LEFT_OUT = -3;

    private static final int RANGES = 64;
    private static final int FIRST_RANGES = 4;

    private final long outMask;

    // Most streams leave nothing out: memory is taken when one does.
    private long[] from = {};
    private long[] to = {};
    private long[] offsetBefore = {};

    /**
     * How many ranges there have been since the switch; range {@code i} is at {@code i % RANGES}.
     */
    private int ranges;

    private int sourceBits;
    private long first;
    private long remembered;
    private long newest;
    private long offset;
    private long nextOut;

    /**
     * @param outBits how many bits the numbers have that come out, at most 31
     * @param firstOut the first of them
     */
    public NumberMap(int outBits, int firstOut) {
        outMask = (1L << outBits) - 1;
        nextOut = firstOut & outMask;
        sourceBits = outBits;
    }

    /**
     * Begins with another source: its number maps to the one after the largest that came out.
     *
     * @param bits how many bits the source's numbers have
     */
    public void switchTo(int source, int bits) {
        sourceBits = bits;
        first = source;
        remembered = source;
        newest = source - 1L;
        offset = nextOut - source;
        ranges = 0;
    }

    /**
     * Takes back what came out last but was not used after all, to be called from the last one
     * backwards and before the next switch.
     *
     * @param out that number; any other changes nothing
     */
    public void takeBack(int out) {
        if (out == (int) (nextOut - 1 & outMask)) {
            nextOut--;
        }
    }

    /** How many steps a number is ahead of the newest, or, negative, behind it. */
    public int ahead(int source) {
        int unused = Integer.SIZE - sourceBits;
        return (source - (int) newest) << unused >> unused;
    }

    /** The number without wrapping. */
    long unwrap(int source) {
        return newest + ahead(source);
    }

    /**
     * The number that comes out.
     *
     * @return or {@link #BEFORE_SWITCH}, {@link #FORGOTTEN}, {@link #LEFT_OUT}
     */
    public int map(int source) {
        long number = unwrap(source);
        if (number < remembered) {
            return number < first ? BEFORE_SWITCH : FORGOTTEN;
        }
        long numbersOffset = offset;
        for (int i = ranges - 1; i >= oldestRange() && number <= to[i % RANGES]; i--) {
            if (number >= from[i % RANGES]) {
                return LEFT_OUT;
            }
            numbersOffset = offsetBefore[i % RANGES];
        }
        newest = Math.max(newest, number);
        nextOut = Math.max(nextOut, number + numbersOffset + 1);
        return (int) (number + numbersOffset & outMask);
    }

    /** The number by the present offset, for a number that has no place of its own. */
    public int mapByOffset(int source) {
        return (int) (unwrap(source) + offset & outMask);
    }

    /**
     * Leaves a number out, so that what comes after it moves up.
     *
     * @return false if a newer number came out already: then its place is promised
     */
    public boolean leaveOut(int source) {
        long number = unwrap(source);
        if (number <= newest) {
            return number < remembered || isLeftOut(number);
        }
        if (ranges > 0 && to[(ranges - 1) % RANGES] == number - 1) {
            to[(ranges - 1) % RANGES] = number;
        } else {
            addRange(number);
        }
        newest = number;
        offset--;
        return true;
    }

    /** Whether a number was left out, as far as that is remembered. */
    public boolean isLeftOut(int source) {
        return isLeftOut(unwrap(source));
    }

    private void addRange(long number) {
        int at = ranges % RANGES;
        if (ranges >= RANGES) {
            remembered = to[at] + 1;
        } else if (ranges == from.length) {
            growRanges();
        }
        from[at] = number;
        to[at] = number;
        offsetBefore[at] = offset;
        ranges++;
    }

    private void growRanges() {
        int size = Math.max(FIRST_RANGES, 2 * from.length);
        from = Arrays.copyOf(from, size);
        to = Arrays.copyOf(to, size);
        offsetBefore = Arrays.copyOf(offsetBefore, size);
    }

    private boolean isLeftOut(long number) {
        for (int i = ranges - 1; i >= oldestRange() && number <= to[i % RANGES]; i--) {
            if (number >= from[i % RANGES]) {
                return true;
            }
        }
        return false;
    }

    private int oldestRange() {
        return Math.max(0, ranges - RANGES);
    }
}
