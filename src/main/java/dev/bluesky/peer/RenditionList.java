package dev.bluesky.peer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Lists what live streams have to offer. */
final class RenditionList {
    private RenditionList() {}

    /**
     * By bitrate, the least first; of equals the lower quality first.
     *
     * @param live by quality, the worst first
     */
    static List<Rendition> of(List<InboundStream.Media> live, long nowNs) {
        List<Rendition> all = new ArrayList<>();
        for (InboundStream.Media stream : live) {
            int spatialIds = stream.highestSpatialId(nowNs);
            int temporalIds = stream.meter().highestTemporalId(nowNs);
            for (int spatialId = 0; spatialId <= spatialIds; spatialId++) {
                for (int temporalId = 0; temporalId <= temporalIds; temporalId++) {
                    all.add(rendition(stream, all.size(), spatialId, temporalId, nowNs));
                }
            }
        }
        all.sort(
                Comparator.comparingLong(Rendition::bitrateBps)
                        .thenComparingInt(Rendition::quality));
        return List.copyOf(all);
    }

    private static Rendition rendition(
            InboundStream.Media stream, int quality, int spatialId, int temporalId, long nowNs) {
        return new Rendition(
                stream.router(),
                stream.codec(),
                quality,
                spatialId,
                temporalId,
                stream.sizes().width(spatialId),
                stream.sizes().height(spatialId),
                stream.meter().framesPerSecond(temporalId, nowNs),
                stream.meter().bitrateBps(spatialId, temporalId, nowNs),
                stream.meter().isSettled(nowNs));
    }

    /** Whether they offer the same, in whatever order and of whatever bitrate. */
    static boolean isSame(List<Rendition> some, List<Rendition> others) {
        return some.size() == others.size()
                && some.stream().allMatch(one -> others.stream().anyMatch(one::isEqual));
    }
}
