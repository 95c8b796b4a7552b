package dev.bluesky.sfu;

import org.jspecify.annotations.Nullable;

/** A request that is refused, with the sentence that the client is told. */
public final class SfuException extends RuntimeException {

    private final Refusal refusal;

    /**
     * @param refusal why
     * @param message one sentence for the person at the other end; no secrets
     */
    public SfuException(Refusal refusal, String message) {
        this(refusal, message, null);
    }

    /**
     * @param refusal why
     * @param message one sentence for the person at the other end; no secrets
     * @param cause what led to it, for the log
     */
    public SfuException(Refusal refusal, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.refusal = refusal;
    }

    /** Why. */
    public Refusal refusal() {
        return refusal;
    }

    /** What the client is told. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    static SfuException noSuchRoom(RoomId room) {
        return new SfuException(Refusal.NOT_FOUND, "There is no room '" + room + "'.");
    }
}
