package dev.bluesky.bench.load;

import dev.bluesky.it.raw.RawOffer;
import dev.bluesky.it.raw.RawOptions;
import dev.bluesky.srtp.SrtpProfile;

/** A room of a server under load, as people get into it. Fails with what the server said. */
public interface Entrance extends AutoCloseable {
    /** Of every client of every server: what is compared encrypts alike. */
    RawOptions OPTIONS = RawOptions.DEFAULT.withProfiles(SrtpProfile.SRTP_AEAD_AES_128_GCM);

    /** How clients of this server behave. */
    default RawOptions options() {
        return OPTIONS;
    }

    /** Whether what arrives is what was sent; otherwise packets can only be counted. */
    default boolean isVerbatim() {
        return true;
    }

    /** Somebody wants to publish what the offer holds. */
    Admission publish(String user, RawOffer offer);

    /** Somebody wants to receive that, into the m-lines of the offer. */
    Admission receive(String user, Wish wish, RawOffer offer);

    /** By what name others find it. */
    default String room() {
        throw new UnsupportedOperationException("nobody else is let in here");
    }

    /** Who received that will not any more. */
    void stopReceiving(String user, Wish wish);

    /** Closes the room. */
    @Override
    void close();
}
