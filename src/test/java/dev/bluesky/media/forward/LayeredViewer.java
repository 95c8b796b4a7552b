package dev.bluesky.media.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.media.codec.DependencyDescriptor;
import dev.bluesky.media.forward.LayeredPublisher.Frame;
import dev.bluesky.media.send.DropReason;
import dev.bluesky.wire.rtp.HeaderExtensions;
import dev.bluesky.wire.rtp.RtpView;
import dev.bluesky.wire.rtp.SequenceNumber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a viewer of a layered stream gets, and whether a decoder could live on it. */
final class LayeredViewer implements PacketSink {
    static final int DEPENDENCIES_ID = 5;

    /**
     * A packet of media.
     *
     * @param described what its dependency descriptor says, 0 without one
     */
    record Packet(Frame frame, int part, boolean marker, int timestamp, int described) {}

    private final LayeredPublisher publisher;
    private final TreeMap<Long, Packet> packets = new TreeMap<>();
    private final Set<Long> padding = new HashSet<>();
    private final Map<Integer, Integer> parts = new HashMap<>();
    final Map<DropReason, Integer> drops = new EnumMap<>(DropReason.class);
    private final DependencyDescriptor descriptor = new DependencyDescriptor();
    private final byte[] buffer = new byte[1500];
    private final RtpView view = new RtpView();
    private long newest = Long.MIN_VALUE;
    int newestTargets;

    LayeredViewer(LayeredPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public byte[] buffer() {
        return buffer;
    }

    @Override
    public int offset() {
        return 0;
    }

    @Override
    public void send(int length, long nowNs) {
        assertThat(view.wrap(buffer, 0, length)).isTrue();
        int wire = view.sequenceNumber();
        long number = newest == Long.MIN_VALUE ? wire : SequenceNumber.unwrap(wire, newest);
        newest = Math.max(newest, number);
        if (view.isPaddingOnly()) {
            padding.add(number);
            return;
        }
        int at = view.payloadOffset() + view.payloadLength() - LayeredPublisher.MARK_BYTES;
        ByteBuffer marks = ByteBuffer.wrap(buffer, at, LayeredPublisher.MARK_BYTES);
        Frame frame = publisher.frames.get(marks.getInt());
        Packet packet =
                new Packet(frame, marks.getInt(), view.marker(), view.timestamp(), described());
        assertThat(packets.put(number, packet)).as("number used twice").isNull();
        parts.merge(frame.index(), 1, Integer::sum);
    }

    private int described() {
        int element = view.extensions().find(DEPENDENCIES_ID);
        if (element == HeaderExtensions.NONE) {
            return 0;
        }
        HeaderExtensions extensions = view.extensions();
        assertThat(
                        descriptor.read(
                                buffer,
                                extensions.dataOffset(element),
                                extensions.dataLength(element)))
                .isTrue();
        assertThat(descriptor.isKnown()).isTrue();
        newestTargets = descriptor.active();
        return descriptor.frameNumber() + 1;
    }

    @Override
    public void drop(DropReason reason) {
        drops.merge(reason, 1, Integer::sum);
    }

    /** The frames of a picture that came whole, the lowest layer first. */
    List<Frame> frames(int picture) {
        List<Frame> whole = new ArrayList<>();
        for (Frame frame : publisher.frames) {
            if (frame.picture() == picture
                    && parts.getOrDefault(frame.index(), 0) == frame.packets()) {
                whole.add(frame);
            }
        }
        return whole;
    }

    /** Nothing came that cannot be decoded with what came, and nothing in part. */
    void checkDecodable() {
        parts.forEach(
                (index, count) -> {
                    Frame frame = publisher.frames.get(index);
                    assertThat(count).as("packets of %s", frame).isEqualTo(frame.packets());
                    assertThat(parts.keySet())
                            .as("what %s is built on", frame)
                            .containsAll(frame.references());
                });
    }

    /** Numbers without gaps; the marker ends each picture, and nothing else. */
    void checkNumbers() {
        long expected = packets.firstKey();
        Packet before = null;
        for (Map.Entry<Long, Packet> entry : packets.entrySet()) {
            while (padding.contains(expected)) {
                expected++;
            }
            assertThat(entry.getKey()).isEqualTo(expected++);
            Packet packet = entry.getValue();
            if (before != null) {
                boolean same = before.frame.picture() == packet.frame.picture();
                assertThat(before.marker).as("%s before %s", before, packet).isNotEqualTo(same);
                int ticks = packet.timestamp - before.timestamp;
                int steps = packet.frame.picture() - before.frame.picture();
                assertThat(ticks).isEqualTo(3000 * steps);
                if (packet.described > 0) {
                    assertThat((packet.described - before.described) & 0xFFFF)
                            .as("frame numbers count what was left out")
                            .isEqualTo(packet.frame.index() - before.frame.index());
                }
            }
            before = packet;
        }
    }
}
