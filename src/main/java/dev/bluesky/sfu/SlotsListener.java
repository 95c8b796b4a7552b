package dev.bluesky.sfu;

import java.util.List;

/** Hears of a receiving connection for the whole room. */
public interface SlotsListener extends PeerConnectionListener {

    /**
     * Who is in which slot from now on. Comes in order, on a thread of the engine that may wait a
     * moment; changes that follow each other quickly come as one. No media of a publisher who is
     * new in a slot is let through before this returns.
     *
     * @param all every slot of the connection, in the order of its m-lines
     */
    void slotsChanged(List<SlotContent> all);
}
