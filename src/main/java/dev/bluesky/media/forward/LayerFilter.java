package dev.bluesky.media.forward;

import dev.bluesky.media.codec.DependencyDescriptor;
import dev.bluesky.media.codec.DependencyStructure;
import dev.bluesky.media.codec.FrameInfo;
import dev.bluesky.media.codec.PayloadPatch;
import dev.bluesky.wire.rtp.RtpTimestamp;
import dev.bluesky.wire.rtp.RtpView;

/**
 * Which layers of its present source a viewer gets.
 *
 * <p>What is wanted becomes what is sent where a decoder can follow: frame rates fall at the next
 * picture and rise where the stream says that they can; pictures shrink at the next picture if it
 * was built on the smaller one, and else at a key picture, at which alone they grow. Between
 * pictures only: half a picture would hold up the viewer for ever, unseen by NACKs.
 */
final class LayerFilter {

    /** Every layer. */
    static final int ALL = 7;

    private static final int UNKNOWN = -1;
    private static final int SPATIAL_SHIFT = 4;
    private static final int DETACHED = 0x100;
    private static final int TARGET = 0x200;

    private final LayerMemory memory = new LayerMemory();
    private int wantedSpatialId = ALL;
    private int wantedTemporalId = ALL;
    private int spatialId = ALL;
    private int temporalId = ALL;
    private int highestSpatialId = ALL;

    /** Whether lower layers are left out that the present one is not built on. */
    private boolean detached;

    private int newestTimestamp;

    /** The decode target of {@link DependencyDescriptor}s, by the structure of that count. */
    private int target = UNKNOWN;

    private int structures;
    private boolean targetsDue;

    /** The highest layer in the picture of the packet that was judged last. */
    private int topSpatialId = ALL;

    private boolean stuck;

    void want(int highestSpatialId, int highestTemporalId) {
        wantedSpatialId = highestSpatialId;
        wantedTemporalId = highestTemporalId;
    }

    /** The viewer's stream begins with that packet of a key frame. */
    void begin(RtpView packet, FrameInfo info) {
        memory.clear();
        target = UNKNOWN;
        detached = false;
        picture(packet, info);
        takes(packet, info);
    }

    /** Whether something else is wanted that only a key frame can bring. */
    boolean isStuck() {
        return stuck;
    }

    /** Takes notice of a packet; whether it is the first of a picture. */
    boolean observe(RtpView packet, FrameInfo info) {
        highestSpatialId = Math.max(highestSpatialId, info.spatialId()); // Not all announce it.
        if (RtpTimestamp.isNewer(packet.timestamp(), newestTimestamp)) {
            picture(packet, info);
            return true;
        }
        if (packet.timestamp() == newestTimestamp && info.dependencies().isKnown()) {
            follow(info.dependencies());
            climb(info.dependencies());
        }
        return false;
    }

    private void picture(RtpView packet, FrameInfo info) {
        newestTimestamp = packet.timestamp();
        if (info.dependencies().isKnown()) {
            adjustTarget(info);
        } else if (!info.dependencies().isPresent()) {
            adjustLayers(info);
        }
        memory.put(newestTimestamp, limit(info));
    }

    private int limit(FrameInfo info) {
        return info.dependencies().isPresent() && target != UNKNOWN
                ? TARGET | target
                : spatialId << SPATIAL_SHIFT | temporalId | (detached ? DETACHED : 0);
    }

    private void adjustLayers(FrameInfo info) {
        if (info.spatialLayers() > 0) {
            highestSpatialId = info.spatialLayers() - 1;
        } else if (info.startsKeyFrame()) {
            highestSpatialId = ALL;
        }
        int wanted = Math.min(wantedSpatialId, highestSpatialId);
        if (info.startsKeyFrame()) {
            spatialId = wanted;
            temporalId = wantedTemporalId;
            detached = false;
        } else if (canClimb(info)) {
            temporalId = Math.max(temporalId, info.temporalId());
        }
        if (wanted < spatialId && !detached) {
            spatialId = wanted;
        }
        temporalId = Math.min(temporalId, wantedTemporalId);
        stuck = wanted != spatialId;
    }

    /**
     * VP8's Y frame is built on the lowest layer; VP9's U frame, at the least, on the next lower.
     */
    private boolean canClimb(FrameInfo info) {
        int highest = info.countsReferences() ? temporalId + 1 : wantedTemporalId;
        return info.layerSync() && info.temporalId() <= Math.min(highest, wantedTemporalId);
    }

