package dev.bluesky.sfu;

/**
 * What can be written in a chat. Made by {@link #of} from what a client sent.
 *
 * @param value plain text; its lines are separated by a line feed
 */
public record ChatText(String value) {

    /** Code points of a message. */
    static final int LENGTH_MAX = 2000;

    /**
     * A text without the white space at its ends.
     *
     * @throws SfuException MALFORMED if nothing is left, if it is too long, or if it holds control
     *     characters other than tabs and ends of lines
     */
    public static ChatText of(String sent) {
        String text = sent.replace("\r\n", "\n").strip();
        if (text.isEmpty()) {
            throw malformed("A message must have some text.");
        }
        if (text.codePointCount(0, text.length()) > LENGTH_MAX) {
            throw malformed("A message must have at most " + LENGTH_MAX + " characters.");
        }
        if (text.codePoints().anyMatch(ChatText::isRefused)) {
            throw malformed("A message must not have control characters.");
        }
        return new ChatText(text);
    }

    private static boolean isRefused(int codePoint) {
        int type = Character.getType(codePoint);
        boolean control = type == Character.CONTROL && codePoint != '\n' && codePoint != '\t';
        return control || type == Character.SURROGATE;
    }

    private static SfuException malformed(String message) {
        return new SfuException(Refusal.MALFORMED, message);
    }
}
