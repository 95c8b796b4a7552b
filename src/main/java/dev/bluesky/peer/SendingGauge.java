package dev.bluesky.peer;

/** What is known of the way to a viewer now. */
public enum SendingGauge {
    /** Bits a second that the path to the viewer is thought to carry. */
    ESTIMATE_BPS,
    /** Bits a second that would be sent if the path carried everything that is wanted. */
    DEMAND_BPS,
    /** Bits a second of the video that is granted. */
    GRANTED_BPS,
    /** Bytes that wait in the pacer. */
    QUEUED_BYTES
}
