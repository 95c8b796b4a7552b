package dev.bluesky.peer;

/** Hears how a transport fares; always on the loop's thread. */
public interface TransportListener {

    /**
     * From now on media flows: the peer has a path and is who its description says. At most once.
     */
    void connected(long nowNs);

    /**
     * The transport will not recover.
     *
     * @param reason for the log
     */
    void ended(String reason);
}
