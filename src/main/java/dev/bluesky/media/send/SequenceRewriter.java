package dev.bluesky.media.send;

import java.util.Arrays;

/** Sequence numbers of an outbound stream: each number of a source comes out at most once. */
public final class SequenceRewriter {

    /** A step of more than this is no loss but a source that began anew (RFC 3550 appendix A.1). */
    public static final int MAX_DROPOUT = 3000;

    private static final int BITS = 16;
    private static final int WINDOW = 1024;

    private final NumberMap numbers;

    /** One bit for each of the newest {@value #WINDOW} source numbers: whether it was used. */
    private final long[] used = new long[WINDOW / Long.SIZE];

    private long newest;
    private DropReason reason = DropReason.NONE;

    /**
     * @param firstOut the first sequence number that comes out
     */
    public SequenceRewriter(int firstOut) {
        numbers = new NumberMap(BITS, firstOut);
    }

    /** Goes on with another source, whose packet of this number is the next to come out. */
    public void switchTo(int source) {
        numbers.switchTo(source, BITS);
        newest = source - 1L;
        Arrays.fill(used, 0);
    }

    /** Whether the source cannot be followed over this step. */
    public boolean isJump(int source) {
        return numbers.ahead(source) > MAX_DROPOUT;
    }

    /**
     * The sequence number to send.
     *
     * @return or -1, and {@link #reason()} tells why
     */
    public int rewrite(int source) {
        if (!use(source)) {
            return -1;
        }
        int out = numbers.map(source);
        reason =
                switch (out) {
                    case NumberMap.BEFORE_SWITCH -> DropReason.BEFORE_SWITCH;
                    case NumberMap.FORGOTTEN -> DropReason.TOO_LATE;
                    case NumberMap.LEFT_OUT -> DropReason.DUPLICATE;
                    default -> DropReason.NONE;
                };
        return Math.max(out, -1);
    }

    /**
     * Leaves a packet out so that the viewer sees no gap.
     *
     * @return false if a newer packet went out: then the viewer waits for this number, and
     *     something must be sent under it
     */
    public boolean leaveOut(int source) {
        return numbers.leaveOut(source);
    }

    /**
     * Takes back a number that came out last and was not sent, before the next switch; from the
     * last one backwards. Then the viewer sees no gap where nothing was lost.
     */
    public void takeBack(int out) {
        numbers.takeBack(out);
    }

    /** Why the last {@link #rewrite} gave no number. */
    public DropReason reason() {
        return reason;
    }

    private boolean use(int source) {
        long number = numbers.unwrap(source);
        if (number <= newest - WINDOW) {
            reason = DropReason.TOO_LATE;
            return false;
        }
        while (newest < number) {
            newest++;
            used[word(newest)] &= ~bit(newest);
        }
        boolean first = (used[word(number)] & bit(number)) == 0;
        used[word(number)] |= bit(number);
        reason = DropReason.DUPLICATE;
        return first;
    }

    private static int word(long number) {
        return (int) (number & WINDOW - 1) / Long.SIZE;
    }

    private static long bit(long number) {
        return 1L << (number & Long.SIZE - 1);
    }
}
