package dev.bluesky.media.receive;

import dev.bluesky.wire.rtcp.RtcpCompound;
import dev.bluesky.wire.rtcp.RtcpPacket;
import dev.bluesky.wire.rtcp.RtcpWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Drains into a datagram and reads it. */
final class Rtcp {
    static final long MS = 1_000_000L;
    static final long SECOND = 1_000 * MS;

    private Rtcp() {}

    /** The packets that the writing made; empty if it wrote nothing. */
    static List<RtcpPacket> written(int room, Consumer<RtcpWriter> writing) {
        byte[] buffer = new byte[1500];
        RtcpWriter writer = new RtcpWriter().wrap(buffer, 0, room);
        writing.accept(writer);
        List<RtcpPacket> packets = new ArrayList<>();
        RtcpCompound compound = new RtcpCompound();
        if (writer.length() == 0) {
            return packets;
        }
        if (!compound.wrap(buffer, 0, writer.length()).isSound()) {
            throw new AssertionError("not sound");
        }
        while (compound.next()) {
            packets.add(compound.packet());
        }
        return packets;
    }
}
