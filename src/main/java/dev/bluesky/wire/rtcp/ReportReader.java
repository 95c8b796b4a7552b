package dev.bluesky.wire.rtcp;

import dev.bluesky.wire.NetworkOrder;
import dev.bluesky.wire.rtcp.SourceDescription.CanonicalName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what RFC 3550 defines. Empty means that the content contradicts the length. */
final class ReportReader {
    private static final int SENDER_INFO_BYTES = 20;

    private ReportReader() {}

    static Optional<RtcpPacket> senderReport(byte[] b, int at, int end, int count) {
        int blocksAt = at + 4 + SENDER_INFO_BYTES;
        if (blocksAt + count * PacketType.REPORT_BLOCK_BYTES > end) {
            return Optional.empty();
        }
        return Optional.of(
                new SenderReport(
                        NetworkOrder.int32(b, at),
                        NetworkOrder.int64(b, at + 4),
                        NetworkOrder.int32(b, at + 12),
                        NetworkOrder.uint32(b, at + 16),
                        NetworkOrder.uint32(b, at + 20),
                        blocks(b, blocksAt, count)));
    }

    static Optional<RtcpPacket> receiverReport(byte[] b, int at, int end, int count) {
        if (at + 4 + count * PacketType.REPORT_BLOCK_BYTES > end) {
            return Optional.empty();
        }
        return Optional.of(new ReceiverReport(NetworkOrder.int32(b, at), blocks(b, at + 4, count)));
    }

    private static List<ReportBlock> blocks(byte[] b, int offset, int count) {
        if (count == 0) {
            return List.of();
        }
        List<ReportBlock> blocks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            blocks.add(block(b, offset + i * PacketType.REPORT_BLOCK_BYTES));
        }
        return List.copyOf(blocks);
    }

    private static ReportBlock block(byte[] b, int at) {
        return new ReportBlock(
                NetworkOrder.int32(b, at),
                NetworkOrder.uint8(b, at + 4),
                NetworkOrder.uint24(b, at + 5) << 8 >> 8,
                NetworkOrder.uint32(b, at + 8),
                NetworkOrder.uint32(b, at + 12),
                NetworkOrder.int32(b, at + 16),
                NetworkOrder.uint32(b, at + 20));
    }

    static Optional<RtcpPacket> goodbye(byte[] b, int at, int end, int count) {
        return at + 4 * count > end
                ? Optional.empty()
                : Optional.of(new Goodbye(SsrcList.read(b, at, count)));
    }

    /** Chunks begin at multiples of four bytes; each ends with a zero octet. */
    static Optional<RtcpPacket> sourceDescription(byte[] b, int offset, int end, int count) {
        List<CanonicalName> names = new ArrayList<>(count);
        int at = offset;
        for (int i = 0; i < count; i++) {
            if (at + 4 > end) {
                return Optional.empty();
            }
            int itemsEnd = itemsEnd(b, at + 4, end);
            if (itemsEnd < 0) {
                return Optional.empty();
            }
            addName(names, b, at, itemsEnd);
            at = offset + ((itemsEnd + 1 - offset + 3) & ~3);
        }
        return Optional.of(new SourceDescription(List.copyOf(names)));
    }

    /** Where the terminating zero is, or -1 if the items reach beyond the packet. */
    private static int itemsEnd(byte[] b, int offset, int end) {
        int at = offset;
        while (at < end && b[at] != 0) {
            if (at + 2 > end) {
                return -1;
            }
            at += 2 + NetworkOrder.uint8(b, at + 1);
        }
        return at < end ? at : -1;
    }

    private static void addName(List<CanonicalName> names, byte[] b, int chunk, int itemsEnd) {
        for (int at = chunk + 4; at < itemsEnd; at += 2 + NetworkOrder.uint8(b, at + 1)) {
            if (b[at] == PacketType.CNAME) {
                int length = NetworkOrder.uint8(b, at + 1);
                String cname = new String(b, at + 2, length, StandardCharsets.UTF_8);
                names.add(new CanonicalName(NetworkOrder.int32(b, chunk), cname));
                return;
            }
        }
    }
}
