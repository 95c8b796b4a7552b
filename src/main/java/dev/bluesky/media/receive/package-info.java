/**
 * The receiving side of a publisher's transport: what arrived, what is missing, and the RTCP that
 * tells the publisher.
 *
 * <p>{@link dev.bluesky.media.receive.ReceiveStream} holds one SSRC: extended sequence numbers,
 * jitter and loss (RFC 3550 section 6.4, appendices A.1, A.3, A.8), and for video the {@link
 * dev.bluesky.media.receive.NackGenerator} (RFC 4585). {@link
 * dev.bluesky.media.receive.ReceiveStreams} bounds how many there are, and {@link
 * dev.bluesky.media.receive.ReceiverReporter} reports on them. Of each transport there is one
 * {@link dev.bluesky.media.receive.TransportCcRecorder}, or one {@link
 * dev.bluesky.media.receive.RembGenerator} where the publisher does not number its packets; of each
 * video source one {@link dev.bluesky.media.receive.KeyFrameRequester}.
 *
 * <p>Sans-IO: {@code nowNs} is a monotonic time; every output is drained into an {@link
 * dev.bluesky.wire.rtcp.RtcpWriter}, so that one datagram can hold what is due at once. Belongs to
 * one thread. After construction nothing is allocated. A packet that must not be forwarded is an
 * {@link dev.bluesky.media.receive.Arrival}, which names the reason.
 */
@NullMarked
package dev.bluesky.media.receive;

import org.jspecify.annotations.NullMarked;
