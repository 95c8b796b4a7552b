/**
 * The I/O edge of the forwarding engine: sockets, one thread, a clock. Alone sees {@code io.netty}.
 * One UDP port for all, and where that does not pass TCP on the same number, passive as in <a
 * href="https://www.rfc-editor.org/rfc/rfc6544">RFC 6544</a>, framed as in <a
 * href="https://www.rfc-editor.org/rfc/rfc4571">RFC 4571</a>.
 *
 * <p>Everything happens on the thread of a {@link dev.bluesky.loop.MediaLoop}: what arrives is
 * handed to its {@link dev.bluesky.loop.LoopHandler}, commands of other threads run in their order,
 * and what is sent meanwhile leaves at the end of the turn.
 *
 * <p>Invariants: Nothing waits. A network that does not take what it is sent costs its own
 * datagrams, each counted, and nobody else's. No fault of a handler, no datagram and no error of
 * the network ends the loop. After {@link dev.bluesky.loop.MediaLoop#close()} no thread, socket or
 * class loader stays behind, so everything of Netty runs on the loop's thread, never on a
 * container's.
 */
@NullMarked
package dev.bluesky.loop;

import org.jspecify.annotations.NullMarked;
