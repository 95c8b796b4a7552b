package dev.bluesky.wire.stun;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Big-endian numbers in a byte array. */
final class NetworkOrder {
    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private NetworkOrder() {}

    static int unsignedShort(byte[] buffer, int offset) {
        return (short) SHORT.get(buffer, offset) & 0xFFFF;
    }

    static int integer(byte[] buffer, int offset) {
        return (int) INT.get(buffer, offset);
    }

    static long longInteger(byte[] buffer, int offset) {
        return (long) LONG.get(buffer, offset);
    }

    static void putShort(byte[] buffer, int offset, int value) {
        SHORT.set(buffer, offset, (short) value);
    }

    static void putInteger(byte[] buffer, int offset, int value) {
        INT.set(buffer, offset, value);
    }
}
