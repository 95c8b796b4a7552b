package dev.bluesky.sim;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What the last bytes of a payload say of it, whatever codec is in front.
 *
 * @param source SSRC of the publisher
 * @param frame counted from 0
 * @param packet of the source, counted from 0
 * @param isKey whether it is of a key frame
 * @param captureNs in the simulation's time
 */
record Mark(int source, int frame, int packet, boolean isKey, long captureNs) {
    static final int BYTES = 24;
    private static final int WORD = 0x53696D21;

    void write(ByteBuffer out) {
        out.putInt(source).putInt(frame).putInt(isKey ? ~packet : packet).putLong(captureNs);
        out.putInt(WORD);
    }

    /** Nothing in a packet of padding. */
    static Optional<Mark> read(byte[] buffer, int offset, int length) {
        if (length < BYTES) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(buffer, offset + length - BYTES, BYTES);
        int source = in.getInt();
        int frame = in.getInt();
        int packet = in.getInt();
        long captureNs = in.getLong();
        return in.getInt() != WORD
                ? Optional.empty()
                : Optional.of(
                        new Mark(
                                source,
                                frame,
                                packet < 0 ? ~packet : packet,
                                packet < 0,
                                captureNs));
    }
}
