/**
 * One stream to one viewer: its own SSRC, sequence numbers, timestamps and picture numbers, which
 * stay continuous whatever source feeds it; retransmissions; sender reports; the farewell.
 *
 * <p>RTP and its reports (RFC 3550), retransmission (RFC 4588), NACK (RFC 4585), VP8's picture
 * numbers (RFC 7741). How numbers are rewritten, with examples: {@code
 * src/site/markdown/rewriting.md}.
 *
 * <p>Sans-IO: time is an argument ({@code nowNs}, monotonic; {@code ntpTime}, 64-bit NTP), packets
 * are views over the caller's buffers. An object belongs to the one loop of its room. Invariants
 * that a viewer sees, whatever a source does: a sequence number is used once; a gap is a packet
 * that the source's path lost; a timestamp never goes back over a switch. Nothing allocates per
 * packet; what is kept grows with what is sent in two seconds, and is bounded by construction.
 */
@NullMarked
package dev.bluesky.media.send;

import org.jspecify.annotations.NullMarked;
