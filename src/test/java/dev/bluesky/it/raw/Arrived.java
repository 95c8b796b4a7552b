package dev.bluesky.it.raw;

/** How a packet came. */
public enum Arrived {
    /** As itself, for the first time. */
    FIRST,
    /** As a retransmission, and not before; the packet is already unwrapped. */
    RECOVERED,
    /** As a retransmission of what was there already: libwebrtc probes the bandwidth so. */
    REDUNDANT,
    /** As itself, though it was there already under that number. */
    DUPLICATE;

    public boolean isNew() {
        return this == FIRST || this == RECOVERED;
    }
}
