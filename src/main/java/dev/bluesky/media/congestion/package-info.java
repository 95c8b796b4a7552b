/**
 * How much a viewer's path carries: the send side's estimate of the bandwidth toward one viewer,
 * after the ideas of Google congestion control (draft-ietf-rmcat-gcc-02), judged by the scenarios
 * of RFC 8867. How it works, and what was measured: {@code src/site/markdown/congestion.md}.
 *
 * <pre>
 *   sent     → SendHistory
 *   feedback → SendHistory, which knows when each packet that it tells of was sent
 *     → RateMeter                what arrives in a second
 *     → ArrivalGroups → DelayTrend → RateControl    is a queue growing?
 *     → LossControl              how much is lost that would not be at a lower rate?
 *     → ProbeResults → ProbePlan did a short burst arrive as fast as it was sent?
 *   target   = the least of what delay, loss and the viewer's REMB allow
 * </pre>
 *
 * <p>{@link dev.bluesky.media.congestion.BandwidthEstimator} is all that others see of it, one for
 * each viewer's transport. Sans-IO: {@code nowNs} is a monotonic time. Belongs to one thread.
 * Nothing is allocated when a packet is sent.
 */
@NullMarked
package dev.bluesky.media.congestion;

import org.jspecify.annotations.NullMarked;
