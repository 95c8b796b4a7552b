/**
 * Calls in virtual time: the forwarding engine with real ICE checks, SRTP, RTP and RTCP, over
 * networks that lose, delay, repeat and reorder by a seed.
 *
 * <pre>
 *   SimulatedPublisher → Wire → Server (the engine's own Demultiplexer, rooms, peers) → Wire → SimulatedViewer
 * </pre>
 *
 * <p>{@link dev.bluesky.sim.Call} puts them together. One thread does everything, in the order of
 * {@link dev.bluesky.sim.VirtualTime}, so that a seed always gives the same run, and a test that
 * fails names its seed. The peers are built of the server's own parts, but nothing is shared with
 * it but datagrams and session descriptions. Keys are sent in the clear in place of a DTLS
 * handshake; {@code peer.PeerTransportTest} has real ones.
 */
@NullMarked
package dev.bluesky.sim;

import org.jspecify.annotations.NullMarked;
