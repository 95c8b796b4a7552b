package dev.bluesky.loop;

import dev.bluesky.peer.Link;
import dev.bluesky.peer.PacketRelay;
import dev.bluesky.peer.Relayed;
import java.net.InetSocketAddress;

/**
 * The way from one loop to its neighbours, with which it shares a port: the system gives a datagram
 * to any of them. Used on the thread of the loop that has read it.
 */
public interface Handover extends PacketRelay {

    /**
     * Gives a copy of a datagram to the loop that it belongs to, which hands it to its handler, on
     * a link of its own. What a busy loop cannot take is dropped and counted.
     *
     * @param loop which one, from 0 on; never the own one
     * @param link as it was handed to the handler, and so for the others
     */
    void give(int loop, Link link, InetSocketAddress source, byte[] buffer, int offset, int length);

    /** Wakes those that were given something in this turn. */
    void turnEnded();

    /** Of a loop that has no neighbours, and so nobody to give anything to. */
    static Handover toNobody() {
        return new Handover() {
            @Override
            public void give(
                    int loop,
                    Link link,
                    InetSocketAddress source,
                    byte[] buffer,
                    int offset,
                    int length) {
                throw new IllegalArgumentException("there is no loop " + loop);
            }

            @Override
            public void relay(int loop, Relayed to, byte[] buffer, int offset, int length) {
                throw new IllegalArgumentException("there is no loop " + loop);
            }

            @Override
            public void turnEnded() {}
        };
    }
}
