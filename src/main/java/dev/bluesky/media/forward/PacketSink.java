package dev.bluesky.media.forward;

import dev.bluesky.media.send.DropReason;

/** Takes what is written for one viewer: encrypts and sends it to that one. */
public interface PacketSink {

    /** Where to write the next packet; there must be room for it after {@link #offset()}. */
    byte[] buffer();

    /** Where in the buffer to write. */
    int offset();

    /** A packet of this length stands in the buffer; it must be taken before this returns. */
    void send(int length, long nowNs);

    /** A packet does not go to the viewer, to be counted. */
    void drop(DropReason reason);
}
