package dev.bluesky.wire.rtcp;

/** The numbers in the second and first octet of an RTCP packet. */
final class PacketType {
    static final int SENDER_REPORT = 200;
    static final int RECEIVER_REPORT = 201;
    static final int SOURCE_DESCRIPTION = 202;
    static final int GOODBYE = 203;
    static final int TRANSPORT_LAYER_FEEDBACK = 205;
    static final int PAYLOAD_SPECIFIC_FEEDBACK = 206;

    /** Formats of transport layer feedback. */
    static final int GENERIC_NACK = 1;

    static final int TRANSPORT_WIDE = 15;

    /** Formats of payload-specific feedback. */
    static final int PICTURE_LOSS = 1;

    static final int FULL_INTRA_REQUEST = 4;
    static final int APPLICATION_LAYER = 15;

    /** The first four bytes of the application-layer message that is a REMB. */
    static final int REMB_NAME = 'R' << 24 | 'E' << 16 | 'M' << 8 | 'B';

    /** The SDES item of a canonical name. */
    static final int CNAME = 1;

    static final int HEADER_BYTES = 4;
    static final int REPORT_BLOCK_BYTES = 24;

    /** The largest value of the five-bit count. */
    static final int MAX_COUNT = 31;

    private PacketType() {}
}
