/** Starts. */
@NullMarked
package dev.bluesky.launch;

import org.jspecify.annotations.NullMarked;
