package dev.bluesky.ice;

import java.net.InetSocketAddress;
import java.util.Optional;

/** What an agent made of a datagram. Belongs to the agent, which overwrites it with the next. */
public final class IceResult {
    private int responseBytes;
    private IceChange change = IceChange.NONE;
    private IceDropReason dropReason = IceDropReason.NONE;
    private boolean newAddress;
    private Optional<InetSocketAddress> evicted = Optional.empty();
    private Optional<String> retiredUfrag = Optional.empty();

    IceResult() {}

    /** Bytes in the response buffer to send to where the datagram came from; 0 for no answer. */
    public int responseBytes() {
        return responseBytes;
    }

    public IceChange change() {
        return change;
    }

    public IceDropReason dropReason() {
        return dropReason;
    }

    /** Whether the source was not validated before; also with a selection or a switch. */
    public boolean isNewAddress() {
        return newAddress;
    }

    /** The address that is no longer validated, because there was no room for this one. */
    public Optional<InetSocketAddress> evicted() {
        return evicted;
    }

    /** The local ufrag before the ICE restart, which the peer has now completed. */
    public Optional<String> retiredUfrag() {
        return retiredUfrag;
    }

    void clear() {
        responseBytes = 0;
        change = IceChange.NONE;
        dropReason = IceDropReason.NONE;
        newAddress = false;
        evicted = Optional.empty();
        retiredUfrag = Optional.empty();
    }

    IceResult dropped(IceDropReason reason) {
        dropReason = reason;
        return this;
    }

    void respond(int bytes) {
        responseBytes = bytes;
    }

    void changed(IceChange what) {
        change = what;
    }

    void added(Optional<InetSocketAddress> inPlaceOf) {
        newAddress = true;
        evicted = inPlaceOf;
    }

    void retired(String ufrag) {
        retiredUfrag = Optional.of(ufrag);
    }
}