    private void adjustTarget(FrameInfo info) {
        DependencyDescriptor frame = info.dependencies();
        DependencyStructure structure = frame.structure();
        int wanted = structure.target(wantedSpatialId, wantedTemporalId, frame.active());
        follow(frame);
        if (info.startsKeyFrame()) {
            aim(structure, wanted);
        } else if (target != wanted && structure.includes(target, wanted)) {
            aim(structure, wanted);
        } else {
            climb(frame);
        }
        stuck =
                spatialId != structure.targetSpatialId(wanted)
                        && !structure.includes(target, wanted);
    }

    private void aim(DependencyStructure structure, int newTarget) {
        target = newTarget;
        targetsDue = true;
        spatialId = structure.targetSpatialId(target);
        temporalId = structure.targetTemporalId(target);
    }

    /** A structure came, perhaps late in its picture: the same layers may be another target. */
    private void follow(DependencyDescriptor frame) {
        if (target == UNKNOWN || structures != frame.structures()) {
            structures = frame.structures();
            DependencyStructure structure = frame.structure();
            aim(structure, structure.target(spatialId, temporalId, frame.active()));
            memory.put(newestTimestamp, TARGET | target);
        }
    }

    /** More frames of the same size begin where the stream says so, in any layer of a picture. */
    private void climb(DependencyDescriptor frame) {
        DependencyStructure structure = frame.structure();
        if (!frame.startsFrame()) {
            return;
        }
        int wanted = structure.target(wantedSpatialId, wantedTemporalId, frame.active());
        boolean sameSize = structure.targetSpatialId(wanted) == spatialId;
        if (wanted != target && sameSize && frame.isNeededFor(target) && frame.isSwitchTo(wanted)) {
            aim(structure, wanted);
            memory.put(newestTimestamp, TARGET | target);
        }
    }

    /** Whether a packet is of what the viewer gets. */
    boolean takes(RtpView packet, FrameInfo info) {
        boolean late = packet.timestamp() != newestTimestamp;
        boolean described = info.dependencies().isPresent();
        if (!described && !late && !detached && spatialId > info.spatialId()) {
            detach(info);
        }
        int limit = late ? memory.at(packet.timestamp()) : limit(info);
        return described ? takes(limit, info.dependencies()) : takes(limit, info);
    }

    private boolean takes(int limit, DependencyDescriptor frame) {
        boolean comparable =
                frame.isKnown()
                        && target != UNKNOWN
                        && (limit & TARGET) != 0
                        && structures == frame.structures();
        int limitingTarget = limit & TARGET - 1;
        topSpatialId = comparable ? frame.structure().targetSpatialId(limitingTarget) : ALL;
        return !comparable || frame.isNeededFor(limitingTarget);
    }

    /** The viewer's layer is built on none below it but in key pictures: those are not for him. */
    private void detach(FrameInfo info) {
        if (spatialId < ALL && !info.isUsedAbove()) {
            detached = true;
            memory.put(newestTimestamp, limit(info));
        }
    }

    private boolean takes(int limit, FrameInfo info) {
        topSpatialId = limit >> SPATIAL_SHIFT & ALL;
        boolean needed =
                info.spatialId() == topSpatialId || info.isUsedAbove() || (limit & DETACHED) == 0;
        return info.spatialId() <= topSpatialId && info.temporalId() <= (limit & ALL) && needed;
    }

    /** How a packet that goes out differs from the source's: the marker, the targets left. */
    long patch(FrameInfo info) {
        long patch = PayloadPatch.NONE;
        if (info.endsFrame() && info.spatialId() == topSpatialId) {
            patch = PayloadPatch.withMarker(patch);
        }
        DependencyDescriptor frame = info.dependencies();
        if (frame.isKnown() && target != UNKNOWN && (targetsDue || frame.bringsTargets())) {
            patch = withTargets(patch, frame);
            targetsDue = false;
        }
        return patch;
    }

    private long withTargets(long patch, DependencyDescriptor frame) {
        DependencyStructure structure = frame.structure();
        int targets = frame.active() & structure.within(target);
        return PayloadPatch.withTargets(patch, targets, structure.targets());
    }
}
