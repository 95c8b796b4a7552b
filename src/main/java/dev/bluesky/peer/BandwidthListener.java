package dev.bluesky.peer;

/** Hears what a viewer's network does to its tracks. On the loop. */
public interface BandwidthListener {

    /**
     * A track's video was stopped because the network does not carry it, or goes on.
     *
     * @param starved whether it is stopped now
     */
    void starved(ViewerTrack track, boolean starved, long nowNs);
}
