package dev.bluesky.loop;

/** How a loop has its UDP port. */
enum PortSharing {
    /** For itself. */
    ALONE,
    /** Takes it for itself, so that no other server has it, and then lets neighbours share it. */
    FIRST,
    /** Shares it with a first one; the system spreads senders over all of them. */
    FURTHER
}
