package dev.bluesky.media.forward;

import dev.bluesky.media.codec.Codec;
import dev.bluesky.media.codec.Dependencies;
import dev.bluesky.media.send.PublisherClock;
import dev.bluesky.media.send.RetransmissionCache;
import dev.bluesky.media.send.SourceTiming;
import dev.bluesky.wire.rtp.HeaderExtensionWriter;
import dev.bluesky.wire.rtp.RtpView;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * An encoder of spatial and temporal layers in one stream, VP9 by its payload descriptor or AV1 by
 * the dependency descriptor; its frames say what they are built on.
 */
final class LayeredPublisher {
    static final int DEPENDENCIES_ID = 11;
    static final int MARK_BYTES = 16;
    private static final int[][] TEMPORAL = {{0}, {0, 1}, {0, 2, 1, 2}};

    /** One layer's part of a picture. */
    record Frame(
            int index,
            int picture,
            int spatialId,
            int temporalId,
            Set<Integer> references,
            int packets) {}

    final Router router;
    final List<Frame> frames = new ArrayList<>();
    private final Codec codec;
    private final int temporal;
    private final boolean keyOnly;
    private final Dependencies dependencies;
    private final SplittableRandom random;
    private final int start;

    /** By temporal layer, then spatial: the last frame. */
    private final Map<Integer, Frame> last = new TreeMap<>();

    private int picture;
    private int sinceKey;
    private int baseFrames;
    private int packets;
    private int frameNumber;
    private boolean keyNeeded = true;

    /** So many spatial layers are encoded at present. */
    private int active;

    /**
     * @param keyOnly whether spatial layers are built on one another in key pictures only
     * @param start of all numbers
     */
    LayeredPublisher(
            Codec codec,
            int spatial,
            int temporal,
            boolean keyOnly,
            int start,
            SplittableRandom random) {
        this.codec = codec;
        active = spatial;
        this.temporal = temporal;
        this.keyOnly = keyOnly;
        this.start = start;
        this.random = random;
        dependencies = new Dependencies(spatial, temporal, keyOnly, start & 63);
        router =
                new Router(
                        codec,
                        -1,
                        DEPENDENCIES_ID,
                        new SourceTiming(90_000, new PublisherClock()),
                        new RetransmissionCache(256, 100_000, 1_000_000_000L));
    }

    void askForKeyFrame() {
        keyNeeded = true;
    }

    /** From the next picture on; as in Chromium, more come without a key frame or a structure. */
    void encode(int spatialLayers) {
        active = spatialLayers;
    }

    int pictures() {
        return picture;
    }

    /** The packets of the next picture, in order. */
    List<byte[]> picture() {
        boolean key = keyNeeded;
        keyNeeded = false;
        sinceKey = key ? 0 : sinceKey + 1;
        int[] pattern = TEMPORAL[temporal - 1];
        int temporalId = pattern[sinceKey % pattern.length];
        baseFrames += temporalId == 0 ? 1 : 0;
        List<byte[]> sent = new ArrayList<>();
        List<Frame> made = new ArrayList<>();
        for (int s = 0; s < active; s++) {
            boolean begins = !last.containsKey(s);
            Set<Integer> references = new HashSet<>();
            if (s > 0 && (key || begins || !keyOnly)) {
                references.add(made.get(s - 1).index);
            }
            if (!key && !begins) {
                references.add(reference(s, temporalId).index);
            }
            int parts = 1 + random.nextInt(3);
            int index = frames.size() + s;
            Frame frame = new Frame(index, picture, s, temporalId, references, parts);
            made.add(frame);
            for (int part = 0; part < frame.packets; part++) {
                sent.add(packet(frame, key, part));
            }
            frameNumber++;
        }
        made.forEach(frame -> last.put(temporalId * 8 + frame.spatialId, frame));
        frames.addAll(made);
        picture++;
        return sent;
    }

    /** The newest of a lower temporal layer, or of the lowest. */
    private Frame reference(int spatialId, int temporalId) {
        Frame newest = null;
        for (int t = 0; t < Math.max(1, temporalId); t++) {
            Frame candidate = last.get(t * 8 + spatialId);
            if (candidate != null && (newest == null || candidate.picture > newest.picture)) {
                newest = candidate;
            }
        }
        if (newest == null) {
            throw new AssertionError("no key frame yet");
        }
        return newest;
    }

    private byte[] packet(Frame frame, boolean key, int part) {
        boolean first = part == 0;
        boolean ends = part == frame.packets - 1;
        ByteBuffer payload = ByteBuffer.allocate(100);
        if (codec == Codec.VP9) {
            vp9(payload, frame, key, first, ends);
        } else {
            payload.put((byte) (key && first && frame.spatialId == 0 ? 0x18 : 0x10));
            payload.put((byte) 0x30);
        }
        payload.putInt(frame.index).putInt(part).putLong(0);
        byte[] bytes = new byte[RtpView.FIXED_HEADER_BYTES + payload.position()];
        int number = (start + packets++) & 0xFFFF;
        RtpView.writeHeader(bytes, 0, 98, number, start * 77 + frame.picture * 3000, 9);
        bytes[1] |= (byte) (ends && frame.spatialId == active - 1 ? 0x80 : 0);
        System.arraycopy(payload.array(), 0, bytes, 12, payload.position());
        return codec == Codec.AV1 ? described(bytes, frame, key, first, ends) : bytes;
    }

    private void vp9(ByteBuffer out, Frame frame, boolean key, boolean first, boolean ends) {
        boolean structure = key && first && frame.spatialId == 0;
        boolean unusedAbove = frame.spatialId == active - 1 || (keyOnly && !key);
        out.put(
                (byte)
                        (0xA0
                                | (key ? 0 : 0x40)
                                | (first ? 8 : 0)
                                | (ends ? 4 : 0)
                                | (structure ? 2 : 0)
                                | (unusedAbove ? 1 : 0)));
        out.putShort((short) (0x8000 | ((start + frame.picture) & 0x7FFF)));
        boolean interLayer = frame.spatialId > 0 && (key || !keyOnly);
        int climbs = frame.temporalId > 0 ? 0x10 : 0;
        out.put(
                (byte)
                        (frame.temporalId << 5
                                | climbs
                                | frame.spatialId << 1
                                | (interLayer ? 1 : 0)));
        out.put((byte) (start + baseFrames));
        if (structure) {
            out.put((byte) ((active - 1) << 5 | 0x10));
            for (int s = 0; s < active; s++) {
                out.putShort((short) dependencies.width(s));
                out.putShort((short) dependencies.height(s));
            }
        }
    }

    private byte[] described(byte[] plain, Frame frame, boolean key, boolean first, boolean ends) {
        boolean structure = key && first && frame.spatialId == 0;
        byte[] descriptor =
                dependencies.descriptor(
                        first,
                        ends,
                        frame.spatialId,
                        frame.temporalId,
                        key,
                        (start + frameNumber) & 0xFFFF,
                        structure,
                        0);
        HeaderExtensionWriter writer = new HeaderExtensionWriter(true);
        writer.add(DEPENDENCIES_ID, descriptor, 0, descriptor.length);
        RtpView view = new RtpView();
        view.wrap(plain, 0, plain.length);
        byte[] out = new byte[plain.length + descriptor.length + 16];
        return Arrays.copyOf(out, writer.write(view, out, 0));
    }
}
