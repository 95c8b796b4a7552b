package dev.bluesky.wire.sdp;

import java.util.Optional;

/**
 * One {@code <type>=<value>} line (RFC 8866 section 5), without its line end.
 *
 * @param type the letter before the equals sign
 * @param value everything after it
 */
public record SdpLine(char type, String value) {

    static SdpLine parse(String text) {
        if (text.length() < 2 || text.charAt(1) != '=' || !isLowerCaseLetter(text.charAt(0))) {
            throw new MalformedSdpException("a line is not of the form <letter>=<value>");
        }
        return new SdpLine(text.charAt(0), text.substring(2));
    }

    private static boolean isLowerCaseLetter(char c) {
        return c >= 'a' && c <= 'z';
    }

    /** An {@code a=name:value} line, or {@code a=name} when the value is empty. */
    public static SdpLine attribute(String name, String value) {
        return new SdpLine('a', value.isEmpty() ? name : name + ":" + value);
    }

    /** Whether this is the attribute of that name, with a value or without. */
    public boolean isAttribute(String name) {
        int end = name.length();
        return type == 'a'
                && value.startsWith(name)
                && (value.length() == end || value.charAt(end) == ':');
    }

    /** The value of the attribute of that name: empty when this is another line, "" for a flag. */
    public Optional<String> attributeValue(String name) {
        if (!isAttribute(name)) {
            return Optional.empty();
        }
        return Optional.of(
                value.length() == name.length() ? "" : value.substring(name.length() + 1));
    }

    @Override
    public String toString() {
        return type + "=" + value;
    }
}
