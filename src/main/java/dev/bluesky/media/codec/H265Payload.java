package dev.bluesky.media.codec;

/**
 * H.265 payloads (RFC 7798): a NAL unit, an aggregation packet or a fragmentation unit, each behind
 * a NAL unit header of two bytes; without decoding-order numbers, as WebRTC uses it.
 *
 * <pre>
 * +---------------+---------------+                0 1 2 3 4 5 6 7
 * |0|1|2|3|4|5|6|7|0|1|2|3|4|5|6|7|               +-+-+-+-+-+-+-+-+
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+    FU header: |S|E|  FuType   |
 * |F|   Type    |  LayerId  | TID |               +-+-+-+-+-+-+-+-+
 * +-------------+-----------------+
 * </pre>
 *
 * <p>A key frame begins with the video or sequence parameter set that encoders send in front of it,
 * or with the first slice segment of an IRAP picture (types 16 to 23; the first bit of a slice
 * header is {@code first_slice_segment_in_pic_flag}).
 */
final class H265Payload {

    private static final int HEADER_BYTES = 2;
    private static final int FIRST_IRAP = 16;
    private static final int LAST_IRAP = 23;
    private static final int VIDEO_PARAMETER_SET = 32;
    private static final int SEQUENCE_PARAMETER_SET = 33;
    private static final int LAST_SINGLE = 47;
    private static final int AGGREGATION = 48;
    private static final int FRAGMENTATION = 49;

    private H265Payload() {}

    static boolean read(byte[] buffer, int offset, int end, FrameInfo into) {
        int body = offset + HEADER_BYTES;
        if (body >= end) {
            return false;
        }
        int type = type(buffer[offset]);
        into.temporalId = Math.max(0, (buffer[offset + 1] & 7) - 1);
        if (type <= LAST_SINGLE) {
            into.startsKeyFrame = begins(type, buffer, body, end, into);
            return true;
        }
        return switch (type) {
            case AGGREGATION -> readAggregate(buffer, body, end, into);
            case FRAGMENTATION -> readFragment(buffer, body, end, into);
            default -> false;
        };
    }

    private static int type(byte header) {
        return header >> 1 & 0x3F;
    }

    private static boolean begins(int type, byte[] buffer, int body, int end, FrameInfo into) {
        if (type == SEQUENCE_PARAMETER_SET) {
            H265Size.read(buffer, body, end, into);
            return true;
        }
        if (type == VIDEO_PARAMETER_SET) {
            return true;
        }
        return type >= FIRST_IRAP && type <= LAST_IRAP && body < end && (buffer[body] & 0x80) != 0;
    }

    private static boolean readAggregate(byte[] buffer, int start, int end, FrameInfo into) {
        int at = start;
        while (at + 2 < end) {
            int size = (buffer[at] & 0xFF) << 8 | (buffer[at + 1] & 0xFF);
            at += 2;
            if (size < HEADER_BYTES || at + size > end) {
                return false;
            }
            into.startsKeyFrame |=
                    begins(type(buffer[at]), buffer, at + HEADER_BYTES, at + size, into);
            at += size;
        }
        return at == end;
    }

    private static boolean readFragment(byte[] buffer, int at, int end, FrameInfo into) {
        if (at + 1 >= end) {
            return false;
        }
        boolean first = (buffer[at] & 0x80) != 0;
        into.startsKeyFrame = first && begins(buffer[at] & 0x3F, buffer, at + 1, end, into);
        return true;
    }
}
