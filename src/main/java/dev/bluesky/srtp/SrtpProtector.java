package dev.bluesky.srtp;

import org.jspecify.annotations.Nullable;

/**
 * The sending direction of one peer. Encrypts and appends the tag in place: the caller guarantees
 * room for {@link SrtpProfile#tagBytes} (RTP) or {@link SrtpProfile#rtcpOverheadBytes} (RTCP) more.
 */
public final class SrtpProtector {
    private final PacketTransform rtp;
    private final PacketTransform rtcp;
    private final StreamTable rtpStreams;
    private final StreamTable rtcpStreams;

    /**
     * @param master of the direction: {@link SrtpKeys#server} if this side is the DTLS server
     * @param maxSsrcs how many SSRCs may be sent
     */
    public SrtpProtector(SrtpProfile profile, SrtpKeys.MasterKey master, int maxSsrcs) {
        this(
                profile,
                SessionKeys.ofRtp(profile, master),
                SessionKeys.ofRtcp(profile, master),
                maxSsrcs);
    }

    SrtpProtector(SrtpProfile profile, SessionKeys rtp, SessionKeys rtcp, int maxSsrcs) {
        this.rtp = PacketTransform.of(profile, rtp);
        this.rtcp = PacketTransform.of(profile, rtcp);
        this.rtpStreams = new StreamTable(maxSsrcs);
        this.rtcpStreams = new StreamTable(maxSsrcs);
    }

    /**
     * Protects an RTP packet in place (RFC 3711 section 3.3). A number that was used is refused,
     * because two different packets under one number give the key stream away.
     *
     * @return the length of the SRTP packet, or the code of a {@link SrtpDrop}
     */
    public int protectRtp(byte[] buffer, int offset, int length) {
        return protect(buffer, offset, length, false);
    }

    /**
     * Protects an RTP packet once more, to send it again: every byte must be as it was the first
     * time. Where the protected packet is still at hand, sending that costs nothing.
     *
     * @return the length of the SRTP packet, or the code of a {@link SrtpDrop}
     */
    public int protectRtpAgain(byte[] buffer, int offset, int length) {
        return protect(buffer, offset, length, true);
    }

    private int protect(byte[] buffer, int offset, int length, boolean again) {
        int header = PacketBytes.rtpHeaderLength(buffer, offset, length);
        if (header < 0) {
            return header;
        }
        ReplayWindow window = stream(rtpStreams, PacketBytes.rtpSsrc(buffer, offset));
        if (window == null) {
            return SrtpDrop.TOO_MANY_SSRCS.code();
        }
        long index =
                ReplayWindow.estimate(window.highest(), PacketBytes.sequenceNumber(buffer, offset));
        if (index < 0) {
            return SrtpDrop.TOO_OLD.code();
        }
        if (index > PacketIndex.LAST_RTP) {
            return SrtpDrop.KEY_EXHAUSTED.code();
        }
        int refusal = again ? 0 : window.check(index);
        if (refusal < 0) {
            return refusal;
        }
        window.accept(index);
        return rtp.sealRtp(buffer, offset, length, header, index);
    }

    /**
     * Protects an RTCP packet in place (RFC 3711 section 3.4), under the SSRC of its first part.
     *
     * @return the length of the SRTCP packet, or the code of a {@link SrtpDrop}
     */
    public int protectRtcp(byte[] buffer, int offset, int length) {
        if (length < PacketBytes.RTCP_HEADER) {
            return SrtpDrop.TOO_SHORT.code();
        }
        if (!PacketBytes.isVersion2(buffer, offset)) {
            return SrtpDrop.WRONG_VERSION.code();
        }
        ReplayWindow window = stream(rtcpStreams, PacketBytes.rtcpSsrc(buffer, offset));
        if (window == null) {
            return SrtpDrop.TOO_MANY_SSRCS.code();
        }
        // The first is 1: that is what the others send.
        long index = Math.max(1, window.highest() + 1);
        if (index > PacketIndex.LAST_RTCP) {
            return SrtpDrop.KEY_EXHAUSTED.code();
        }
        window.accept(index);
        return rtcp.sealRtcp(buffer, offset, length, (int) index);
    }

    /**
     * Makes room for another SSRC. This one must never be sent with again: its numbers would begin
     * anew, and two packets under one number give the key stream away.
     */
    public void forget(int ssrc) {
        rtpStreams.remove(ssrc);
        rtcpStreams.remove(ssrc);
    }

    private static @Nullable ReplayWindow stream(StreamTable streams, int ssrc) {
        ReplayWindow window = streams.find(ssrc);
        if (window != null || streams.isFull()) {
            return window;
        }
        return streams.add(ssrc);
    }
}
