package dev.bluesky.peer;

/** Takes, on its own loop, the packets that another loop relays to it. */
public interface Relayed {
    /** The decrypted packet is valid during the call and may be changed in place. */
    void packet(byte[] buffer, int offset, int length, long nowNs);
}
