package dev.bluesky.wire.stun;

import dev.bluesky.wire.NetworkOrder;

/** Where the values of a message's attributes are: offsets in the buffer, or {@link #ABSENT}. */
final class AttributeIndex {
    static final int ABSENT = -1;

    int username;
    int usernameBytes;
    int priority;
    int useCandidate;
    int controlling;
    int controlled;
    int integrity;
    int fingerprint;
    int mapped;
    int mappedBytes;
    int errorCode;
    int unknownCount;
    final short[] unknown = new short[StunView.UNKNOWN_MAX];

    /**
     * @param from where the first attribute begins
     * @param to where the message ends, a multiple of 4 bytes later
     */
    StunFault walk(byte[] buffer, int from, int to) {
        clear();
        int at = from;
        while (at < to) {
            int type = NetworkOrder.uint16(buffer, at);
            int bytes = NetworkOrder.uint16(buffer, at + 2);
            int value = at + StunAttribute.HEADER_BYTES;
            StunFault fault = fault(type, bytes, to - value);
            if (fault != StunFault.NONE) {
                return fault;
            }
            if (counts(type)) {
                remember(type, value, bytes);
            }
            at = value + (bytes + 3 & ~3);
        }
        return StunFault.NONE;
    }

    private StunFault fault(int type, int bytes, int available) {
        if (bytes > available) {
            return StunFault.ATTRIBUTE_OVERRUN;
        }
        if (fingerprint != ABSENT) {
            return StunFault.AFTER_FINGERPRINT;
        }
        boolean rightSize = !counts(type) || StunAttribute.isSize(type, bytes);
        return rightSize ? StunFault.NONE : StunFault.WRONG_ATTRIBUTE_SIZE;
    }

    /** What follows MESSAGE-INTEGRITY anybody could have put there. */
    private boolean counts(int type) {
        return integrity == ABSENT || type == StunAttribute.FINGERPRINT;
    }

    private void clear() {
        username = ABSENT;
        usernameBytes = 0;
        priority = ABSENT;
        useCandidate = ABSENT;
        controlling = ABSENT;
        controlled = ABSENT;
        integrity = ABSENT;
        fingerprint = ABSENT;
        mapped = ABSENT;
        mappedBytes = 0;
        errorCode = ABSENT;
        unknownCount = 0;
    }

    private void remember(int type, int value, int bytes) {
        switch (type) {
            case StunAttribute.USERNAME -> rememberUsername(value, bytes);
            case StunAttribute.PRIORITY -> priority = first(priority, value);
            case StunAttribute.USE_CANDIDATE -> useCandidate = first(useCandidate, value);
            case StunAttribute.ICE_CONTROLLING -> controlling = first(controlling, value);
            case StunAttribute.ICE_CONTROLLED -> controlled = first(controlled, value);
            case StunAttribute.MESSAGE_INTEGRITY -> integrity = value;
            case StunAttribute.FINGERPRINT -> fingerprint = value;
            case StunAttribute.XOR_MAPPED_ADDRESS -> rememberMapped(value, bytes);
            case StunAttribute.ERROR_CODE -> errorCode = first(errorCode, value);
            default -> rememberUnknown(type);
        }
    }

    private static int first(int known, int value) {
        return known == ABSENT ? value : known;
    }

    private void rememberUsername(int value, int bytes) {
        if (username == ABSENT) {
            username = value;
            usernameBytes = bytes;
        }
    }

    private void rememberMapped(int value, int bytes) {
        if (mapped == ABSENT) {
            mapped = value;
            mappedBytes = bytes;
        }
    }

    private void rememberUnknown(int type) {
        boolean mayBeIgnored =
                type >= StunAttribute.COMPREHENSION_OPTIONAL
                        || StunAttribute.isKnownButUnread(type);
        if (!mayBeIgnored && unknownCount < unknown.length) {
            unknown[unknownCount++] = (short) type;
        }
    }
}
