package dev.bluesky.dtls;

/**
 * Looks at each datagram before BouncyCastle does (RFC 6347 sections 4.1 and 4.2.2). Keeps a few
 * numbers per handshake and reserves nothing. A datagram is taken or dropped as a whole, and a
 * dropped one costs no budget, except that a datagram may exhaust it.
 *
 * <p>Belongs to the thread that receives.
 */
public final class DtlsFilter {
    /** What a datagram may have: more does not pass networks. */
    static final int MAX_DATAGRAM = 1500;

    static final int RECORD_HEADER = 13;
    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int ALERT = 21;
    private static final int HANDSHAKE = 22;
    private static final int LAST_CONTENT_TYPE = 24;

    private final DtlsLimits limits;
    private final HandshakeMessages messages;

    private int records;
    private int bytes;

    public DtlsFilter(DtlsRole role, DtlsLimits limits) {
        this.limits = limits;
        this.messages = new HandshakeMessages(role, limits.fragments());
    }

    /** Whether the datagram may go to the handshake; counts it if so. */
    public DtlsVerdict check(byte[] buffer, int offset, int length) {
        if (length < RECORD_HEADER) {
            return DtlsVerdict.TOO_SHORT;
        }
        if (length > MAX_DATAGRAM) {
            return DtlsVerdict.TOO_LONG;
        }
        if (records >= limits.records() || bytes + length > limits.bytes()) {
            return DtlsVerdict.BUDGET_EXHAUSTED;
        }
        messages.beginDatagram();
        DtlsVerdict verdict = checkRecords(buffer, offset, offset + length);
        if (verdict == DtlsVerdict.ACCEPTED) {
            verdict = messages.commitDatagram();
            bytes += length;
        }
        return verdict;
    }

    private DtlsVerdict checkRecords(byte[] buffer, int offset, int end) {
        int counted = 0;
        for (int at = offset; at < end; counted++) {
            if (end - at < RECORD_HEADER) {
                return DtlsVerdict.LYING_RECORD_LENGTH;
            }
            int bodyLength = uint16(buffer, at + 11);
            if (bodyLength < 1 || bodyLength > end - at - RECORD_HEADER) {
                return DtlsVerdict.LYING_RECORD_LENGTH;
            }
            DtlsVerdict verdict = checkRecord(buffer, at, bodyLength);
            if (verdict != DtlsVerdict.ACCEPTED) {
                return verdict;
            }
            at += RECORD_HEADER + bodyLength;
        }
        records += counted;
        return DtlsVerdict.ACCEPTED;
    }

    private DtlsVerdict checkRecord(byte[] buffer, int at, int bodyLength) {
        int type = buffer[at] & 0xff;
        int version = uint16(buffer, at + 1);
        if (type < CHANGE_CIPHER_SPEC
                || type > LAST_CONTENT_TYPE
                || (version != 0xfeff && version != 0xfefd)) {
            return DtlsVerdict.NOT_A_RECORD;
        }
        if (type > HANDSHAKE) {
            return DtlsVerdict.UNEXPECTED_CONTENT;
        }
        int epoch = uint16(buffer, at + 3);
        if (epoch > 1) {
            return DtlsVerdict.FUTURE_EPOCH;
        }
        return epoch == 0
                ? checkPlainRecord(type, buffer, at + RECORD_HEADER, bodyLength)
                : messages.afterHello();
    }

    private DtlsVerdict checkPlainRecord(int type, byte[] buffer, int body, int bodyLength) {
        if (type == HANDSHAKE) {
            return messages.check(buffer, body, bodyLength);
        }
        if (bodyLength != (type == ALERT ? 2 : 1)) {
            return DtlsVerdict.LYING_RECORD_LENGTH;
        }
        return type == ALERT ? messages.afterHello() : messages.checkChangeCipher();
    }

    static int uint16(byte[] buffer, int at) {
        return (buffer[at] & 0xff) << 8 | (buffer[at + 1] & 0xff);
    }

    static int uint24(byte[] buffer, int at) {
        return (buffer[at] & 0xff) << 16 | uint16(buffer, at + 1);
    }
}
