package dev.bluesky.sfu;

import java.util.Locale;

/** Whether media flows in a slot. */
public enum SlotState {
    /** As the publisher sends it. */
    LIVE,
    /** The viewer asked for none. */
    PAUSED,
    /** The viewer's network does not carry it. */
    BANDWIDTH;

    /** What events call it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
