package dev.bluesky.config;

/**
 * A value as it was written, and where.
 *
 * @param source for people, such as {@code environment variable BLUESKY_HTTP_PORT}
 */
record Setting(String value, String source) {}
