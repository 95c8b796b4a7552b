/**
 * Counters: cheap where things happen, named where they are read. A set of counters belongs to one
 * thread, which also takes the snapshots that others read: {@link
 * dev.bluesky.stats.ConnectionStatistics}. What each name means: {@code
 * src/site/markdown/statistics.md}.
 */
@NullMarked
package dev.bluesky.stats;

import org.jspecify.annotations.NullMarked;
