package dev.bluesky.sfu;

/**
 * What somebody has written to everybody in a room.
 *
 * @param id 1 for the room's first message, and so on
 * @param participant who wrote it, and may have left since
 * @param name of that participant as shown to others then; "" if there was none
 * @param atMs when, in milliseconds since 1970; later than every message and hand before
 */
public record ChatMessage(long id, UserId participant, String name, ChatText text, long atMs) {}
