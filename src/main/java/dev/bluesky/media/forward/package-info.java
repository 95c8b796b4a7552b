/**
 * Which packets of which source go to which viewer: a {@link dev.bluesky.media.forward.Router} for
 * each inbound stream hands its packets to {@link dev.bluesky.media.forward.Subscription}s, one for
 * each outbound stream; a subscription waits for a key frame, forwards, and switches sources.
 *
 * <p>Within a turn of the loop packets wait in a {@link dev.bluesky.media.forward.PacketBatch}, to
 * be handed on viewer by viewer.
 *
 * <p>How numbers are rewritten, with examples: {@code src/site/markdown/rewriting.md}.
 *
 * <p>Sans-IO: time is an argument, what is to be sent goes to a {@link
 * dev.bluesky.media.forward.PacketSink}, what is asked of a publisher to a {@link
 * dev.bluesky.media.forward.KeyFrameRequests}. A router and its subscriptions belong to the one
 * loop of their room. Each packet that is not forwarded has a {@link
 * dev.bluesky.media.send.DropReason}. Nothing allocates per packet.
 */
@NullMarked
package dev.bluesky.media.forward;

import org.jspecify.annotations.NullMarked;
