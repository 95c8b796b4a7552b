package dev.bluesky.wire.stun;

/**
 * Class and method of a message, from the first 16 bits (RFC 8489 section 5). Only the Binding
 * method is told apart; ICE has no other.
 */
public enum StunType {
    BINDING_REQUEST(0x0001),
    /** A keep-alive; nobody answers it. */
    BINDING_INDICATION(0x0011),
    BINDING_SUCCESS(0x0101),
    BINDING_ERROR(0x0111),
    /** TURN and others. */
    OTHER(-1);

    private final int code;

    StunType(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static StunType of(int code) {
        return switch (code) {
            case 0x0001 -> BINDING_REQUEST;
            case 0x0011 -> BINDING_INDICATION;
            case 0x0101 -> BINDING_SUCCESS;
            case 0x0111 -> BINDING_ERROR;
            default -> OTHER;
        };
    }
}
