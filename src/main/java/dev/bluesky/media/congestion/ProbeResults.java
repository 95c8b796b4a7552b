package dev.bluesky.media.congestion;

/** What became of the one probe that is under way: how fast it was sent, how fast it arrived. */
final class ProbeResults {
    /** Of its packets and bytes must arrive, or the result is nothing. */
    private static final double ENOUGH = 0.8;

    /** It cannot arrive much faster than it was sent: something let it go in a bunch. */
    private static final double BUNCHED = 2;

    /** Slower than that: it found the limit, of which not all is taken. */
    private static final double LIMITED = 0.9;

    private static final double OF_LIMIT = 0.95;

    /** It left slower than that part of its rate, since this machine was busy: it says little. */
    private static final double HELD_UP = 0.8;

    private static final double BITS_NS_PER_SECOND = 8e9;

    private int id;
    private boolean isLimit;
    private long wantedBps;
    private int wantedBytes;
    private int wantedPackets;
    private int packets;
    private long bytes;
    private long firstSentNs;
    private long lastSentNs;
    private int lastSentBytes;
    private long firstArrivalNs;
    private long lastArrivalNs;
    private int firstArrivalBytes;

    void expect(Probe probe) {
        id = probe.id();
        wantedBps = probe.rateBps();
        wantedBytes = probe.bytes();
        wantedPackets = probe.packets();
        packets = 0;
        bytes = 0;
    }

    void arrived(int probeId, int length, long sentNs, long arrivalNs) {
        if (probeId != id) {
            return;
        }
        if (packets == 0 || sentNs < firstSentNs) {
            firstSentNs = sentNs;
        }
        if (packets == 0 || sentNs >= lastSentNs) {
            lastSentNs = sentNs;
            lastSentBytes = length;
        }
        if (packets == 0 || arrivalNs < firstArrivalNs) {
            firstArrivalNs = arrivalNs;
            firstArrivalBytes = length;
        }
        lastArrivalNs = packets == 0 ? arrivalNs : Math.max(lastArrivalNs, arrivalNs);
        packets++;
        bytes += length;
    }

    /** Whether enough of it arrived to be judged. */
    boolean isComplete() {
        return id != 0 && packets >= ENOUGH * wantedPackets && bytes >= ENOUGH * wantedBytes;
    }

    /** What it proves that the path carries, 0 if nothing; to be asked once, when complete. */
    double provenBps() {
        id = 0;
        isLimit = false;
        long sendingNs = lastSentNs - firstSentNs;
        long arrivingNs = lastArrivalNs - firstArrivalNs;
        if (sendingNs <= 0 || arrivingNs <= 0) {
            return 0;
        }
        double sent = BITS_NS_PER_SECOND * (double) (bytes - lastSentBytes) / (double) sendingNs;
        double came =
                BITS_NS_PER_SECOND * (double) (bytes - firstArrivalBytes) / (double) arrivingNs;
        if (came > BUNCHED * sent) {
            return 0;
        }
        boolean isHeldUp = sent < HELD_UP * (double) wantedBps;
        isLimit = !isHeldUp && came < LIMITED * sent;
        return isLimit ? OF_LIMIT * came : Math.min(came, sent);
    }

    /** Whether the last result was what the path carries, rather than what was tried. */
    boolean isLimit() {
        return isLimit;
    }
}
