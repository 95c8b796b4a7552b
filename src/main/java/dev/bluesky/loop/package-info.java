/**
 * The I/O edge of the forwarding engine: sockets, threads, clocks. Alone sees {@code io.netty}. One
 * UDP port for all, and where that does not pass TCP on the same number, passive as in <a
 * href="https://www.rfc-editor.org/rfc/rfc6544">RFC 6544</a>, framed as in <a
 * href="https://www.rfc-editor.org/rfc/rfc4571">RFC 4571</a>.
 *
 * <p>Everything happens on the thread of a {@link dev.bluesky.loop.MediaLoop}: what arrives is
 * handed to its {@link dev.bluesky.loop.LoopHandler}, commands of other threads run in their order,
 * and what is sent meanwhile leaves at the end of the turn: datagrams of one length to one address
 * in runs that the system cuts apart. Under load a socket is read by the clock, which makes turns
 * and runs longer.
 *
 * <p>Several loops share the port ({@link dev.bluesky.loop.MediaLoops}): each has a socket of its
 * own on it ({@code SO_REUSEPORT}), and the system spreads senders over them by a hash of the
 * addresses. What a loop reads and another owns it hands over ({@link dev.bluesky.loop.Handover}):
 * the handler says to whom; the bytes are copied into the owner's inbox, a ring of fixed size and
 * without locks, and the owner is woken once a turn. The owner sends from its own socket, so
 * nothing that is sent is handed over. The inbox is bounded as a socket's buffer is: what a busy
 * owner cannot take is dropped and counted. The first loop alone takes TCP connections; what it
 * reads there is handed over in the same way, and what the owner sends is queued to it. The first
 * loop binds the port for itself and lets it be shared only then, so a port that another server has
 * is still taken.
 *
 * <p>What a room's own loop has decrypted and another has viewers for is relayed there in the same
 * way, through a ring of its own ({@link dev.bluesky.loop.RelayedPackets}).
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
