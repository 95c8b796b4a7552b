package dev.bluesky.wire.stun;

/** Attribute types (RFC 8489 section 18.3.1, RFC 8445 section 16.1) as they are on the wire. */
final class StunAttribute {
    static final int MAPPED_ADDRESS = 0x0001;
    static final int USERNAME = 0x0006;
    static final int MESSAGE_INTEGRITY = 0x0008;
    static final int ERROR_CODE = 0x0009;
    static final int UNKNOWN_ATTRIBUTES = 0x000A;
    static final int REALM = 0x0014;
    static final int NONCE = 0x0015;
    static final int XOR_MAPPED_ADDRESS = 0x0020;
    static final int PRIORITY = 0x0024;
    static final int USE_CANDIDATE = 0x0025;
    static final int FINGERPRINT = 0x8028;
    static final int ICE_CONTROLLED = 0x8029;
    static final int ICE_CONTROLLING = 0x802A;

    /** Types from here on may be ignored by who does not know them. */
    static final int COMPREHENSION_OPTIONAL = 0x8000;

    /** Bytes of type and length in front of each value. */
    static final int HEADER_BYTES = 4;

    private static final int ANY_SIZE = -1;

    private StunAttribute() {}

    static boolean isKnownButUnread(int type) {
        return switch (type) {
            case MAPPED_ADDRESS, UNKNOWN_ATTRIBUTES, REALM, NONCE -> true;
            default -> false;
        };
    }

    /** Whether a value of that type may have so many bytes. */
    static boolean isSize(int type, int bytes) {
        int fixed = fixedSize(type);
        return switch (type) {
            // RFC 8489 section 14.3: fewer than 509 bytes; RFC 5389 allowed 513
            case USERNAME -> bytes <= 513;
            case XOR_MAPPED_ADDRESS -> bytes == 8 || bytes == 20;
            case ERROR_CODE -> bytes >= 4;
            default -> fixed == ANY_SIZE || fixed == bytes;
        };
    }

    private static int fixedSize(int type) {
        return switch (type) {
            case USE_CANDIDATE -> 0;
            case PRIORITY, FINGERPRINT -> 4;
            case ICE_CONTROLLED, ICE_CONTROLLING -> 8;
            case MESSAGE_INTEGRITY -> 20;
            default -> ANY_SIZE;
        };
    }
}
