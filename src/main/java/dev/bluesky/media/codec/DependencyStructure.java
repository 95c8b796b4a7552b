package dev.bluesky.media.codec;

import java.util.Arrays;

/**
 * The template dependency structure of a dependency descriptor (the Alliance for Open Media's RTP
 * payload format for AV1, section A.8.2): which layers a stream has, which decode targets can be
 * made of them, and which of its kinds of frames ("templates") each target needs.
 */
public final class DependencyStructure {

    /** A target's frame that nothing else of it needs. */
    static final int NOT_PRESENT = 0;

    /** From this frame on the target can be decoded, if this frame can. */
    static final int SWITCH = 2;

    static final int MOST_TEMPLATES = 64;
    private static final int MOST_TARGETS = 32;
    private static final int MOST_SPATIAL = 4;
    private static final int STOP = 3;

    private int idOffset;
    private int templates;
    private int targets;
    private int chains;
    private final int[] spatialIds = new int[MOST_TEMPLATES];
    private final int[] temporalIds = new int[MOST_TEMPLATES];

    /** Of each template two bits for each target. */
    private final long[] indications = new long[MOST_TEMPLATES];

    private final int[] targetSpatialIds = new int[MOST_TARGETS];
    private final int[] targetTemporalIds = new int[MOST_TARGETS];
    private final int[] widths = new int[MOST_SPATIAL];
    private final int[] heights = new int[MOST_SPATIAL];
    private int spatialLayers;

    DependencyStructure() {}

    /** Reads one; false if it is cut short or has too many layers or templates. */
    boolean read(BitReader bits) {
        idOffset = bits.read(6);
        targets = bits.read(5) + 1;
        if (!readLayers(bits)) {
            return false;
        }
        for (int template = 0; template < templates; template++) {
            indications[template] = readIndications(bits, targets);
        }
        skipFrameDifferences(bits);
        readChains(bits);
        deriveTargets();
        readResolutions(bits);
        return !bits.isOverrun();
    }

    static long readIndications(BitReader bits, int targets) {
        long all = 0;
        for (int target = 0; target < targets; target++) {
            all |= (long) bits.read(2) << (2 * target);
        }
        return all;
    }

    private boolean readLayers(BitReader bits) {
        int spatialId = 0;
        int temporalId = 0;
        templates = 0;
        int next;
        do {
            if (templates == MOST_TEMPLATES || spatialId >= MOST_SPATIAL || temporalId > 7) {
                return false;
            }
            spatialIds[templates] = spatialId;
            temporalIds[templates++] = temporalId;
            next = bits.read(2);
            temporalId = next == 0 ? temporalId : next == 1 ? temporalId + 1 : 0;
            spatialId += next == 2 ? 1 : 0;
        } while (next != STOP && !bits.isOverrun());
        spatialLayers = spatialIds[templates - 1] + 1;
        return !bits.isOverrun();
    }

    private void skipFrameDifferences(BitReader bits) {
        for (int template = 0; template < templates; template++) {
            while (bits.readFlag()) {
                bits.skip(4);
            }
        }
    }

    private void readChains(BitReader bits) {
        chains = bits.readBelow(targets + 1);
        if (chains > 0) {
            for (int target = 0; target < targets; target++) {
                bits.readBelow(chains);
            }
            bits.skip(4 * templates * chains);
        }
    }

    private void deriveTargets() {
        for (int target = 0; target < targets; target++) {
            targetSpatialIds[target] = 0;
            targetTemporalIds[target] = 0;
            for (int template = 0; template < templates; template++) {
                if (indication(indications[template], target) != NOT_PRESENT) {
                    targetSpatialIds[target] =
                            Math.max(targetSpatialIds[target], spatialIds[template]);
                    targetTemporalIds[target] =
                            Math.max(targetTemporalIds[target], temporalIds[template]);
                }
            }
        }
    }

    private void readResolutions(BitReader bits) {
        Arrays.fill(widths, 0);
        Arrays.fill(heights, 0);
        if (bits.readFlag()) {
            for (int spatialId = 0; spatialId < spatialLayers; spatialId++) {
                widths[spatialId] = bits.read(16) + 1;
                heights[spatialId] = bits.read(16) + 1;
            }
        }
    }

    static int indication(long all, int target) {
        return (int) (all >> (2 * target)) & 3;
    }

    /** The template of an id, or {@link FrameInfo#ABSENT}. */
    int template(int id) {
        int index = (id - idOffset) & MOST_TEMPLATES - 1;
        return index < templates ? index : FrameInfo.ABSENT;
    }

    int spatialId(int template) {
        return spatialIds[template];
    }

    int temporalId(int template) {
        return temporalIds[template];
    }

    long indications(int template) {
        return indications[template];
    }

    int chains() {
        return chains;
    }

    /** How many decode targets there are, 1 to 32. */
    public int targets() {
        return targets;
    }

    /** How many spatial layers there are, 1 to 4. */
    public int spatialLayers() {
        return spatialLayers;
    }

    /** The highest spatial layer of a target. */
    public int targetSpatialId(int target) {
        return targetSpatialIds[target];
    }

    /** The highest temporal layer of a target. */
    public int targetTemporalId(int target) {
        return targetTemporalIds[target];
    }

    int width(int spatialId) {
        return widths[spatialId];
    }

    int height(int spatialId) {
        return heights[spatialId];
    }

    /**
     * The best of the targets that are active and reach no higher than these layers; if there is
     * none, the least of the active.
     *
     * @param active one bit for each target; if none is set, all are meant
     */
    public int target(int spatialId, int temporalId, int active) {
        int best = FrameInfo.ABSENT;
        int least = 0;
        int lowest = Integer.MAX_VALUE;
        int highest = -1;
        for (int target = 0; target < targets; target++) {
            if (active != 0 && (active >> target & 1) == 0) {
                continue;
            }
            int rank = targetSpatialIds[target] * 8 + targetTemporalIds[target];
            boolean fits =
                    targetSpatialIds[target] <= spatialId
                            && targetTemporalIds[target] <= temporalId;
            if (fits && rank > highest) {
                highest = rank;
                best = target;
            }
            if (rank < lowest) {
                lowest = rank;
                least = target;
            }
        }
        return best == FrameInfo.ABSENT ? least : best;
    }

    /** Whether every frame of one target is a frame of the other, too. */
    public boolean includes(int target, int smaller) {
        for (int template = 0; template < templates; template++) {
            long all = indications[template];
            if (indication(all, smaller) != NOT_PRESENT && indication(all, target) == NOT_PRESENT) {
                return false;
            }
        }
        return true;
    }

    /** The targets, one bit for each, that whoever gets this one can decode. */
    public int within(int target) {
        int mask = 0;
        for (int smaller = 0; smaller < targets; smaller++) {
            mask |= includes(target, smaller) ? 1 << smaller : 0;
        }
        return mask;
    }

    /** Whether some target of higher layers needs a frame. */
    boolean isUsedAbove(int spatialId, long frame) {
        for (int target = 0; target < targets; target++) {
            if (targetSpatialIds[target] > spatialId && indication(frame, target) != NOT_PRESENT) {
                return true;
            }
        }
        return false;
    }
}
