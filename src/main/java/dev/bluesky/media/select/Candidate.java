package dev.bluesky.media.select;

/**
 * A published track that may be in a slot.
 *
 * @param publisher the user's id
 * @param track its id among those of the publisher
 */
public record Candidate(String publisher, String track) {}
