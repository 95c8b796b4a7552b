package dev.bluesky.media.codec;

import java.util.ArrayList;
import java.util.List;

/**
 * Dependency descriptors as an encoder of layers writes them, for the tests: {@code spatial} by
 * {@code temporal} layers, one template for each layer's key frame and one for its other frames.
 */
public final class Dependencies {
    /** A kind of frame. */
    private record Template(int spatialId, int temporalId, boolean key) {}

    private final int spatial;
    private final int temporal;
    private final boolean keyOnly;
    private final int idOffset;
    private final List<Template> templates = new ArrayList<>();

    /**
     * @param keyOnly whether spatial layers are built on one another in key pictures only
     * @param idOffset of the templates' ids, 0 to 63
     */
    public Dependencies(int spatial, int temporal, boolean keyOnly, int idOffset) {
        this.spatial = spatial;
        this.temporal = temporal;
        this.keyOnly = keyOnly;
        this.idOffset = idOffset;
        for (int s = 0; s < spatial; s++) {
            for (int t = 0; t < temporal; t++) {
                if (t == 0) {
                    templates.add(new Template(s, 0, true));
                }
                templates.add(new Template(s, t, false));
            }
        }
    }

    /** 0 not present, 1 discardable, 2 switch, 3 required. */
    private int indication(Template frame, int targetSpatial, int targetTemporal) {
        boolean above = frame.spatialId > targetSpatial || frame.temporalId > targetTemporal;
        boolean apart = keyOnly && !frame.key && frame.spatialId != targetSpatial;
        if (above || apart) {
            return 0;
        }
        if (frame.spatialId == targetSpatial) {
            return frame.temporalId == 0 || frame.temporalId < targetTemporal ? 2 : 1;
        }
        return frame.key ? 2 : 3;
    }

    /**
     * The descriptor of a packet.
     *
     * @param structure whether it brings the structure
     * @param active one bit for each target, or 0 to leave that out
     */
    public byte[] descriptor(
            boolean starts,
            boolean ends,
            int spatialId,
            int temporalId,
            boolean key,
            int frameNumber,
            boolean structure,
            int active) {
        int template = templates.indexOf(new Template(spatialId, temporalId, key));
        Bits bits = new Bits().put(starts ? 1 : 0, 1).put(ends ? 1 : 0, 1);
        bits.put((template + idOffset) & 63, 6).put(frameNumber, 16);
        if (structure || active != 0) {
            bits.put(structure ? 1 : 0, 1).put(active != 0 ? 1 : 0, 1).put(0, 3);
            if (structure) {
                structure(bits);
            }
            if (active != 0) {
                bits.put(active, targets());
            }
        }
        return bits.bytes();
    }

    private void structure(Bits bits) {
        bits.put(idOffset, 6).put(targets() - 1, 5);
        for (int i = 1; i < templates.size(); i++) {
            Template before = templates.get(i - 1);
            Template next = templates.get(i);
            bits.put(
                    next.spatialId > before.spatialId ? 2 : next.temporalId - before.temporalId, 2);
        }
        bits.put(3, 2);
        for (Template template : templates) {
            for (int target = 0; target < targets(); target++) {
                bits.put(indication(template, target / temporal, target % temporal), 2);
            }
        }
        for (Template template : templates) {
            if (!template.key) {
                bits.put(1, 1).put(template.spatialId, 4); // one reference
            }
            bits.put(0, 1);
        }
        bits.putBelow(spatial, targets() + 1);
        for (int target = 0; target < targets(); target++) {
            bits.putBelow(target / temporal, spatial);
        }
        bits.put(0, 4 * templates.size() * spatial);
        bits.put(1, 1);
        for (int s = 0; s < spatial; s++) {
            bits.put(width(s) - 1, 16).put(height(s) - 1, 16);
        }
    }

    /** How many decode targets there are. */
    public int targets() {
        return spatial * temporal;
    }

    /** Of the picture up to that layer: the largest is 1280 by 720. */
    public int width(int spatialId) {
        return 1280 >> (spatial - 1 - spatialId);
    }

    /** Of the picture up to that layer: the largest is 1280 by 720. */
    public int height(int spatialId) {
        return 720 >> (spatial - 1 - spatialId);
    }
}
