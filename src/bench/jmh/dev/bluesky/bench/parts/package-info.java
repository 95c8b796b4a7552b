/**
 * What the parts of a packet's and of a joining peer's way cost, each alone, by JMH: time, and
 * bytes of garbage. Compiled in the profile {@code bench} only, since nothing else needs JMH;
 * {@link dev.bluesky.bench.parts.Parts} runs all of it.
 */
@NullMarked
package dev.bluesky.bench.parts;

import org.jspecify.annotations.NullMarked;
