package dev.bluesky.media.codec;

/**
 * Writes a dependency descriptor as a viewer gets it: with another frame number, and told which
 * decode targets are left.
 */
public final class DependencyWriter {

    private static final int MANDATORY_BITS = 24;

    private final BitReader in = new BitReader();
    private final DependencyStructure structure = new DependencyStructure();
    private byte[] target = new byte[0];
    private int written;

    /** A writer to be used again and again. */
    public DependencyWriter() {}

    /**
     * Writes it into a buffer.
     *
     * @param patch made by {@link PayloadPatch#ofDependencies}
     * @param into must have five bytes of room more than there were
     * @return the length, or 0 if the source is malformed
     */
    public int write(byte[] source, int offset, int length, long patch, byte[] into) {
        if (length < DependencyDescriptor.MANDATORY_BYTES || length + 5 > into.length) {
            return 0;
        }
        if (PayloadPatch.hasTargets(patch)) {
            int bytes = writeTargets(source, offset, length, patch, into);
            if (bytes == 0) {
                return 0;
            }
            number(into, patch);
            return bytes;
        }
        System.arraycopy(source, offset, into, 0, length);
        number(into, patch);
        return length;
    }

    private static void number(byte[] into, long patch) {
        into[1] = (byte) (PayloadPatch.frameNumber(patch) >> 8);
        into[2] = (byte) PayloadPatch.frameNumber(patch);
    }

    private int writeTargets(byte[] source, int offset, int length, long patch, byte[] into) {
        in.wrap(source, offset, offset + length);
        target = into;
        written = 0;
        copy(MANDATORY_BITS);
        boolean extended = length > DependencyDescriptor.MANDATORY_BYTES;
        int flags = extended ? in.read(5) : 0;
        boolean hasStructure = (flags & 0x10) != 0;
        put(flags | 0x08, 5);
        if (hasStructure && !copyStructure(source, offset, length)) {
            return 0;
        }
        int targets = PayloadPatch.targetCount(patch);
        if ((flags & 0x08) != 0) {
            in.skip(targets);
        }
        put(PayloadPatch.targets(patch), targets);
        if (extended) {
            copy(length * 8 - in.position(offset));
        }
        return in.isOverrun() ? 0 : finish();
    }

    private boolean copyStructure(byte[] source, int offset, int length) {
        int from = in.position(offset);
        if (!structure.read(in)) {
            return false;
        }
        int bits = in.position(offset) - from;
        in.wrap(source, offset, offset + length).skip(from);
        copy(bits);
        return true;
    }

    private void copy(int bits) {
        for (int i = 0; i < bits; i++) {
            put(in.readFlag() ? 1 : 0, 1);
        }
    }

    private void put(int value, int bits) {
        for (int i = bits - 1; i >= 0; i--) {
            int at = written >> 3;
            int mask = 0x80 >> (written & 7);
            boolean one = (value >> i & 1) == 1;
            target[at] = (byte) (one ? target[at] | mask : target[at] & ~mask);
            written++;
        }
    }

    private int finish() {
        while ((written & 7) != 0) {
            put(0, 1);
        }
        return written >> 3;
    }
}
