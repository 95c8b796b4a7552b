package dev.bluesky.peer;

import dev.bluesky.stats.TrackStatistics;
import java.util.List;
import java.util.function.ObjLongConsumer;

/** What a peer's media is for: it publishes, or it receives. */
public sealed interface MediaSide permits Publisher, Viewer {

    /** Takes an RTP packet, decrypted in place. */
    void rtp(byte[] buffer, int offset, int length, long nowNs);

    /** Takes an RTCP compound, decrypted in place. */
    void rtcp(byte[] buffer, int offset, int length, long nowNs);

    /** The transport is ready. */
    void connected(long nowNs);

    /** Sends what is due. */
    void tick(long nowNs);

    /** How often {@link #tick} has something to do. */
    long tickIntervalNs();

    /**
     * Sets what is told when something begins to wait for its time: {@link #pace} is then to be
     * called until it says that no more waits.
     */
    void whenWaiting(Runnable told);

    /**
     * Sends what waited for its time.
     *
     * @return whether more waits, and is due within milliseconds
     */
    boolean pace(long nowNs);

    /** Lets go of what it is bound to, and takes leave of the peer. */
    void close(long nowNs);

    /** Everything that is counted, by {@code group.name}. */
    void report(ObjLongConsumer<String> to);

    /** Of that, what ended here, by {@code group.reason}. */
    void reportDrops(ObjLongConsumer<String> to);

    /** What each section has counted so far, in their order. */
    List<TrackStatistics> trackStatistics();
}
