package dev.bluesky.media.forward;

import dev.bluesky.media.send.DropReason;

/** Takes what subscriptions write: encrypts and sends it. */
public interface PacketSink {

    /** Where to write the next packet; there must be room for it after {@link #offset()}. */
    byte[] buffer();

    /** Where in the buffer to write. */
    int offset();

    /** A packet for a viewer stands in the buffer; it must be taken before this returns. */
    void send(Subscription to, int length);

    /** A packet does not go to a viewer, to be counted. */
    void drop(Subscription to, DropReason reason);
}
