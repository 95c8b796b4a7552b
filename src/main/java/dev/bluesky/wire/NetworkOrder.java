package dev.bluesky.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers in network byte order, read from and written to arrays at any alignment. */
public final class NetworkOrder {
    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private NetworkOrder() {}

    public static int uint8(byte[] buffer, int at) {
        return buffer[at] & 0xFF;
    }

    public static int uint16(byte[] buffer, int at) {
        return (short) SHORT.get(buffer, at) & 0xFFFF;
    }

    public static int uint24(byte[] buffer, int at) {
        return (uint16(buffer, at) << 8) | uint8(buffer, at + 2);
    }

    public static int int32(byte[] buffer, int at) {
        return (int) INT.get(buffer, at);
    }

    public static long uint32(byte[] buffer, int at) {
        return int32(buffer, at) & 0xFFFF_FFFFL;
    }

    public static long int64(byte[] buffer, int at) {
        return (long) LONG.get(buffer, at);
    }

    public static void put8(byte[] buffer, int at, int value) {
        buffer[at] = (byte) value;
    }

    public static void put16(byte[] buffer, int at, int value) {
        SHORT.set(buffer, at, (short) value);
    }

    public static void put24(byte[] buffer, int at, int value) {
        put16(buffer, at, value >> 8);
        put8(buffer, at + 2, value);
    }

    public static void put32(byte[] buffer, int at, int value) {
        INT.set(buffer, at, value);
    }

    public static void put64(byte[] buffer, int at, long value) {
        LONG.set(buffer, at, value);
    }
}
