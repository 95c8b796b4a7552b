package dev.bluesky.media.forward;

/**
 * Hears that a source should make a key frame; requests for the same source are coalesced there.
 */
public interface KeyFrameRequests {

    /** Somebody cannot decode the source before its next key frame. */
    void request(Router source, long nowNs);
}
