/**
 * The application's domain: {@link dev.bluesky.sfu.Sfu} holds the rooms, a {@link
 * dev.bluesky.sfu.Room} its participants, and each participant its peer connections, which an
 * {@link dev.bluesky.sfu.Engine} makes.
 *
 * <p>Called by HTTP threads and by the engines' threads. A room's state is guarded by the room's
 * own monitor, which is held for short, non-blocking steps only, never while an engine works; a
 * participant's negotiations take turns. Listeners are called inside the monitor, so that nobody
 * sees events out of order, and must only enqueue.
 *
 * <p>Who closes whom: {@code src/site/markdown/closing.md}.
 */
@NullMarked
package dev.bluesky.sfu;

import org.jspecify.annotations.NullMarked;
