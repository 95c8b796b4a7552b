package dev.bluesky.wire.rtp;

import dev.bluesky.wire.NetworkOrder;

/**
 * The absolute send time (webrtc.org, {@code abs-send-time}): 24 bits of seconds as 6.18 fixed
 * point, so it wraps after 64 seconds.
 */
public final class AbsSendTime {
    public static final String URI = "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time";
    public static final int BYTES = 3;

    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final long WRAP_NS = 64 * NS_PER_SECOND;

    private AbsSendTime() {}

    /** The 24 bits, or {@link HeaderExtensions#NONE}. */
    public static int read(HeaderExtensions extensions, int id) {
        int element = extensions.find(id, BYTES);
        return element == HeaderExtensions.NONE
                ? HeaderExtensions.NONE
                : NetworkOrder.uint24(extensions.buffer(), extensions.dataOffset(element));
    }

    /** Overwrites the time in place; false if the packet has none. */
    public static boolean overwrite(HeaderExtensions extensions, int id, int absSendTime) {
        int element = extensions.find(id, BYTES);
        if (element == HeaderExtensions.NONE) {
            return false;
        }
        NetworkOrder.put24(extensions.buffer(), extensions.dataOffset(element), absSendTime);
        return true;
    }

    /** A time of any clock: only differences carry meaning. */
    public static int ofNs(long ns) {
        return (int) ((Math.floorMod(ns, WRAP_NS) << 18) / NS_PER_SECOND) & 0xFF_FFFF;
    }

    /** A 64-bit NTP time. */
    public static int ofNtp(long ntpTime) {
        return (int) (ntpTime >>> 14) & 0xFF_FFFF;
    }

    /** Nanoseconds from 0 to just below 64 seconds. */
    public static long ns(int absSendTime) {
        return ((absSendTime & 0xFF_FFFFL) * NS_PER_SECOND) >> 18;
    }

    /** Nanoseconds from one send time to another, by the shorter way: within 32 seconds. */
    public static long distanceNs(int from, int to) {
        int steps = (to - from) << 8 >> 8;
        return (steps * NS_PER_SECOND) >> 18;
    }
}
