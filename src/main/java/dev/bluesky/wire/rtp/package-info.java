/**
 * RTP packets as views over the caller's bytes: nothing is copied to be read, and what a forwarder
 * changes is changed in place.
 *
 * <p>RTP (RFC 3550 section 5), header extensions in both forms (RFC 8285), audio level (RFC 6464),
 * SDES values in extensions (RFC 7941, 8852, 8843), retransmission (RFC 4588), redundant audio (RFC
 * 2198), and which protocol a datagram speaks (RFC 7983, 5761).
 *
 * <p>Imports the JDK and {@code wire}'s byte order. A view belongs to one thread and is wrapped
 * again for each packet. A bad packet is an answer ({@code false}, {@code NONE}), never an
 * exception; offsets and lengths that the caller passes are trusted, those in the packet never are.
 * SSRCs and timestamps are raw 32-bit ints; sequence numbers are ints from 0 to 65535.
 */
@NullMarked
package dev.bluesky.wire.rtp;

import org.jspecify.annotations.NullMarked;
