package dev.bluesky.negotiate;

/** The offer is well formed, but nobody here could answer it so that media flows. */
public final class UnservableOfferException extends IllegalArgumentException {

    /**
     * @param message what is missing, for the person who sent the offer
     */
    public UnservableOfferException(String message) {
        super(message);
    }
}
