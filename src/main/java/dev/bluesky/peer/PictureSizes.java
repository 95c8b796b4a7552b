package dev.bluesky.peer;

import dev.bluesky.media.codec.FrameInfo;
import java.util.Arrays;

/** How large a stream's pictures are, by spatial layer, as its key frames tell. */
final class PictureSizes {

    /** So long what a key frame announces is believed without having come. */
    private static final long FRESH_NS = 1_000_000_000L;

    private final int[] widths = new int[FrameInfo.MOST_SPATIAL_LAYERS];
    private final int[] heights = new int[FrameInfo.MOST_SPATIAL_LAYERS];
    private int spatialLayers = 1;
    private boolean announced;
    private long announcedNs;

    /** One that goes on from here by itself. */
    PictureSizes copy() {
        PictureSizes copy = new PictureSizes();
        System.arraycopy(widths, 0, copy.widths, 0, widths.length);
        System.arraycopy(heights, 0, copy.heights, 0, heights.length);
        copy.spatialLayers = spatialLayers;
        copy.announced = announced;
        copy.announcedNs = announcedNs;
        return copy;
    }

    void clear() {
        Arrays.fill(widths, 0);
        Arrays.fill(heights, 0);
        spatialLayers = 1;
        announced = false;
    }

    /** Takes what a packet tells; whether that is news. */
    boolean take(FrameInfo frame, long nowNs) {
        if (frame.spatialLayers() > 0) {
            return takeLayers(frame, nowNs);
        }
        return frame.startsKeyFrame() && frame.width() > 0 && takeOne(frame);
    }

    private boolean takeLayers(FrameInfo frame, long nowNs) {
        boolean news = frame.spatialLayers() != spatialLayers;
        for (int layer = 0; layer < frame.spatialLayers(); layer++) {
            news |= put(layer, frame.width(layer), frame.height(layer));
        }
        spatialLayers = frame.spatialLayers();
        announced = true;
        announcedNs = nowNs;
        return news;
    }

    /** Of several layers it is the largest. */
    private boolean takeOne(FrameInfo frame) {
        return put(spatialLayers - 1, frame.width(), frame.height());
    }

    private boolean put(int layer, int width, int height) {
        boolean news = widths[layer] != width || heights[layer] != height;
        widths[layer] = width;
        heights[layer] = height;
        return news;
    }

    /** As announced last, 1 to {@value FrameInfo#MOST_SPATIAL_LAYERS}. */
    int spatialLayers() {
        return spatialLayers;
    }

    /** Whether that was announced so recently that it need not have come yet. */
    boolean isFresh(long nowNs) {
        return announced && nowNs - announcedNs < FRESH_NS;
    }

    /** Of the picture up to that layer; 0 if it is not known. */
    int width(int spatialId) {
        return widths[spatialId];
    }

    /** Of the picture up to that layer; 0 if it is not known. */
    int height(int spatialId) {
        return heights[spatialId];
    }
}
