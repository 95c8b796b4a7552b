/**
 * One peer of the forwarding engine: datagrams in, datagrams out.
 *
 * <p>Sans-IO: time is an argument, and what is to be sent goes to a {@link dev.bluesky.peer.Link}.
 * A peer belongs to one loop, most often its room's own; handshakes run elsewhere and come back as
 * its commands. To viewers on another loop a publisher is a {@link
 * dev.bluesky.peer.PublisherReplica} there, fed by a {@link dev.bluesky.peer.PublisherRelay}.
 *
 * <p>{@link dev.bluesky.peer.Peer} has a {@link dev.bluesky.peer.PeerTransport} (ICE, DTLS, SRTP)
 * and one {@link dev.bluesky.peer.MediaSide}: {@link dev.bluesky.peer.Publisher} or {@link
 * dev.bluesky.peer.Viewer}. Imports {@code ice}, {@code dtls}, {@code srtp}, {@code media}, {@code
 * negotiate}, {@code stats} and {@code wire}. Invariants: nothing of a peer throws for what the
 * network sends; what is dropped has a counted reason; one peer's trouble is its own.
 */
@NullMarked
package dev.bluesky.peer;

import org.jspecify.annotations.NullMarked;
