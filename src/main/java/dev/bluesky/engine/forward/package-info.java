/**
 * The forwarding engine: a selective forwarding unit that never decodes. It wires the sans-IO parts
 * to the loops that share the one UDP port.
 *
 * <p>A packet's path: {@link dev.bluesky.loop.MediaLoop} → {@link
 * dev.bluesky.engine.forward.Demultiplexer#datagram} → {@link dev.bluesky.peer.Peer#datagram} →
 * {@link dev.bluesky.peer.Publisher#rtp} → {@link dev.bluesky.media.forward.Router#route} → {@link
 * dev.bluesky.media.forward.Subscription} → {@link dev.bluesky.peer.PeerTransport#sendRtp} → {@link
 * dev.bluesky.peer.Link#send}.
 *
 * <p>A room lives on one loop with its connections; {@link dev.bluesky.engine.forward.Placement}
 * says on which, and when a room is so large that further viewers live on another one, where it has
 * an {@link dev.bluesky.engine.forward.Outpost}. Datagrams find sessions by one map for all loops
 * ({@link dev.bluesky.engine.forward.Whereabouts}), which a session's own loop writes and every
 * loop reads without a lock; of a session of another loop it asks which loop that is, and nothing
 * else, and hands the datagram over.
 *
 * <p>A command's path: an HTTP thread hands over an offer and waits; a worker prepares a {@link
 * dev.bluesky.engine.forward.Proposal} and queues what changes state as a command of the loop; the
 * answer is written on a worker. What a loop owns only that loop touches; there is no lock. Who
 * closes whom: {@code src/site/markdown/closing.md}; which thread does what: {@code
 * src/site/markdown/concurrency.md}.
 *
 * <p>After the start {@link dev.bluesky.engine.forward.WarmUp} has calls rehearsed in a room of its
 * own, until somebody comes.
 */
@NullMarked
package dev.bluesky.engine.forward;

import org.jspecify.annotations.NullMarked;
