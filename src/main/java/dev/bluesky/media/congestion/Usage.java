package dev.bluesky.media.congestion;

/** What the delay says of the path's narrowest queue. */
enum Usage {
    /** It drains: more leaves than comes. */
    UNDER,
    NORMAL,
    /** It grows: more comes than leaves. */
    OVER
}
