package dev.bluesky.sfu;

/**
 * A track that a participant publishes.
 *
 * @param id the mid of its m-line in the publisher's offer
 * @param kind {@code audio} or {@code video}
 */
public record Track(String id, String kind) {}
