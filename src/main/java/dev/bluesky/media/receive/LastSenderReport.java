package dev.bluesky.media.receive;

/**
 * The last sender report of a stream: what receiver reports return of it, and which time of the
 * publisher's clock the stream's timestamps mean. The publisher may claim any time.
 */
public final class LastSenderReport {
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final long MAX_DELAY_NS = 65_535 * NS_PER_SECOND;

    private boolean present;
    private long ntpTime;
    private int rtpTimestamp;
    private long arrivedNs;

    LastSenderReport() {}

    void set(long newNtpTime, int newRtpTimestamp, long nowNs) {
        present = true;
        ntpTime = newNtpTime;
        rtpTimestamp = newRtpTimestamp;
        arrivedNs = nowNs;
    }

    public boolean isPresent() {
        return present;
    }

    /** 64-bit NTP time by the publisher's clock. */
    public long ntpTime() {
        return ntpTime;
    }

    /** The stream's timestamp at {@link #ntpTime}. */
    public int rtpTimestamp() {
        return rtpTimestamp;
    }

    public long arrivedNs() {
        return arrivedNs;
    }

    /** LSR: the middle 32 bits of its NTP time, or 0 when there is none or it is too long ago. */
    int middleBits(long nowNs) {
        return isFresh(nowNs) ? (int) (ntpTime >>> 16) : 0;
    }

    /** DLSR: how long ago it came, in 65536ths of a second. */
    int delay(long nowNs) {
        long delayNs = nowNs - arrivedNs;
        return isFresh(nowNs) ? (int) ((delayNs << 16) / NS_PER_SECOND) : 0;
    }

    private boolean isFresh(long nowNs) {
        long delayNs = nowNs - arrivedNs;
        return present && delayNs >= 0 && delayNs <= MAX_DELAY_NS;
    }
}
