package dev.bluesky.ice;

/** What a check changed about where the peer is. */
public enum IceChange {
    /** Nothing: dropped, or from a known address without a new nomination. */
    NONE,
    /** An address is new. If it is the first, it is the path until a nomination. */
    VALIDATED,
    /** The peer nominated for the first time; the path may be the same as before. */
    SELECTED,
    /** The path is another than before. */
    SWITCHED
}
