/** Behaviour of the loop with real sockets on loopback, on each transport. */
@NullMarked
package dev.bluesky.loop;

import org.jspecify.annotations.NullMarked;
