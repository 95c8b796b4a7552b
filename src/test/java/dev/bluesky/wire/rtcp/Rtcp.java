package dev.bluesky.wire.rtcp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/** Datagrams for tests. */
final class Rtcp {
    private Rtcp() {}

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
    }

    /** What a writer makes, from the middle of a larger buffer. */
    static byte[] written(Consumer<RtcpWriter> writing) {
        byte[] buffer = new byte[1600];
        Arrays.fill(buffer, (byte) 0x55);
        RtcpWriter writer = new RtcpWriter().wrap(buffer, 10, 1500);
        writing.accept(writer);
        return Arrays.copyOfRange(buffer, 10, 10 + writer.length());
    }

    static List<RtcpPacket> read(byte[] datagram) {
        byte[] buffer = new byte[datagram.length + 5];
        System.arraycopy(datagram, 0, buffer, 3, datagram.length);
        RtcpCompound compound = new RtcpCompound();
        if (!compound.wrap(buffer, 3, datagram.length).isSound()) {
            throw new AssertionError("not sound: " + HexFormat.of().formatHex(datagram));
        }
        List<RtcpPacket> packets = new ArrayList<>();
        while (compound.next()) {
            packets.add(compound.packet());
        }
        return packets;
    }

    static RtcpPacket only(byte[] datagram) {
        List<RtcpPacket> packets = read(datagram);
        if (packets.size() != 1) {
            throw new AssertionError("not one packet: " + packets);
        }
        return packets.get(0);
    }

    /** What feedback tells, as {@code number@ticks} and {@code number-}. */
    static List<String> statuses(TransportFeedback feedback) {
        List<String> found = new ArrayList<>();
        feedback.forEach(
                (number, received, ticks) ->
                        found.add(received ? number + "@" + ticks : number + "-"));
        return found;
    }
}
