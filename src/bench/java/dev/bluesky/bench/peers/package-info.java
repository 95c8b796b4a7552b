/**
 * The servers that {@link dev.bluesky.bench.Comparison} puts side by side: each a process of its
 * own on this machine, with the same clients of {@code dev.bluesky.bench.load} at it. What is not
 * Blue Sky is an installed package, or is built from a few lines beside this source by what Debian
 * and npm have; what is missing is left out.
 */
@NullMarked
package dev.bluesky.bench.peers;

import org.jspecify.annotations.NullMarked;
