package dev.bluesky.negotiate;

/**
 * A media section of an offer that sends.
 *
 * @param id the section's mid (RFC 5888)
 * @param kind {@code audio} or {@code video}
 */
public record OfferedTrack(String id, String kind) {}
