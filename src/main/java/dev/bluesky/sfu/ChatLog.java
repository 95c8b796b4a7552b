package dev.bluesky.sfu;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest messages of a room, for those who come late. Guarded by the room's monitor. */
final class ChatLog {

    static final int MESSAGES_MAX = 200;

    /** Of all messages together: a thousand rooms hold some hundred megabytes at the very most. */
    static final int CHARS_MAX = 65_536;

    private final Deque<ChatMessage> messages = new ArrayDeque<>();
    private long lastId;
    private int chars;

    /** Keeps a message; old ones make room. */
    ChatMessage add(UserId participant, String name, ChatText text, long atMs) {
        ChatMessage message = new ChatMessage(++lastId, participant, name, text, atMs);
        messages.add(message);
        chars += chars(message);
        while (messages.size() > MESSAGES_MAX || chars > CHARS_MAX) {
            chars -= chars(messages.remove());
        }
        return message;
    }

    private static int chars(ChatMessage message) {
        return message.text().value().length();
    }

    /** The oldest first. */
    List<ChatMessage> messages() {
        return List.copyOf(messages);
    }
}
