package dev.bluesky.peer;

/** What is counted of the way to a viewer. */
public enum SendingCounter {
    /** Packets that left only after they had waited in the pacer. */
    PACED,
    /** How often pictures waited too long in the pacer and began anew. */
    BEGUN_ANEW,
    /** How often a picture was stopped before its smaller one had come, to spare the path. */
    CUT,
    /** Probes of the path's bandwidth. */
    PROBES,
    /** Packets that were sent to fill such a probe: earlier ones once more, or padding. */
    PROBE_PACKETS,
    /** Bytes of those packets. */
    PROBE_BYTES,
    /** Transport-wide feedback that the viewer has sent. */
    FEEDBACK,
    /** Estimates of its own that the viewer has sent (REMB). */
    REMB,
    /** How often what a track may have was lowered. */
    LOWERED,
    /** How often what a track may have was raised. */
    RAISED,
    /** How often a track's video was stopped because the path did not carry it. */
    STARVED
}
