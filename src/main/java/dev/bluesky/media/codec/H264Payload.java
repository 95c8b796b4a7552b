package dev.bluesky.media.codec;

/**
 * H.264 payloads (RFC 6184): a NAL unit, an aggregate of NAL units (STAP-A) or a fragment (FU-A).
 *
 * <pre>
 *  0 1 2 3 4 5 6 7                0 1 2 3 4 5 6 7
 * +-+-+-+-+-+-+-+-+              +-+-+-+-+-+-+-+-+
 * |F|NRI|  Type   |   FU header: |S|E|R|  Type   |
 * +-+-+-+-+-+-+-+-+              +-+-+-+-+-+-+-+-+
 * </pre>
 *
 * <p>A key frame begins with a sequence parameter set, which encoders send in front of it, or with
 * the first slice of an IDR picture (the slice header begins with {@code first_mb_in_slice}, whose
 * code for 0 is a single 1 bit).
 */
final class H264Payload {

    private static final int IDR_SLICE = 5;
    private static final int SEQUENCE_PARAMETER_SET = 7;
    private static final int LAST_SINGLE = 23;
    private static final int STAP_A = 24;
    private static final int FU_A = 28;

    private H264Payload() {}

    static boolean read(byte[] buffer, int offset, int end, FrameInfo into) {
        if (offset >= end) {
            return false;
        }
        int type = buffer[offset] & 0x1F;
        if (type >= 1 && type <= LAST_SINGLE) {
            into.startsKeyFrame = begins(type, buffer, offset + 1, end, into);
            return true;
        }
        return switch (type) {
            case STAP_A -> readAggregate(buffer, offset + 1, end, into);
            case FU_A -> readFragment(buffer, offset + 1, end, into);
            default -> false; // STAP-B, MTAP and FU-B need interleaving, which WebRTC excludes
        };
    }

    private static boolean begins(int type, byte[] buffer, int body, int end, FrameInfo into) {
        if (type == SEQUENCE_PARAMETER_SET) {
            H264Size.read(buffer, body, end, into);
            return true;
        }
        return type == IDR_SLICE && body < end && (buffer[body] & 0x80) != 0;
    }

    private static boolean readAggregate(byte[] buffer, int start, int end, FrameInfo into) {
        int at = start;
        while (at + 2 < end) {
            int size = (buffer[at] & 0xFF) << 8 | (buffer[at + 1] & 0xFF);
            at += 2;
            if (size == 0 || at + size > end) {
                return false;
            }
            into.startsKeyFrame |= begins(buffer[at] & 0x1F, buffer, at + 1, at + size, into);
            at += size;
        }
        return at == end && at > start;
    }

    private static boolean readFragment(byte[] buffer, int at, int end, FrameInfo into) {
        if (at + 1 >= end) {
            return false;
        }
        boolean first = (buffer[at] & 0x80) != 0;
        into.startsKeyFrame = first && begins(buffer[at] & 0x1F, buffer, at + 1, end, into);
        return true;
    }
}
