package dev.bluesky.dtls;

/**
 * What the peer's handshake messages claim, and whether that can be (RFC 6347 section 4.2.2). The
 * fields that begin with "new" are those of the datagram at hand: they count if it is taken.
 */
final class HandshakeMessages {
    private static final int FRAGMENT_HEADER = 12;

    /** The longest messages are certificates. */
    private static final int MAX_MESSAGE = 32 * 1024;

    private static final int MAX_ALL_MESSAGES = 64 * 1024;

    /** A full handshake has at most 7 messages a side, and a second ClientHello. */
    private static final int MESSAGES = 16;

    private static final int CLIENT_HELLO = 1;
    private static final int CERTIFICATE_VERIFY = 15;

    /** ClientHello, Certificate, ClientKeyExchange, CertificateVerify. */
    private static final int FROM_CLIENT = 1 << 1 | 1 << 11 | 1 << 16 | 1 << 15;

    /**
     * ServerHello, HelloVerifyRequest, Certificate, ServerKeyExchange, CertificateRequest,
     * ServerHelloDone.
     */
    private static final int FROM_SERVER = 1 << 2 | 1 << 3 | 1 << 11 | 1 << 12 | 1 << 13 | 1 << 14;

    private final boolean passive;
    private final int allowed;
    private final int maxFragments;

    /** Per message: its type and its length, 0 if nothing came of it. */
    private final int[] claims = new int[MESSAGES];

    private final int[] newClaims = new int[MESSAGES];
    private boolean begun;
    private boolean newBegun;
    private int fragments;
    private int newFragments;

    /** How much of CertificateVerify came without a gap, and whether that is all. */
    private int proven;

    private int newProven;
    private boolean proofComplete;
    private boolean newProofComplete;

    HandshakeMessages(DtlsRole role, int maxFragments) {
        this.passive = role == DtlsRole.PASSIVE;
        this.allowed = passive ? FROM_CLIENT : FROM_SERVER;
        this.maxFragments = maxFragments;
        this.begun = !passive;
    }

    void beginDatagram() {
        System.arraycopy(claims, 0, newClaims, 0, MESSAGES);
        newBegun = begun;
        newFragments = fragments;
        newProven = proven;
        newProofComplete = proofComplete;
    }

    DtlsVerdict commitDatagram() {
        if (newFragments > maxFragments) {
            return DtlsVerdict.BUDGET_EXHAUSTED;
        }
        int sum = 0;
        for (int claim : newClaims) {
            sum += claim & 0xffffff;
        }
        if (sum > MAX_ALL_MESSAGES) {
            return DtlsVerdict.MESSAGE_TOO_LONG;
        }
        System.arraycopy(newClaims, 0, claims, 0, MESSAGES);
        begun = newBegun;
        fragments = newFragments;
        proven = newProven;
        proofComplete = newProofComplete;
        return DtlsVerdict.ACCEPTED;
    }

    /** Everything else follows a hello: before it nothing is worth a thread. */
    DtlsVerdict afterHello() {
        return newBegun ? DtlsVerdict.ACCEPTED : DtlsVerdict.UNEXPECTED_MESSAGE;
    }

    /**
     * After the change BouncyCastle is deaf for what is in the clear. A client's flight is
     * Certificate, ClientKeyExchange, CertificateVerify, change, Finished, and it takes the change
     * as soon as it has the second.
     */
    DtlsVerdict checkChangeCipher() {
        return !passive || newProofComplete
                ? DtlsVerdict.ACCEPTED
                : DtlsVerdict.EARLY_CHANGE_CIPHER;
    }

    DtlsVerdict check(byte[] buffer, int body, int bodyLength) {
        int end = body + bodyLength;
        for (int at = body; at < end; ) {
            if (end - at < FRAGMENT_HEADER) {
                return DtlsVerdict.LYING_FRAGMENT;
            }
            int fragmentLength = DtlsFilter.uint24(buffer, at + 9);
            if (fragmentLength > end - at - FRAGMENT_HEADER) {
                return DtlsVerdict.LYING_FRAGMENT;
            }
            DtlsVerdict verdict = checkFragment(buffer, at, fragmentLength);
            if (verdict != DtlsVerdict.ACCEPTED) {
                return verdict;
            }
            at += FRAGMENT_HEADER + fragmentLength;
        }
        return DtlsVerdict.ACCEPTED;
    }

    private DtlsVerdict checkFragment(byte[] buffer, int at, int fragmentLength) {
        int type = buffer[at] & 0xff;
        int length = DtlsFilter.uint24(buffer, at + 1);
        int number = DtlsFilter.uint16(buffer, at + 4);
        if (type >= Integer.SIZE || (allowed & 1 << type) == 0 || number >= MESSAGES) {
            return DtlsVerdict.UNEXPECTED_MESSAGE;
        }
        if (length > MAX_MESSAGE) {
            return DtlsVerdict.MESSAGE_TOO_LONG;
        }
        if (DtlsFilter.uint24(buffer, at + 6) + fragmentLength > length
                || (fragmentLength == 0 && length > 0)) {
            return DtlsVerdict.LYING_FRAGMENT;
        }
        if (!newBegun && (type != CLIENT_HELLO || number != 0)) {
            return DtlsVerdict.UNEXPECTED_MESSAGE;
        }
        newBegun = true;
        newFragments++;
        if (type == CERTIFICATE_VERIFY) {
            prove(DtlsFilter.uint24(buffer, at + 6), fragmentLength, length);
        }
        return claim(number, type << 24 | length);
    }

    private void prove(int from, int fragmentLength, int length) {
        if (from <= newProven) {
            newProven = Math.max(newProven, from + fragmentLength);
        }
        newProofComplete |= newProven == length;
    }

    private DtlsVerdict claim(int number, int claim) {
        if (newClaims[number] != 0 && newClaims[number] != claim) {
            return DtlsVerdict.CONFLICTING_FRAGMENT;
        }
        newClaims[number] = claim;
        return DtlsVerdict.ACCEPTED;
    }
}
