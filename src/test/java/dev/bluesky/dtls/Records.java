package dev.bluesky.dtls;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** DTLS records made by hand. */
public final class Records {
    public static final int HANDSHAKE = 22;
    public static final int CLIENT_HELLO = 1;

    private Records() {}

    public static byte[] record(int type, int epoch, byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(type);
        number(out, 0xfefd, 2);
        number(out, epoch, 2);
        number(out, 0, 6);
        number(out, body.length, 2);
        out.writeBytes(body);
        return out.toByteArray();
    }

    public static byte[] fragment(int type, int length, int number, int at, byte[] part) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(type);
        number(out, length, 3);
        number(out, number, 2);
        number(out, at, 3);
        number(out, part.length, 3);
        out.writeBytes(part);
        return out.toByteArray();
    }

    /** 16 messages of 16 MB, of which nothing is there: CVE-2026-59646. */
    public static byte[] sixteenHugeMessages() {
        ByteArrayOutputStream fragments = new ByteArrayOutputStream();
        for (int number = 0; number < 16; number++) {
            fragments.writeBytes(fragment(CLIENT_HELLO, 0xffffff, number, 0, new byte[0]));
        }
        return record(HANDSHAKE, 0, fragments.toByteArray());
    }

    public static byte[] concat(byte[]... parts) {
        return concat(List.of(parts));
    }

    public static byte[] concat(List<byte[]> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        parts.forEach(out::writeBytes);
        return out.toByteArray();
    }

    public static boolean isHello(byte[] datagram) {
        return datagram[0] == HANDSHAKE && datagram[4] == 0 && datagram[13] == CLIENT_HELLO;
    }

    /** Whether it is encrypted: the one such message of a handshake. */
    public static boolean isFinished(byte[] datagram) {
        return datagram[0] == HANDSHAKE && datagram[4] == 1;
    }

    /** The first datagram of a real client. */
    public static byte[] clientHello() {
        CompletableFuture<byte[]> first = new CompletableFuture<>();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (DtlsEndpoint client =
                new DtlsEndpoint(Network.clientSetup(), thread, new Party(first::complete))) {
            client.start();
            return Party.await(first);
        } finally {
            thread.shutdown();
        }
    }

    private static void number(ByteArrayOutputStream out, int value, int bytes) {
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            out.write(shift >= Integer.SIZE ? 0 : value >>> shift);
        }
    }
}
