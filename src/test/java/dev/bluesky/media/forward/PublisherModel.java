package dev.bluesky.media.forward;

import dev.bluesky.media.codec.Codec;
import dev.bluesky.media.send.PublisherClock;
import dev.bluesky.media.send.RetransmissionCache;
import dev.bluesky.media.send.SourceTiming;
import dev.bluesky.wire.rtp.RtpView;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A VP8 publisher of three temporal layers (0 2 1 2) behind a link that loses, delays and doubles.
 * Each payload says after its descriptor which source, frame and packet it is.
 */
final class PublisherModel {

    static final int DESCRIPTOR_BYTES = 6;
    static final int PAYLOAD_BYTES = DESCRIPTOR_BYTES + 16;
    private static final int[] LAYERS = {0, 2, 1, 2};

    /** A packet on its way. */
    static final class Sent {
        final PublisherModel publisher;
        final long arrivalNs;
        final byte[] bytes;
        final int frame;
        final int packet;

        Sent(PublisherModel publisher, long arrivalNs, byte[] bytes, int frame, int packet) {
            this.publisher = publisher;
            this.arrivalNs = arrivalNs;
            this.bytes = bytes;
            this.frame = frame;
            this.packet = packet;
        }

        int source() {
            return publisher.id;
        }
    }

    final int id;
    final Router router =
            new Router(
                    Codec.VP8,
                    new SourceTiming(90_000, new PublisherClock()),
                    new RetransmissionCache(1024, 200_000, 2_000_000_000L));

    /** By packet, counted from 0: lost on the link. */
    final BitSet lost = new BitSet();

    /** Came when the stream had other sources, or none. */
    final BitSet refused = new BitSet();

    /** Of the base layer, which every viewer wants. */
    final BitSet base = new BitSet();

    /** By frame: its first packet and how many there are. */
    final Map<Integer, int[]> parts = new HashMap<>();

    private final SplittableRandom random;
    private final int firstSequenceNumber;
    private final double lossRate;
    private final long jitterNs;
    private int baseFrames;
    private int packets;

    PublisherModel(int id, int start, double lossRate, long jitterNs, SplittableRandom random) {
        this.id = id;
        this.firstSequenceNumber = start;
        this.lossRate = lossRate;
        this.jitterNs = jitterNs;
        this.random = random;
    }

    /** Sends a frame of one to four packets. */
    List<Sent> frame(int frame, boolean key, long nowNs) {
        List<Sent> arriving = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        parts.put(frame, new int[] {packets, count});
        int layer = key ? 0 : LAYERS[frame % LAYERS.length];
        baseFrames += layer == 0 ? 1 : 0;
        for (int i = 0; i < count; i++) {
            byte[] bytes = packet(frame, layer, key, i, count);
            if (random.nextDouble() < lossRate) {
                lost.set(packets);
            } else {
                arriving.add(new Sent(this, nowNs + i + jitter(), bytes, frame, packets));
                if (random.nextInt(20) == 0) {
                    arriving.add(new Sent(this, nowNs + i + jitter(), bytes, frame, packets));
                }
            }
            base.set(packets, layer == 0);
            packets++;
        }
        return arriving;
    }

    private long jitter() {
        return jitterNs == 0 ? 0 : random.nextLong(jitterNs);
    }

    private byte[] packet(int frame, int layer, boolean key, int part, int parts) {
        byte[] bytes = new byte[RtpView.FIXED_HEADER_BYTES + PAYLOAD_BYTES];
        int number = firstSequenceNumber + packets & 0xFFFF;
        RtpView.writeHeader(bytes, 0, 96, number, firstSequenceNumber * 7919 + frame * 3000, id);
        bytes[1] |= (byte) (part == parts - 1 ? 0x80 : 0);
        int pictureId = firstSequenceNumber + frame & 0x7FFF;
        ByteBuffer.wrap(bytes, 12, PAYLOAD_BYTES)
                .put((byte) (part == 0 ? 0x90 : 0x80))
                .put((byte) 0xE0)
                .putShort((short) (0x8000 | pictureId))
                .put((byte) (firstSequenceNumber + baseFrames))
                .put((byte) (layer << 6 | (layer == 0 ? 0 : 0x20)))
                .putInt(key ? 0 : 0x0100_0000)
                .putInt(id)
                .putInt(frame)
                .putInt(packets);
        return bytes;
    }
}
