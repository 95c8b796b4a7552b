package dev.bluesky.it;

import dev.bluesky.wire.rtcp.RtcpWriter;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/** Compounds, right ones and wrong ones. */
final class Rtcp {
    private static final int VERSION = 0x80;
    private static final int OUR_SSRC = 4711;

    private Rtcp() {}

    /** What a writer makes. */
    static byte[] written(Consumer<RtcpWriter> packets) {
        byte[] buffer = new byte[1400];
        RtcpWriter writer = new RtcpWriter().wrap(buffer, 0, 1200);
        packets.accept(writer);
        return Arrays.copyOf(buffer, writer.length());
    }

    /** Asks for packets again (RFC 4585 section 6.2.1). */
    static byte[] nack(int mediaSsrc, int... ascending) {
        return written(rtcp -> rtcp.genericNack(OUR_SSRC, mediaSsrc, ascending, ascending.length));
    }

    /**
     * One packet of words.
     *
     * @param claimedWords that the header says follow it
     * @param count of the first byte: report blocks, sources or the format of feedback
     */
    static byte[] claiming(int claimedWords, int count, int type, int... words) {
        ByteBuffer packet = ByteBuffer.allocate(4 + 4 * words.length);
        packet.put((byte) (VERSION | count)).put((byte) type).putShort((short) claimedWords);
        Arrays.stream(words).forEach(packet::putInt);
        return packet.array();
    }

    /** The same with a length that is true. */
    static byte[] packet(int count, int type, int... words) {
        return claiming(words.length, count, type, words);
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }
}
