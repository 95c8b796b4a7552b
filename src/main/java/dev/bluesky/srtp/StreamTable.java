package dev.bluesky.srtp;

import org.jspecify.annotations.Nullable;

/** The state of each SSRC: a hash table without boxes, which grows up to a limit. */
final class StreamTable {
    private static final int FIRST_SLOTS = 8;

    private final int limit;
    private int[] ssrcs = new int[FIRST_SLOTS];
    private @Nullable ReplayWindow[] windows = new @Nullable ReplayWindow[FIRST_SLOTS];
    private int size;

    StreamTable(int limit) {
        this.limit = limit;
    }

    /** The state of this SSRC, if it has any. */
    @Nullable ReplayWindow find(int ssrc) {
        return windows[slot(ssrcs, windows, ssrc)];
    }

    boolean isFull() {
        return size >= limit;
    }

    int size() {
        return size;
    }

    /** Begins the state of an SSRC that has none; the caller has asked {@link #isFull}. */
    ReplayWindow add(int ssrc) {
        if (2 * (size + 1) > ssrcs.length) {
            grow();
        }
        ReplayWindow window = new ReplayWindow();
        int slot = slot(ssrcs, windows, ssrc);
        ssrcs[slot] = ssrc;
        windows[slot] = window;
        size++;
        return window;
    }

    /** Ends the state of an SSRC, if it has any. */
    void remove(int ssrc) {
        int free = slot(ssrcs, windows, ssrc);
        if (windows[free] == null) {
            return;
        }
        windows[free] = null;
        size--;
        int mask = ssrcs.length - 1;
        for (int at = (free + 1) & mask; windows[at] != null; at = (at + 1) & mask) {
            moveUp(at);
        }
    }

    /** What found its slot taken may find it free now. */
    private void moveUp(int at) {
        ReplayWindow window = windows[at];
        windows[at] = null;
        int slot = slot(ssrcs, windows, ssrcs[at]);
        ssrcs[slot] = ssrcs[at];
        windows[slot] = window;
    }

    private void grow() {
        int[] moreSsrcs = new int[2 * ssrcs.length];
        @Nullable ReplayWindow[] moreWindows = new @Nullable ReplayWindow[2 * ssrcs.length];
        for (int i = 0; i < ssrcs.length; i++) {
            if (windows[i] != null) {
                int slot = slot(moreSsrcs, moreWindows, ssrcs[i]);
                moreSsrcs[slot] = ssrcs[i];
                moreWindows[slot] = windows[i];
            }
        }
        ssrcs = moreSsrcs;
        windows = moreWindows;
    }

    /** Where the SSRC is, or where it would be: at least half of the slots are free. */
    private static int slot(int[] ssrcs, @Nullable ReplayWindow[] windows, int ssrc) {
        int mask = ssrcs.length - 1;
        int slot = ((ssrc * 0x9e3779b9) >>> 16) & mask;
        while (windows[slot] != null && ssrcs[slot] != ssrc) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
