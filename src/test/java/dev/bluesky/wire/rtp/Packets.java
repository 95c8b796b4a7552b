package dev.bluesky.wire.rtp;

import java.util.Arrays;
import java.util.HexFormat;

/** Packets for tests, as hexadecimal text with blanks. */
final class Packets {
    private Packets() {}

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
    }

    /** In the middle of a larger buffer, so that offsets matter. */
    static RtpView view(String text) {
        byte[] packet = hex(text);
        byte[] buffer = new byte[1500];
        System.arraycopy(packet, 0, buffer, 100, packet.length);
        RtpView view = new RtpView();
        if (!view.wrap(buffer, 100, packet.length)) {
            throw new AssertionError("no RTP packet: " + text);
        }
        return view;
    }

    static byte[] bytes(RtpView view) {
        return Arrays.copyOfRange(view.buffer(), view.offset(), view.offset() + view.length());
    }

    static byte[] payload(RtpView view) {
        int from = view.payloadOffset();
        return Arrays.copyOfRange(view.buffer(), from, from + view.payloadLength());
    }
}
