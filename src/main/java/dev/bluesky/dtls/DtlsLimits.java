package dev.bluesky.dtls;

import java.time.Duration;

/**
 * What one peer's handshake may cost. A handshake with a browser takes about 12 records and 5 KB
 * each way, and a few times that over a bad network.
 *
 * @param deadline from when it has a thread until completion: who has to wait for one is not to
 *     blame
 * @param crowdedDeadline how much of that may be waiting for the peer while others wait for a
 *     thread
 * @param firstResend how long to wait for an answer before the flight is sent again; doubles
 * @param records records that are let in, also after the handshake
 * @param fragments handshake fragments that are let in
 * @param bytes bytes of datagrams that are let in
 * @param queuedDatagrams datagrams that may wait for the handshake's thread
 */
public record DtlsLimits(
        Duration deadline,
        Duration crowdedDeadline,
        Duration firstResend,
        int records,
        int fragments,
        int bytes,
        int queuedDatagrams) {

    public static final DtlsLimits DEFAULT =
            new DtlsLimits(
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(3),
                    Duration.ofMillis(200),
                    512,
                    512,
                    256 * 1024,
                    32);

    public DtlsLimits {
        if (deadline.toMillis() < 1
                || crowdedDeadline.toMillis() < 1
                || firstResend.toMillis() < 1) {
            throw new IllegalArgumentException("times are at least 1 ms");
        }
        if (records < 1 || fragments < 1 || bytes < 1 || queuedDatagrams < 1) {
            throw new IllegalArgumentException("limits are at least 1");
        }
    }

    public DtlsLimits withCrowdedDeadline(Duration longest) {
        return new DtlsLimits(
                deadline, longest, firstResend, records, fragments, bytes, queuedDatagrams);
    }

    public DtlsLimits withDeadline(Duration longest) {
        return new DtlsLimits(
                longest, crowdedDeadline, firstResend, records, fragments, bytes, queuedDatagrams);
    }
}
