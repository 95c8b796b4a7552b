/**
 * Counters: cheap where things happen, named where they are read. A set of counters belongs to one
 * thread, which also takes the snapshots that others read.
 */
@NullMarked
package dev.bluesky.stats;

import org.jspecify.annotations.NullMarked;
