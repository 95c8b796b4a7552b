package dev.bluesky.bench.load;

/** The sizes in which a publisher can send its picture, the smallest first. */
enum PictureSize {
    SMALL("q", 320, 180, 150_000),
    MEDIUM("h", 640, 360, 500_000),
    LARGE("f", 1280, 720, 1_500_000);

    private final String rid;
    private final int width;
    private final int height;
    private final int bitrateBps;

    PictureSize(String rid, int width, int height, int bitrateBps) {
        this.rid = rid;
        this.width = width;
        this.height = height;
        this.bitrateBps = bitrateBps;
    }

    /** Its name where there are several (RFC 8852). */
    String rid() {
        return rid;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    int bitrateBps() {
        return bitrateBps;
    }
}
