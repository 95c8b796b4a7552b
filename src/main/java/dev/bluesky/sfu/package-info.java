/**
 * The application's domain: {@link dev.bluesky.sfu.Sfu} holds the rooms, a {@link
 * dev.bluesky.sfu.Room} its participants, and each participant its peer connections, which an
 * {@link dev.bluesky.sfu.Engine} makes.
 *
 * <p>Beside media, a room has a {@link dev.bluesky.sfu.Meeting} (chat, hands, reactions) and a
 * {@link dev.bluesky.sfu.Moderation} (what its admin may do). Who may decide for a room, {@code
 * Authority} alone knows; who may be in it, {@code Admission}.
 *
 * <p>Called by HTTP threads, of which only so many compute at a time ({@link
 * dev.bluesky.sfu.RequestTurns}), and by the engines' threads. A room's state is guarded by the
 * room's own monitor, which is held for short, non-blocking steps only, never while an engine
 * works; a participant's negotiations take turns. Listeners are called inside the monitor, so that
 * nobody sees events out of order, and must only enqueue.
 *
 * <p>Who closes whom: {@code src/site/markdown/closing.md}.
 */
@NullMarked
package dev.bluesky.sfu;

import org.jspecify.annotations.NullMarked;
