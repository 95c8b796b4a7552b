@NullMarked
package dev.bluesky.stats;

import org.jspecify.annotations.NullMarked;
