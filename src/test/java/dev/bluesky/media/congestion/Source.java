package dev.bluesky.media.congestion;

import java.util.SplittableRandom;

/** Video of 30 frames a second toward one viewer. */
interface Source {
    int FRAMES_PER_SECOND = 30;

    /** How long the next frame is, in bytes; what is allowed is for sound, too. */
    int frame(long targetBps);

    long demandBps();

    /** As of many slots, or of an encoder of its own: whatever is allowed, up to a rate. */
    static Source elastic(SplittableRandom random, long mostBps) {
        return new Source() {
            @Override
            public int frame(long targetBps) {
                long bps = Math.max(0, Math.min(mostBps, targetBps) - MediaFlow.AUDIO_BPS);
                double noise = 0.8 + 0.4 * random.nextDouble();
                return (int) (noise * (double) bps / 8 / FRAMES_PER_SECOND);
            }

            @Override
            public long demandBps() {
                return mostBps;
            }
        };
    }

    /** One publisher's simulcast: the largest layer that fits, beginning with a key frame. */
    static Source layers(SplittableRandom random, long... ascendingBps) {
        return new Source() {
            private int last = -1;

            @Override
            public int frame(long targetBps) {
                int layer = -1;
                while (layer + 1 < ascendingBps.length
                        && ascendingBps[layer + 1] + MediaFlow.AUDIO_BPS <= targetBps) {
                    layer++;
                }
                boolean isKey = layer != last;
                last = layer;
                if (layer < 0) {
                    return 0;
                }
                double noise = (isKey ? 3 : 1) * (0.8 + 0.4 * random.nextDouble());
                return (int) (noise * (double) ascendingBps[layer] / 8 / FRAMES_PER_SECOND);
            }

            @Override
            public long demandBps() {
                return ascendingBps[ascendingBps.length - 1] + MediaFlow.AUDIO_BPS;
            }
        };
    }
}
