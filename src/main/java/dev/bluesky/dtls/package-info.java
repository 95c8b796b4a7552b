/**
 * DTLS-SRTP (RFC 5763, RFC 5764, RFC 8827): handshakes with peers that are known by the fingerprint
 * in their session description. The only package that sees BouncyCastle.
 *
 * <p>{@link dev.bluesky.dtls.DtlsEndpoint} is one peer's handshake: the event loop hands datagrams
 * in without waiting, {@link dev.bluesky.dtls.DtlsFilter} looks at them there, and a thread of the
 * given executor does the work and waits, because BouncyCastle's calls block. It waits no longer
 * than the deadline of {@link dev.bluesky.dtls.DtlsLimits} ({@code Patience}) and no longer than
 * until {@code close}; only so many compute at a time ({@link dev.bluesky.dtls.Turns}), while the
 * others wait for peers.
 *
 * <p>Invariants: keys leave this package only after the peer proved to own a certificate with the
 * announced fingerprint; no length that a datagram claims is reserved before it was checked,
 * whether in the clear ({@code DtlsFilter}) or encrypted ({@code GuardedCipher}): BouncyCastle 1.84
 * reserves 256 MiB for one datagram of 205 bytes otherwise (CVE-2026-59646).
 */
@NullMarked
package dev.bluesky.dtls;

import org.jspecify.annotations.NullMarked;
