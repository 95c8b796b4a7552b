/**
 * What an administrator may set: one immutable tree of records, {@link dev.bluesky.config.Config},
 * read once at the start by {@link dev.bluesky.config.ConfigReader}.
 *
 * <p>{@link dev.bluesky.config.Keys} is the only declaration of a key: its name, default, allowed
 * values and reason. The page {@code src/site/markdown/configuration.md} is written from it and a
 * test keeps the two equal.
 *
 * <p>Invariants: a tree that exists is valid; a wrong value never becomes a tree but a {@link
 * dev.bluesky.config.ConfigException} of one line. Nothing here keeps state, so any thread may use
 * it.
 */
@NullMarked
package dev.bluesky.config;

import org.jspecify.annotations.NullMarked;
