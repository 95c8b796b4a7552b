package dev.bluesky.media.codec;

/**
 * The dependency descriptor header extension (the Alliance for Open Media's RTP payload format for
 * AV1, appendix A): which frame a packet belongs to, of which layers it is, and which decode
 * targets need it.
 *
 * <pre>
 *  0                   1                   2
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3
 * |S|E| template  |         frame number          |  then, if there are more bytes, bit by bit:
 * five flags: structure, active targets, custom indications, frame differences and chains;
 * the structure; a bit for each active target; the custom ones
 * </pre>
 *
 * <p>One instance for each stream: it keeps the structure that the last key frame brought. {@link
 * #read} writes over what the last packet said.
 */
public final class DependencyDescriptor {

    /** The bytes that are always there. */
    static final int MANDATORY_BYTES = 3;

    /** How old a structure may be that comes late; a stream that begins anew has another number. */
    private static final int LATE_FRAMES = 1000;

    private final BitReader bits = new BitReader();
    private DependencyStructure structure = new DependencyStructure();
    private DependencyStructure scratch = new DependencyStructure();
    private boolean hasStructure;
    private int structureFrame;
    private int structures;
    private int active;

    private boolean present;
    private boolean known;
    private boolean startsFrame;
    private boolean endsFrame;
    private boolean bringsStructure;
    private boolean bringsTargets;
    private int frameNumber;
    private int spatialId;
    private int temporalId;
    private long indications;

    /** Nothing known yet. */
    public DependencyDescriptor() {}

    /** The packet has none. */
    public void clear() {
        present = false;
        known = false;
    }

    /**
     * Reads a packet's.
     *
     * @return false if it is cut short or contradicts itself; then it counts as absent
     */
    public boolean read(byte[] buffer, int offset, int length) {
        clear();
        if (length < MANDATORY_BYTES) {
            return false;
        }
        bits.wrap(buffer, offset, offset + length);
        startsFrame = bits.readFlag();
        endsFrame = bits.readFlag();
        int id = bits.read(6);
        frameNumber = bits.read(16);
        bringsStructure = false;
        bringsTargets = false;
        present = length == MANDATORY_BYTES ? readTemplate(id) : readExtended(id);
        known &= present;
        return present;
    }

    private boolean readTemplate(int id) {
        int template = hasStructure ? structure.template(id) : FrameInfo.ABSENT;
        known = template != FrameInfo.ABSENT;
        if (known) {
            spatialId = structure.spatialId(template);
            temporalId = structure.temporalId(template);
            indications = structure.indications(template);
        }
        return true;
    }

    private boolean readExtended(int id) {
        bringsStructure = bits.readFlag();
        bringsTargets = bits.readFlag();
        boolean customIndications = bits.readFlag();
        boolean customDifferences = bits.readFlag();
        boolean customChains = bits.readFlag();
        if (bringsStructure && !readStructure()) {
            return false;
        }
        if (!hasStructure) {
            return true;
        }
        int targets = bringsTargets ? bits.read(structure.targets()) : active;
        readTemplate(id);
        if (known && customIndications) {
            indications = DependencyStructure.readIndications(bits, structure.targets());
        }
        if (customDifferences) {
            skipDifferences();
        }
        if (customChains) {
            bits.skip(8 * structure.chains());
        }
        if (bits.isOverrun()) {
            return false;
        }
        active = targets;
        return true;
    }

    private boolean readStructure() {
        int age = (short) (structureFrame - frameNumber);
        if (!scratch.read(bits)) {
            return false;
        }
        if (hasStructure && age > 0 && age < LATE_FRAMES) {
            return true; // read over, but it is of an earlier key frame
        }
        DependencyStructure before = structure;
        structure = scratch;
        scratch = before;
        hasStructure = true;
        structureFrame = frameNumber;
        structures++;
        active = structure.targets() == 32 ? -1 : (1 << structure.targets()) - 1;
        return true;
    }

    private void skipDifferences() {
        int nibbles = bits.read(2);
        while (nibbles > 0 && !bits.isOverrun()) {
            bits.skip(4 * nibbles);
            nibbles = bits.read(2);
        }
    }

    /** Whether the packet has one. */
    public boolean isPresent() {
        return present;
    }

    /** Whether it has one, of a kind that the structure describes: layers and targets are known. */
    public boolean isKnown() {
        return known;
    }

    /** Whether the packet begins a frame. */
    public boolean startsFrame() {
        return startsFrame;
    }

    /** Whether the packet ends a frame, which is of one spatial layer. */
    public boolean endsFrame() {
        return endsFrame;
    }

    /** 16 bits that wrap. */
    public int frameNumber() {
        return frameNumber;
    }

    int spatialId() {
        return spatialId;
    }

    int temporalId() {
        return temporalId;
    }

    /** Whether a decode target needs the frame. */
    public boolean isNeededFor(int target) {
        return DependencyStructure.indication(indications, target)
                != DependencyStructure.NOT_PRESENT;
    }

    /** Whether the target can be decoded from this frame on, if this frame can. */
    public boolean isSwitchTo(int target) {
        return DependencyStructure.indication(indications, target) == DependencyStructure.SWITCH;
    }

    boolean isUsedAbove() {
        return structure.isUsedAbove(spatialId, indications);
    }

    /** Whether this packet brings the structure or other active targets. */
    public boolean bringsTargets() {
        return bringsStructure || bringsTargets;
    }

    boolean bringsStructure() {
        return bringsStructure;
    }

    /** What the stream's frames are like; meaningful only if something was {@link #isKnown()}. */
    public DependencyStructure structure() {
        return structure;
    }

    /** How many structures have come: another one has other targets. */
    public int structures() {
        return structures;
    }

    /** One bit for each target that the publisher produces. */
    public int active() {
        return active;
    }
}
