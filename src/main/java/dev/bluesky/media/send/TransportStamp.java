package dev.bluesky.media.send;

import dev.bluesky.wire.rtp.AbsSendTime;
import dev.bluesky.wire.rtp.RtpView;
import dev.bluesky.wire.rtp.TransportSequenceNumber;

/**
 * Writes into packets of one transport what is known only when they leave: the transport-wide
 * sequence number, one count for all streams, retransmissions and padding included; and the send
 * time. It comes before encryption, which authenticates it.
 */
public final class TransportStamp {

    /** The packet has no transport-wide number. */
    public static final int NONE = -1;

    private final RtpView view = new RtpView();
    private int next;

    /**
     * Stamps a packet that leaves now.
     *
     * @param extensions those that its stream writes
     * @return its transport-wide number, or {@link #NONE}
     */
    public int stamp(OwnExtensions extensions, byte[] buffer, int offset, int length, long nowNs) {
        if (!extensions.areStampedOnLeaving() || !view.wrap(buffer, offset, length)) {
            return NONE;
        }
        int sendTimeId = extensions.absSendTimeId();
        if (sendTimeId != 0) {
            AbsSendTime.overwrite(view.extensions(), sendTimeId, AbsSendTime.ofNs(nowNs));
        }
        int numberId = extensions.transportSequenceId();
        if (numberId == 0
                || !TransportSequenceNumber.overwrite(view.extensions(), numberId, next)) {
            return NONE;
        }
        int number = next;
        next = next + 1 & 0xFFFF;
        return number;
    }
}
