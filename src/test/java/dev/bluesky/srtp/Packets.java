package dev.bluesky.srtp;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;

/** Packets and keys for the tests of SRTP. */
final class Packets {
    static final int SSRC = 0xcafebabe;

    private Packets() {}

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
    }

    static byte[] rtp(int ssrc, int sequenceNumber, int payloadBytes) {
        byte[] packet = new byte[12 + payloadBytes];
        packet[0] = (byte) 0x80;
        packet[1] = 96;
        packet[2] = (byte) (sequenceNumber >> 8);
        packet[3] = (byte) sequenceNumber;
        PacketBytes.putInt32(packet, 8, ssrc);
        for (int i = 12; i < packet.length; i++) {
            packet[i] = (byte) (i * 7 + sequenceNumber);
        }
        return packet;
    }

    static byte[] rtcp(int ssrc, int words) {
        byte[] packet = new byte[8 + 4 * words];
        packet[0] = (byte) 0x80;
        packet[1] = (byte) 201;
        packet[3] = (byte) (1 + words);
        PacketBytes.putInt32(packet, 4, ssrc);
        return packet;
    }

    static SrtpKeys keys(SrtpProfile profile, long seed) {
        byte[] exported = new byte[profile.exportedBytes()];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < exported.length; i++) {
            exported[i] = (byte) random.nextInt();
        }
        return SrtpKeys.split(profile, exported);
    }

    /** The packet with room behind it, at an offset. */
    static byte[] at(int offset, byte[] packet) {
        byte[] buffer = new byte[offset + packet.length + 40];
        System.arraycopy(packet, 0, buffer, offset, packet.length);
        return buffer;
    }

    static byte[] protectedRtp(SrtpProtector protector, byte[] packet) {
        byte[] buffer = at(0, packet);
        return Arrays.copyOf(buffer, protector.protectRtp(buffer, 0, packet.length));
    }

    static byte[] protectedRtcp(SrtpProtector protector, byte[] packet) {
        byte[] buffer = at(0, packet);
        return Arrays.copyOf(buffer, protector.protectRtcp(buffer, 0, packet.length));
    }
}
