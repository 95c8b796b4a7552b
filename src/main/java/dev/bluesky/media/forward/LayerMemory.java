package dev.bluesky.media.forward;

import dev.bluesky.wire.rtp.RtpTimestamp;

/** Which limits held when a picture began, for its packets that come late. */
final class LayerMemory {

    private static final int PICTURES = 64;

    private final int[] timestamps = new int[PICTURES];
    private final int[] limits = new int[PICTURES];
    private int count;

    void clear() {
        count = 0;
    }

    /** From this picture on they are so. */
    void put(int timestamp, int limit) {
        timestamps[count % PICTURES] = timestamp;
        limits[count % PICTURES] = limit;
        count = count + 1 == Integer.MAX_VALUE ? PICTURES : count + 1;
    }

    /** What was valid at that timestamp, or the oldest that is remembered. */
    int at(int timestamp) {
        int oldest = Math.max(0, count - PICTURES);
        for (int i = count - 1; i > oldest; i--) {
            if (!RtpTimestamp.isNewer(timestamps[i % PICTURES], timestamp)) {
                return limits[i % PICTURES];
            }
        }
        return count == 0 ? 0 : limits[oldest % PICTURES];
    }
}
