/**
 * A WebRTC peer in which the test decides every byte: offers as text, connectivity checks, DTLS,
 * SRTP, RTP and RTCP from Blue Sky's own building blocks, on sockets of the JDK.
 *
 * <pre>
 *   RawOffer → HTTP → RawAnswer
 *   UdpTransport | TcpTransport → RawPeer → ConnectivityChecks | SecureSession
 *                                         → Reception → RawListener
 *   MediaSender → RawPeer → SecureSession → transport
 * </pre>
 *
 * <p>{@link dev.bluesky.it.raw.RawPeer} behaves as a browser does unless told otherwise: it checks
 * connectivity and consent (RFC 8445, RFC 7675), answers checks, reports (RFC 3550), and sends
 * again what it is asked for (RFC 4588). {@link dev.bluesky.it.raw.RawOptions} switches each off.
 *
 * <p>Threads: a {@link dev.bluesky.it.raw.RawLoop} is one thread with one selector for any number
 * of peers, and everything about a peer happens there. Methods that say so may be called from
 * anywhere; the others are called inside {@link dev.bluesky.it.raw.RawLoop#run} or {@link
 * dev.bluesky.it.raw.RawLoop#ask}, or by a listener, and refuse other threads. Nothing is allocated
 * for each media packet, so that one JVM can be a hundred viewers.
 */
@NullMarked
package dev.bluesky.it.raw;

import org.jspecify.annotations.NullMarked;
