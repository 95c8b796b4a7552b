package dev.bluesky.media.select;

import dev.bluesky.wire.rtp.AudioLevel;
import dev.bluesky.wire.rtp.HeaderExtensions;

/**
 * How loud an audio track is, as its packets say (RFC 6464). Loudness is 127 - (-dBov): 0 is
 * silence, 127 the loudest there is, speech mostly between 80 and 110.
 */
public final class LevelMeter {

    /** The packets do not say. */
    public static final int UNKNOWN = -1;

    /** Packets come this far apart at most; who sends nothing for longer is silent. */
    private static final long HOLD_NS = 130_000_000L;

    private int loudest;
    private int packets;
    private int labelled;
    private int present;
    private boolean saysNothing;
    private long lastPacketNs;

    /** A packet has come, whose level is in the extension of that id, if it is not 0. */
    public void packet(HeaderExtensions extensions, int id) {
        packets++;
        int octet = id == 0 ? HeaderExtensions.NONE : AudioLevel.read(extensions, id);
        if (octet != HeaderExtensions.NONE) {
            labelled++;
            loudest = Math.max(loudest, AudioLevel.SILENCE - AudioLevel.level(octet));
        }
    }

    /**
     * The loudness since it was last taken; packets that are further apart than that count until
     * the next one.
     *
     * @return 0 to 127, or {@link #UNKNOWN} as long as packets come without a level
     */
    public int take(long nowNs) {
        if (packets > 0) {
            saysNothing = labelled == 0;
            present = loudest;
            lastPacketNs = nowNs;
            loudest = 0;
            packets = 0;
            labelled = 0;
        } else if (nowNs - lastPacketNs > HOLD_NS) {
            present = 0;
        }
        return saysNothing ? UNKNOWN : present;
    }
}
