/**
 * RTCP, read and written: reports, descriptions and farewells (RFC 3550 section 6), NACK and PLI
 * (RFC 4585), FIR (RFC 5104), REMB (draft-alvestrand-rmcat-remb-03) and transport-wide feedback
 * (draft-holmer-rmcat-transport-wide-cc-extensions-01).
 *
 * <p>{@link dev.bluesky.wire.rtcp.RtcpCompound} walks a datagram whose lengths it has checked
 * before it hands anything out, and yields {@link dev.bluesky.wire.rtcp.RtcpPacket}s; one that lies
 * about its content becomes an {@link dev.bluesky.wire.rtcp.IgnoredPacket}. {@link
 * dev.bluesky.wire.rtcp.RtcpWriter} writes into the caller's buffer, in the order of the calls:
 * compound or of reduced size (RFC 5506).
 *
 * <p>Which packets the forwarding engine takes, sends and ignores: {@code
 * src/site/markdown/rtcp.md}.
 *
 * <p>Imports the JDK, {@code wire}'s byte order and {@code wire.rtp}. What a packet makes us
 * allocate is bounded by the datagram's length. SSRCs and RTP timestamps are raw 32-bit ints, other
 * 32-bit numbers are longs.
 */
@NullMarked
package dev.bluesky.wire.rtcp;

import org.jspecify.annotations.NullMarked;
