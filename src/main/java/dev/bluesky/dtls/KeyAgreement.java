package dev.bluesky.dtls;

/**
 * What agrees with one peer on the keys of its media: a {@link DtlsEndpoint}, unless a simulation
 * has keys of its own. Belongs to the event loop and never waits; what comes of it goes to a {@link
 * DtlsListener}.
 */
public interface KeyAgreement extends AutoCloseable {

    /** Opens one for a peer. */
    @FunctionalInterface
    interface Opener {
        /** Nothing happens before {@link #start} or {@link #receive}. */
        KeyAgreement open(DtlsSetup setup, DtlsListener listener);
    }

    /** Begins in the active role; the passive one waits for the peer. */
    void start();

    /**
     * Takes a datagram that came from the peer's validated address (first byte 20 to 63).
     *
     * @return ACCEPTED, or the reason for its drop
     */
    DtlsVerdict receive(byte[] buffer, int offset, int length);

    /**
     * Ends it; the listener hears nothing more, except that a connected peer is sent a farewell.
     */
    @Override
    void close();
}
