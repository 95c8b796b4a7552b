package dev.bluesky.srtp;

import org.jspecify.annotations.Nullable;

/**
 * The receiving direction of one peer. Takes the tag off and decrypts in place; what is refused
 * stays as it was and leaves no state.
 */
public final class SrtpUnprotector {
    private final int rtcpOverhead;
    private final PacketTransform rtp;
    private final PacketTransform rtcp;
    private final StreamTable rtpStreams;
    private final StreamTable rtcpStreams;

    /**
     * @param master of the direction: {@link SrtpKeys#client} if the peer is the DTLS client
     * @param maxSsrcs how many SSRCs the peer may send RTP with, and how many RTCP
     */
    public SrtpUnprotector(SrtpProfile profile, SrtpKeys.MasterKey master, int maxSsrcs) {
        this(
                profile,
                SessionKeys.ofRtp(profile, master),
                SessionKeys.ofRtcp(profile, master),
                maxSsrcs);
    }

    SrtpUnprotector(SrtpProfile profile, SessionKeys rtp, SessionKeys rtcp, int maxSsrcs) {
        this.rtcpOverhead = profile.rtcpOverheadBytes();
        this.rtp = PacketTransform.of(profile, rtp);
        this.rtcp = PacketTransform.of(profile, rtcp);
        this.rtpStreams = new StreamTable(maxSsrcs);
        this.rtcpStreams = new StreamTable(maxSsrcs);
    }

    /**
     * Unprotects an SRTP packet in place (RFC 3711 section 3.3).
     *
     * @return the length of the RTP packet, or the code of a {@link SrtpDrop}
     */
    public int unprotectRtp(byte[] buffer, int offset, int length) {
        int header = PacketBytes.rtpHeaderLength(buffer, offset, length);
        if (header < 0) {
            return header;
        }
        int ssrc = PacketBytes.rtpSsrc(buffer, offset);
        ReplayWindow window = rtpStreams.find(ssrc);
        long highest = window == null ? -1 : window.highest();
        long index = ReplayWindow.estimate(highest, PacketBytes.sequenceNumber(buffer, offset));
        int refusal = refusal(rtpStreams, window, index, PacketIndex.LAST_RTP);
        if (refusal < 0) {
            return refusal;
        }
        int result = rtp.openRtp(buffer, offset, length, header, index);
        return accepted(rtpStreams, window, ssrc, index, result);
    }

    /**
     * Unprotects an SRTCP packet in place (RFC 3711 section 3.4). A packet that is authenticated
     * but not encrypted is taken.
     *
     * @return the length of the RTCP packet, or the code of a {@link SrtpDrop}
     */
    public int unprotectRtcp(byte[] buffer, int offset, int length) {
        if (length < PacketBytes.RTCP_HEADER + rtcpOverhead) {
            return SrtpDrop.TOO_SHORT.code();
        }
        if (!PacketBytes.isVersion2(buffer, offset)) {
            return SrtpDrop.WRONG_VERSION.code();
        }
        int ssrc = PacketBytes.rtcpSsrc(buffer, offset);
        ReplayWindow window = rtcpStreams.find(ssrc);
        long index = rtcp.rtcpIndexWord(buffer, offset, length) & PacketIndex.LAST_RTCP;
        int refusal = refusal(rtcpStreams, window, index, PacketIndex.LAST_RTCP);
        if (refusal < 0) {
            return refusal;
        }
        return accepted(rtcpStreams, window, ssrc, index, rtcp.openRtcp(buffer, offset, length));
    }

    /** How many SSRCs have sent RTP. */
    public int ssrcs() {
        return rtpStreams.size();
    }

    /** What is known before the expensive work; 0 if the packet may be good. */
    private static int refusal(
            StreamTable streams, @Nullable ReplayWindow window, long index, long last) {
        if (index < 0) {
            return SrtpDrop.TOO_OLD.code();
        }
        if (window == null) {
            return streams.isFull() ? SrtpDrop.TOO_MANY_SSRCS.code() : 0;
        }
        return index > last ? SrtpDrop.KEY_EXHAUSTED.code() : window.check(index);
    }

    private static int accepted(
            StreamTable streams, @Nullable ReplayWindow window, int ssrc, long index, int result) {
        if (result >= 0) {
            (window == null ? streams.add(ssrc) : window).accept(index);
        }
        return result;
    }
}
