package dev.bluesky.peer;

import dev.bluesky.media.forward.LayerMeter;
import dev.bluesky.media.send.PublisherClock;
import dev.bluesky.media.send.SourceTiming;
import dev.bluesky.negotiate.MediaCodec;

/**
 * What a loop must know of a stream to go on with it. Its parts are nobody else's: whoever is given
 * it may change them.
 *
 * @param mid of its section
 * @param layer its rid among the sizes of one picture; empty if it has none
 * @param lastPacketNs when its last packet came
 */
record StreamSnapshot(
        String mid,
        int ssrc,
        String layer,
        MediaCodec codec,
        SourceTiming timing,
        LayerMeter meter,
        PictureSizes sizes,
        long lastPacketNs) {

    /**
     * Of a stream as it is now.
     *
     * @param clock a copy of its publisher's
     */
    static StreamSnapshot of(InboundStream.Media stream, PublisherClock clock) {
        return new StreamSnapshot(
                stream.track().section().mid(),
                stream.ssrc(),
                stream.layer(),
                stream.codec(),
                stream.timing().copy(clock),
                stream.meter().copy(),
                stream.sizes().copy(),
                stream.lastPacketNs());
    }
}
