package dev.bluesky.it.raw;

import dev.bluesky.dtls.DtlsFailure;
import dev.bluesky.wire.rtcp.RtcpPacket;
import dev.bluesky.wire.rtp.RtpView;

/** Hears what a peer hears, on the loop; what it is given is gone after the call. */
public interface RawListener {
    RawListener NONE = new RawListener() {};

    /** Anything at all, before it is looked at or decrypted. */
    default void datagram(byte[] buffer, int offset, int length, long nowNs) {}

    /** There are SRTP keys: media can flow. */
    default void connected(long nowNs) {}

    /** The handshake failed. */
    default void failed(DtlsFailure reason) {}

    /** The server said farewell in DTLS. */
    default void closedByServer() {}

    /** A packet, decrypted; of a retransmission the original. */
    default void rtp(RtpView packet, Arrived how, long nowNs) {}

    /** Each packet of a compound, decrypted. */
    default void rtcp(RtcpPacket packet, long nowNs) {}

    /** The server wants a key frame of that SSRC of ours, by PLI or FIR. */
    default void keyFrameWanted(int ssrc, long nowNs) {}
}
