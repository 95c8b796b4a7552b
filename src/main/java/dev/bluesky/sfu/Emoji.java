package dev.bluesky.sfu;

/**
 * What can be shown for a moment beside a participant: one symbol or a few. Which ones there are
 * grows with Unicode, so it is said what they are not: words. Made by {@link #of} from what a
 * client sent.
 *
 * @param value some code points
 */
public record Emoji(String value) {

    /** Code points: a family of four has seven, a flag of a region too. */
    static final int LENGTH_MAX = 10;

    /** General Punctuation (Unicode): emojis begin behind it, but for the joiner. */
    private static final int SYMBOLS_BEGIN = 0x2070;

    private static final int ZERO_WIDTH_JOINER = 0x200d;
    private static final int TAGS_BEGIN = 0xe0020;
    private static final int TAGS_END = 0xe007f;

    /**
     * An emoji, or a few.
     *
     * @throws SfuException MALFORMED if it is none, or more than some
     */
    public static Emoji of(String sent) {
        int length = sent.codePointCount(0, sent.length());
        if (length < 1 || length > LENGTH_MAX || !sent.codePoints().allMatch(Emoji::isPart)) {
            throw new SfuException(
                    Refusal.MALFORMED,
                    "A reaction must be an emoji of at most " + LENGTH_MAX + " code points.");
        }
        return new Emoji(sent);
    }

    private static boolean isPart(int codePoint) {
        if (codePoint == ZERO_WIDTH_JOINER || isTag(codePoint)) {
            return true;
        }
        return codePoint >= SYMBOLS_BEGIN && !isTextOrControl(codePoint);
    }

    /** The letters of a region's flag (Unicode Technical Standard 51, annex C). */
    private static boolean isTag(int codePoint) {
        return codePoint >= TAGS_BEGIN && codePoint <= TAGS_END;
    }

    private static boolean isTextOrControl(int codePoint) {
        return Character.isLetterOrDigit(codePoint)
                || Character.isSpaceChar(codePoint)
                || switch (Character.getType(codePoint)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR ->
                            true;
                    default -> false;
                };
    }
}
