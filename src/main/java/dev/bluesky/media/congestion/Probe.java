package dev.bluesky.media.congestion;

/**
 * A short burst that finds out whether the path carries more: the pacer sends that much at that
 * rate, media first and padding (retransmissions) where media does not suffice, and names the id in
 * {@link BandwidthEstimator#sent} for each packet of it. It is judged by what is told of it later.
 *
 * @param id 1 to 65535, and then 1 again
 * @param rateBps of everything that is sent while it lasts
 * @param bytes at least so many altogether
 * @param packets at least so many, for a rate is not seen in two
 */
public record Probe(int id, long rateBps, int bytes, int packets) {}
