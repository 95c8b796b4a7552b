package dev.bluesky.media.receive;

/** What a packet means to its stream. Those that are not accepted are reasons to drop it. */
public enum Arrival {
    /** The newest so far. */
    NEWEST(true),
    /** Older than the newest: reordered or retransmitted, and missing until now. */
    LATE(true),
    /** The newest after a jump that the packet before it announced: numbering begins anew. */
    RESTART(true),
    /** It was here before. */
    DUPLICATE(false),
    /** Older than the stream remembers. */
    TOO_OLD(false),
    /** Far from all others; if the next one follows it, the stream restarts there. */
    SEQUENCE_JUMP(false);

    private final boolean accepted;

    Arrival(boolean accepted) {
        this.accepted = accepted;
    }

    /** Whether the packet may be forwarded. */
    public boolean isAccepted() {
        return accepted;
    }
}
