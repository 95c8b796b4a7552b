/** The small parts of a peer, and its transport with real handshakes; calls are in {@code sim}. */
@NullMarked
package dev.bluesky.peer;

import org.jspecify.annotations.NullMarked;
