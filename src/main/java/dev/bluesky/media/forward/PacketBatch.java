package dev.bluesky.media.forward;

import dev.bluesky.media.codec.FrameInfo;
import dev.bluesky.wire.rtp.RtpView;
import org.jspecify.annotations.Nullable;

/**
 * Packets that came in one turn of a loop and are handed on viewer by viewer, not packet by packet:
 * a viewer's state is then fetched once for all of them, and what it is sent leaves in one run.
 * Packets of one router keep their order. Belongs to the loop.
 */
public final class PacketBatch {
    /** As many as a turn reads. */
    static final int PACKETS_MAX = 64;

    /** What is longer is handed on at once. */
    static final int PACKET_BYTES_MAX = 2048;

    private final byte[] bytes = new byte[PACKETS_MAX * PACKET_BYTES_MAX];
    private final RtpView[] packets = new RtpView[PACKETS_MAX];
    private final FrameInfo[] infos = new FrameInfo[PACKETS_MAX];
    private final @Nullable Router[] routers = new Router[PACKETS_MAX];
    private final int[] chosen = new int[PACKETS_MAX];
    private int count;

    public PacketBatch() {
        for (int i = 0; i < PACKETS_MAX; i++) {
            packets[i] = new RtpView();
            infos[i] = new FrameInfo();
        }
    }

    /** Copies a packet; hands on what there is if there is no room for it. */
    void add(Router router, RtpView packet, FrameInfo info, long nowNs) {
        if (count == PACKETS_MAX) {
            flush(nowNs);
        }
        int at = count * PACKET_BYTES_MAX;
        System.arraycopy(packet.buffer(), packet.offset(), bytes, at, packet.length());
        packets[count].wrap(bytes, at, packet.length());
        infos[count].copy(info);
        routers[count] = router;
        count++;
    }

    /**
     * Hands on what there is.
     *
     * @throws RuntimeException the first one of a viewer's, after everybody else has got everything
     */
    public void flush(long nowNs) {
        int all = count;
        count = 0;
        RuntimeException defect = null;
        for (int first = 0; first < all; first++) {
            Router router = routers[first];
            if (router != null) {
                try {
                    router.forward(packets, infos, chosen, choose(router, first, all), nowNs);
                } catch (RuntimeException e) {
                    defect = defect == null ? e : defect;
                }
            }
        }
        if (defect != null) {
            throw defect;
        }
    }

    /** Marks those of a router as handed on; how many they are. */
    private int choose(Router router, int first, int end) {
        int found = 0;
        for (int i = first; i < end; i++) {
            if (routers[i] == router) {
                routers[i] = null;
                chosen[found++] = i;
            }
        }
        return found;
    }
}
