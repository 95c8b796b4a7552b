/**
 * The load of {@link dev.bluesky.bench.ForwardingLoad}: publishers that send real VP8 frames and
 * viewers that check every packet, in one JVM on {@code dev.bluesky.it.raw}.
 *
 * <p>What identifies a packet is its payload, which no forwarder may change: {@link
 * dev.bluesky.bench.load.ClipPackets} knows the checksum of each, its last bytes say who sent it,
 * publishers note when they last did, and viewers look that up. A {@link
 * dev.bluesky.bench.load.LoadSlot} knows of an m-line what should have come in it, also while
 * publishers follow one another there. Two threads: one loop for publishers, one for viewers. Those
 * who all join at once ({@link dev.bluesky.bench.load.GuestsProcess}) are another JVM, so that they
 * do not hold up whom they are measured by.
 */
@NullMarked
package dev.bluesky.bench.load;

import org.jspecify.annotations.NullMarked;
