/**
 * Whom a viewer of the whole room hears and sees: {@link dev.bluesky.media.select.LevelMeter} reads
 * how loud the packets of a track say they are (RFC 6464), {@link
 * dev.bluesky.media.select.SpeakerDetector} tells who speaks and who spoke last, {@link
 * dev.bluesky.media.select.LoudnessRanking} which tracks are the loudest, and {@link
 * dev.bluesky.media.select.SlotPlan} who is in which slot, with the fewest moves.
 *
 * <p>Sans-IO and pure: time is an argument, nothing is known of peers or packets but their levels.
 * Belongs to the one loop of its room. Nothing allocates per packet. The rules with their reasons:
 * {@code src/site/markdown/slots.md}.
 */
@NullMarked
package dev.bluesky.media.select;

import org.jspecify.annotations.NullMarked;
