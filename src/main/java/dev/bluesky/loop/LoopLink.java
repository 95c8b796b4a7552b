package dev.bluesky.loop;

import dev.bluesky.peer.Link;

/** A link of a loop, as one of its neighbours may use it. */
interface LoopLink extends Link {

    /**
     * The same way to the same peer, for the other loop's thread. Always the same one of the same
     * loop; called on the thread of the own loop.
     */
    Link on(MediaLoop other);
}
