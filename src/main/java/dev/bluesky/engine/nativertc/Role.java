package dev.bluesky.engine.nativertc;

import dev.bluesky.negotiate.Offer;

/** What a peer connection is for: it binds the connection to a publication. */
sealed interface Role permits Publisher, Subscriber {

    /** The offer is set, the answer not yet made. */
    void offered(NativeLink link, Offer offer);

    /** The answer is in force. */
    void answered(NativeLink link, Offer offer);

    /** The connection is about to be closed. */
    void closing();
}
