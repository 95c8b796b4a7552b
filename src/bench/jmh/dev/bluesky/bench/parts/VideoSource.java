package dev.bluesky.bench.parts;

import dev.bluesky.media.codec.Codec;
import dev.bluesky.media.forward.PacketSink;
import dev.bluesky.media.forward.Router;
import dev.bluesky.media.forward.Subscription;
import dev.bluesky.media.send.FirstNumbers;
import dev.bluesky.media.send.OutboundFormat;
import dev.bluesky.media.send.OwnExtensions;
import dev.bluesky.media.send.PublisherClock;
import dev.bluesky.media.send.ResendLimits;
import dev.bluesky.media.send.RetransmissionCache;
import dev.bluesky.media.send.SendStream;
import dev.bluesky.media.send.SourceTiming;
import dev.bluesky.media.send.StreamIdentity;
import dev.bluesky.wire.rtp.RtpView;

/** A publisher of VP8, packet after packet, and its viewers. */
final class VideoSource {
    private static final long PACKET_NS = 5_000_000L;
    private static final int PACKETS_KEPT = 1024;
    private static final int BYTES_KEPT = 1 << 20;
    private static final long KEPT_NS = 2_000_000_000L;
    private static final int PAYLOAD_TYPE = 96;
    private static final int CLOCK_RATE_HZ = 90_000;
    private static final int TICKS = 450;

    private final RetransmissionCache cache =
            new RetransmissionCache(PACKETS_KEPT, BYTES_KEPT, KEPT_NS);
    private final Router router =
            new Router(Codec.VP8, new SourceTiming(CLOCK_RATE_HZ, new PublisherClock()), cache);
    private final RtpView view = new RtpView();
    private final byte[] packet;
    private int number;
    private int viewers;

    VideoSource(int packetBytes) {
        packet = new byte[packetBytes];
    }

    /** A viewer as browsers are: MID, transport-wide numbers, RTX. */
    void addViewer(PacketSink sink) {
        viewers++;
        OwnExtensions extensions = new OwnExtensions(1, "0", 3, 0);
        StreamIdentity identity =
                new StreamIdentity(viewers, 1000 + viewers, CLOCK_RATE_HZ, extensions);
        FirstNumbers start = new FirstNumbers(viewers, viewers, viewers, viewers);
        SendStream stream =
                new SendStream(identity, start, new ResendLimits(PACKETS_KEPT, 500_000));
        new Subscription(stream, sink, (source, nowNs) -> {})
                .select(router, OutboundFormat.of(100).withRtx(101), new byte[16], 0);
    }

    /** The next packet is written: a frame of its own, the first one a key frame. */
    RtpView next() {
        RtpView.writeHeader(packet, 0, PAYLOAD_TYPE, number & 0xFFFF, number * TICKS, 1);
        int payload = RtpView.FIXED_HEADER_BYTES;
        packet[payload] = (byte) 0x90;
        packet[payload + 1] = (byte) 0xE0;
        packet[payload + 2] = (byte) (0x80 | (number >> 8 & 0x7F));
        packet[payload + 3] = (byte) number;
        packet[payload + 6] = (byte) (number == 0 ? 0 : 1);
        view.wrap(packet, 0, packet.length);
        number++;
        return view;
    }

    /** When the packet that was written last came. */
    long nowNs() {
        return number * PACKET_NS;
    }

    Router router() {
        return router;
    }
}
