/**
 * Chromium behind a real bottleneck, as the documentation shows it ({@code
 * src/site/markdown/congestion.md}).
 */
@NullMarked
package dev.bluesky.it.narrow;

import org.jspecify.annotations.NullMarked;
