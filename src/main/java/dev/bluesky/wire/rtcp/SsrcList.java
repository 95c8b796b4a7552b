package dev.bluesky.wire.rtcp;

import dev.bluesky.wire.NetworkOrder;
import java.util.Arrays;

/** Some SSRCs, unboxed. */
public final class SsrcList {
    private final int[] ssrcs;

    private SsrcList(int[] ssrcs) {
        this.ssrcs = ssrcs;
    }

    public static SsrcList of(int... ssrcs) {
        return new SsrcList(ssrcs.clone());
    }

    static SsrcList read(byte[] buffer, int offset, int count) {
        int[] ssrcs = new int[count];
        for (int i = 0; i < count; i++) {
            ssrcs[i] = NetworkOrder.int32(buffer, offset + 4 * i);
        }
        return new SsrcList(ssrcs);
    }

    public int size() {
        return ssrcs.length;
    }

    public int ssrc(int index) {
        return ssrcs[index];
    }

    public boolean contains(int ssrc) {
        for (int each : ssrcs) {
            if (each == ssrc) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SsrcList that && Arrays.equals(ssrcs, that.ssrcs);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ssrcs);
    }

    @Override
    public String toString() {
        return Arrays.toString(ssrcs);
    }
}
