package dev.bluesky.sim;

import java.net.InetSocketAddress;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;

/** An address of a peer, and the network between it and the server. */
final class Place {
    private final InetSocketAddress address;
    private final Wire up;
    private final Wire down;

    /**
     * @param hears takes what comes from the server to this place
     */
    Place(
            InetSocketAddress address,
            Server server,
            VirtualTime time,
            SplittableRandom random,
            Conditions conditions,
            BiConsumer<Place, byte[]> hears) {
        this.address = address;
        up = new Wire(time, random.split(), conditions, bytes -> server.receive(address, bytes));
        down = new Wire(time, random.split(), conditions, bytes -> hears.accept(this, bytes));
        server.route(address, down);
    }

    InetSocketAddress address() {
        return address;
    }

    /** To the server. */
    Wire up() {
        return up;
    }

    /** From the server. */
    Wire down() {
        return down;
    }
}
