package dev.bluesky.media.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.media.codec.Codec;
import dev.bluesky.media.codec.FrameInfo;
import dev.bluesky.media.forward.PublisherModel.Sent;
import dev.bluesky.media.send.DropReason;
import dev.bluesky.media.send.SendStream;
import dev.bluesky.wire.rtp.RtpView;
import dev.bluesky.wire.rtp.SequenceNumber;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a viewer sees of a stream, by unwrapped sequence number. */
final class ViewerModel implements PacketSink {

    /**
     * A packet as the viewer got it, and what it was made of.
     *
     * @param run how many switches there had been
     * @param pictureId {@link FrameInfo#ABSENT} in a packet of padding
     */
    record Seen(
            long number,
            int timestamp,
            int pictureId,
            int tl0,
            int run,
            int source,
            int frame,
            int packet) {

        boolean isPadding() {
            return pictureId == FrameInfo.ABSENT;
        }
    }

    private static final int OFFSET = 3;
    private static final Set<DropReason> OUT_OF_ITS_TIME =
            EnumSet.of(
                    DropReason.NOT_SELECTED,
                    DropReason.PAUSED,
                    DropReason.WAITING_FOR_KEY_FRAME,
                    DropReason.REORDERED_KEY_FRAME,
                    DropReason.BEFORE_SWITCH);

    /** What the link hands over at present. */
    @Nullable Sent delivering;

    private final SendStream stream;
    final TreeMap<Long, Seen> seen = new TreeMap<>();
    final Map<DropReason, Integer> drops = new EnumMap<>(DropReason.class);
    private final byte[] buffer = new byte[OFFSET + 1500];
    private final RtpView view = new RtpView();
    private final FrameInfo info = new FrameInfo();
    private long newest = Long.MIN_VALUE;

    /** Looks at what this stream sends. */
    ViewerModel(SendStream stream) {
        this.stream = stream;
    }

    @Override
    public byte[] buffer() {
        return buffer;
    }

    @Override
    public int offset() {
        return OFFSET;
    }

    @Override
    public void send(int length, long nowNs) {
        assertThat(view.wrap(buffer, OFFSET, length)).isTrue();
        int number = view.sequenceNumber();
        newest = newest == Long.MIN_VALUE ? number : SequenceNumber.unwrap(number, newest);
        Seen packet = look(newest, stream.switches());
        assertThat(seen.put(newest, packet)).as("sequence number used twice").isNull();
        newest = seen.lastKey();
    }

    private Seen look(long number, int run) {
        if (view.isPaddingOnly()) {
            Sent cause = delivering;
            return new Seen(
                    number,
                    view.timestamp(),
                    FrameInfo.ABSENT,
                    FrameInfo.ABSENT,
                    run,
                    cause == null ? 0 : cause.source(),
                    cause == null ? 0 : cause.frame,
                    cause == null ? 0 : cause.packet);
        }
        int at = view.payloadOffset();
        assertThat(Codec.VP8.read(buffer, at, view.payloadLength(), info)).isTrue();
        ByteBuffer marks = ByteBuffer.wrap(buffer, at + PublisherModel.DESCRIPTOR_BYTES + 4, 12);
        return new Seen(
                number,
                view.timestamp(),
                info.pictureId(),
                info.tl0PicIdx(),
                run,
                marks.getInt(),
                marks.getInt(),
                marks.getInt());
    }

    @Override
    public void drop(DropReason reason) {
        drops.merge(reason, 1, Integer::sum);
        Sent refused = delivering;
        if (refused != null && OUT_OF_ITS_TIME.contains(reason)) {
            refused.publisher.refused.set(refused.packet);
        }
    }
}
