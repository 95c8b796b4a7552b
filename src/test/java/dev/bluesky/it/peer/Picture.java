package dev.bluesky.it.peer;

/**
 * A test picture: one tint, and a bright bar that moves so that no two neighbouring frames are
 * equal.
 *
 * @param width pixels, even
 * @param height pixels, even
 * @param framesPerSecond how often it is pushed
 * @param tint the chroma that tells this picture from another
 * @param grain how much the luma varies from pixel to pixel, 0 to 40; a camera's picture is not
 *     smooth, and grain is what an encoder works for
 */
public record Picture(int width, int height, int framesPerSecond, Tint tint, int grain) {
    /** A smooth picture. */
    public Picture(int width, int height, int framesPerSecond, Tint tint) {
        this(width, height, framesPerSecond, tint, 0);
    }

    /** Clearly different chroma pairs; lossy coding moves them by a few steps only. */
    public enum Tint {
        BLUE(200, 90),
        RED(90, 200),
        GREEN(60, 60);

        final int u;
        final int v;

        Tint(int u, int v) {
            this.u = u;
            this.v = v;
        }

        /** The tint nearest to a measured pair. */
        static Tint nearest(int u, int v) {
            Tint best = BLUE;
            for (Tint tint : values()) {
                if (tint.distance(u, v) < best.distance(u, v)) {
                    best = tint;
                }
            }
            return best;
        }

        private int distance(int u, int v) {
            return Math.abs(this.u - u) + Math.abs(this.v - v);
        }
    }

    /** 320x180 at 30 frames per second. */
    public static Picture small(Tint tint) {
        return new Picture(320, 180, 30, tint);
    }
}
