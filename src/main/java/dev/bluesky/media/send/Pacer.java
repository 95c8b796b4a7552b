package dev.bluesky.media.send;

import java.util.function.ObjIntConsumer;

/**
 * Says when what goes to one viewer leaves, so that bursts, such as key frames, do not fill the
 * queues of its path. A packet passes at once while the budget allows; otherwise a copy waits. What
 * is owed to the path is paid back at the rate; a little may be owed.
 *
 * <p>Sound never waits, though it is charged. Retransmissions wait before video; padding is made
 * only when nothing waits. Bounded by bytes, packets and age: when video waits too long, the caller
 * lets {@linkplain #discardVideo all of it} go, since what remains of a torn picture helps nobody.
 *
 * <p>Sans-IO. Belongs to one thread. Nothing is allocated for a packet that passes.
 *
 * @param <T> whose packets they are
 */
public final class Pacer<T> {

    /** What waits behind what. */
    public enum Priority {
        /** Never waits. */
        AUDIO,
        /** What the viewer misses: pictures wait for it. */
        RETRANSMISSION,
        /** Pictures. */
        VIDEO
    }

    /** How much may leave at once, before the rate counts. */
    public enum Burst {
        /** Nothing, but what is late: a probe. */
        NONE,
        /** Toward a path that might not carry it. */
        USUAL,
        /** Toward a path that has carried everything so far. */
        LARGE;

        private long ns(long bps) {
            return switch (this) {
                case NONE -> 0;
                case USUAL -> Math.max(BURST_NS, Math.min(SLOW_BURST_NS, PACKET_BITS_NS / bps));
                case LARGE -> LARGE_BURST_NS;
            };
        }
    }

    /** No limit: everything passes. */
    public static final long UNLIMITED = 0;

    /**
     * One of the loop's ticks: between them nobody looks into the queue. More would come between
     * two packets of sound, which then are far apart behind a path that has just become narrow.
     */
    static final long BURST_NS = 10_000_000L;

    /** On a slow path a packet must fit. */
    static final long SLOW_BURST_NS = 20_000_000L;

    private static final long PACKET_BITS_NS = 8L * 1500 * 1_000_000_000L;

    /** How late somebody may look in without what waits losing by that. */
    private static final long LATENESS_NS = 10_000_000L;

    /** More than from one frame to the next: one of usual size need not wait. */
    static final long LARGE_BURST_NS = 40_000_000L;

    /** How late somebody may look in without the rate of a probe suffering. */
    private static final long CREDIT_NS = 3_000_000L;

    /** Sound goes on whatever the rate; it must not hold up pictures for long when that rises. */
    private static final long MOST_DEBT_NS = 200_000_000L;

    /** A large key frame on a path that carries little more than the stream. */
    static final long PATIENCE_NS = 500_000_000L;

    private static final int VIDEO_PACKETS_MAX = 1024;
    private static final int VIDEO_BYTES_MAX = 512 * 1024;
    private static final int RETRANSMISSIONS_MAX = 256;
    private static final int RETRANSMISSION_BYTES_MAX = 128 * 1024;
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final PacketQueue<T> retransmissions =
            new PacketQueue<>(RETRANSMISSIONS_MAX, RETRANSMISSION_BYTES_MAX);
    private final PacketQueue<T> video = new PacketQueue<>(VIDEO_PACKETS_MAX, VIDEO_BYTES_MAX);
    private long rateBps = UNLIMITED;
    private long burstNs = BURST_NS;
    private long creditNs;
    private long paidAtNs;
    private boolean owes;

    /**
     * From now on so much leaves in a second.
     *
     * @param bps bits, or {@link #UNLIMITED}
     * @param burst what may leave before that
     */
    public void rate(long bps, Burst burst) {
        rateBps = bps;
        burstNs = bps == UNLIMITED ? 0 : burst.ns(bps);
        creditNs = burst == Burst.NONE ? CREDIT_NS : 0;
    }

    /**
     * What is owed at the rate so far is so no more: a probe finds out whether more is carried.
     * Only where nothing waits, so that sound has left for it.
     */
    public void forgive() {
        owes &= !isEmpty();
    }

    /** Whether it may leave at once, without waiting; then it must, and is {@link #charge}d. */
    public boolean passes(Priority priority, long nowNs) {
        return switch (priority) {
            case AUDIO -> true;
            case RETRANSMISSION -> retransmissions.isEmpty() && hasBudget(nowNs);
            case VIDEO -> isEmpty() && hasBudget(nowNs);
        };
    }

    /** Whether anything may leave now. */
    public boolean hasBudget(long nowNs) {
        return rateBps == UNLIMITED || !owes || paidAtNs - nowNs <= burstNs;
    }

    /** So much leaves now. */
    public void charge(int bytes, long nowNs) {
        charge(bytes, creditNs, nowNs);
    }

    private void charge(int bytes, long unusedNs, long nowNs) {
        if (rateBps == UNLIMITED) {
            owes = false;
            return;
        }
        long earliestNs = nowNs - unusedNs;
        long fromNs = !owes ? nowNs : paidAtNs - earliestNs > 0 ? paidAtNs : earliestNs;
        long paidNs = fromNs + bytes * 8L * NS_PER_SECOND / rateBps;
        long latestNs = nowNs + MOST_DEBT_NS;
        paidAtNs = paidNs - latestNs > 0 ? latestNs : paidNs;
        owes = true;
    }

    /**
     * Lets a copy wait.
     *
     * @param mark anything to remember of it
     * @return false if there is no room for it
     */
    public boolean queue(
            Priority priority,
            T owner,
            boolean mark,
            byte[] source,
            int offset,
            int length,
            long nowNs) {
        PacketQueue<T> queue = priority == Priority.VIDEO ? video : retransmissions;
        return queue.add(owner, mark, source, offset, length, nowNs);
    }

    private PacketQueue<T> first() {
        return retransmissions.isEmpty() ? video : retransmissions;
    }

    /** Whose packet leaves next; something must wait. */
    public T nextOwner() {
        return first().firstOwner();
    }

    /** What was remembered of the packet that leaves next; something must wait. */
    public boolean nextMark() {
        return first().firstMark();
    }

    /**
     * Takes the next one out, which leaves now; something must wait.
     *
     * @return its length
     */
    public int take(byte[] target, int offset, long nowNs) {
        int length = first().take(target, offset);
        charge(length, Math.max(creditNs, LATENESS_NS), nowNs);
        return length;
    }

    /** Whether nothing waits. */
    public boolean isEmpty() {
        return video.isEmpty() && retransmissions.isEmpty();
    }

    /** Whether the viewer would see pictures so late that it is better to begin anew. */
    public boolean isLate(long nowNs) {
        return !video.isEmpty() && nowNs - video.firstSinceNs() > PATIENCE_NS;
    }

    /**
     * Forgets all video that waits, the newest packet first.
     *
     * @param target where each packet then is
     * @param told whose it is, and its length
     */
    public void discardVideo(byte[] target, ObjIntConsumer<? super T> told) {
        while (!video.isEmpty()) {
            T owner = video.lastOwner();
            told.accept(owner, video.takeLast(target, 0));
        }
    }

    /** Forgets all that waits. */
    public void clear() {
        video.clear();
        retransmissions.clear();
    }

    /** How much waits, in bytes. */
    public int queuedBytes() {
        return video.bytes() + retransmissions.bytes();
    }
}
