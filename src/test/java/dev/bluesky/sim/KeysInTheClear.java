package dev.bluesky.sim;

import dev.bluesky.dtls.DtlsListener;
import dev.bluesky.dtls.DtlsVerdict;
import dev.bluesky.dtls.KeyAgreement;
import dev.bluesky.srtp.SrtpKeys;
import dev.bluesky.srtp.SrtpProfile;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The server's side of a handshake that hides nothing: the peer says which keys to use until it
 * hears an answer. It takes a round trip and survives losses, as DTLS does.
 *
 * <pre>
 *  peer → server: HELLO, number of the SRTP profile, key material     server → peer: HELLO
 *  either says:   FAREWELL
 * </pre>
 */
final class KeysInTheClear implements KeyAgreement {
    static final byte HELLO = 22;
    static final byte FAREWELL = 21;

    /** Of a record's header: shorter ones are no DTLS. */
    private static final int BYTES_MIN = 13;

    private final DtlsListener listener;
    private boolean agreed;
    private boolean closed;

    KeysInTheClear(DtlsListener listener) {
        this.listener = listener;
    }

    static byte[] hello(SrtpProfile profile, byte[] material) {
        return ByteBuffer.allocate(2 + material.length)
                .put(HELLO)
                .put((byte) profile.id())
                .put(material)
                .array();
    }

    static byte[] message(byte type) {
        return ByteBuffer.allocate(BYTES_MIN).put(type).array();
    }

    @Override
    public void start() {
        // The peer begins.
    }

    @Override
    public DtlsVerdict receive(byte[] buffer, int offset, int length) {
        if (closed) {
            return DtlsVerdict.CLOSED;
        }
        if (buffer[offset] == FAREWELL) {
            closed = true;
            listener.closedByPeer();
            return DtlsVerdict.ACCEPTED;
        }
        listener.send(message(HELLO));
        if (!agreed) {
            agreed = true;
            listener.completed(keys(Arrays.copyOfRange(buffer, offset, offset + length)));
        }
        return DtlsVerdict.ACCEPTED;
    }

    static SrtpKeys keys(byte[] hello) {
        SrtpProfile profile = SrtpProfile.of(hello[1]).orElseThrow();
        return SrtpKeys.split(profile, Arrays.copyOfRange(hello, 2, hello.length));
    }

    @Override
    public void close() {
        if (agreed && !closed) {
            listener.send(message(FAREWELL));
        }
        closed = true;
    }
}
