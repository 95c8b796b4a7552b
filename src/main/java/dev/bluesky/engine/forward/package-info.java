/**
 * The forwarding engine: a selective forwarding unit that never decodes. It wires the sans-IO parts
 * to a loop that owns the one UDP port.
 *
 * <p>A packet's path: {@link dev.bluesky.loop.MediaLoop} → {@link
 * dev.bluesky.engine.forward.Demultiplexer#datagram} → {@link dev.bluesky.peer.Peer#datagram} →
 * {@link dev.bluesky.peer.Publisher#rtp} → {@link dev.bluesky.media.forward.Router#route} → {@link
 * dev.bluesky.media.forward.Subscription} → {@link dev.bluesky.peer.PeerTransport#sendRtp} → {@link
 * dev.bluesky.peer.Link#send}.
 *
 * <p>A command's path: an HTTP thread prepares a {@link dev.bluesky.engine.forward.Proposal} and
 * queues what changes state as a command of the loop; the answer is written on a worker. What a
 * loop owns only that loop touches; there is no lock. Who closes whom: {@code
 * src/site/markdown/closing.md}; which thread does what: {@code src/site/markdown/concurrency.md}.
 */
@NullMarked
package dev.bluesky.engine.forward;

import org.jspecify.annotations.NullMarked;
