/**
 * SRTP and SRTCP (RFC 3711, RFC 7714): packets are protected and unprotected in place.
 *
 * <p>{@link dev.bluesky.srtp.SrtpProtector} is the sending direction of one peer, {@link
 * dev.bluesky.srtp.SrtpUnprotector} the receiving one. Both belong to one event loop: no locks, no
 * clock. A packet that cannot be processed is data, not an exception: the result is negative and
 * {@link dev.bluesky.srtp.SrtpDrop#of} names the reason.
 *
 * <p>Invariants: nothing about a stream changes, and nothing is kept for an SSRC, before a packet
 * of it was authenticated; a packet that was refused is left as it was; no key reaches a log or
 * {@code toString}.
 */
@NullMarked
package dev.bluesky.srtp;

import org.jspecify.annotations.NullMarked;
