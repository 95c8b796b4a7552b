/**
 * One peer of the forwarding engine: datagrams in, datagrams out.
 *
 * <p>Sans-IO: time is an argument, and what is to be sent goes to a {@link dev.bluesky.peer.Link}.
 * Belongs to the one loop of its room.
 */
@NullMarked
package dev.bluesky.peer;

import org.jspecify.annotations.NullMarked;
