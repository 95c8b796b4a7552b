package dev.bluesky.peer;

/** The way of decrypted packets from one loop to others. Used on the loop's thread. */
public interface PacketRelay {
    /**
     * Gives a copy of a packet to another loop, which hands it on soon after the turn. What that
     * loop has no room for is dropped and counted; nothing waits.
     *
     * @param loop which one, from 0 on; never the own one
     * @param to belongs to that loop
     */
    void relay(int loop, Relayed to, byte[] buffer, int offset, int length);
}
