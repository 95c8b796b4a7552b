/** What both engines need and neither owns. */
@NullMarked
package dev.bluesky.engine;

import org.jspecify.annotations.NullMarked;
