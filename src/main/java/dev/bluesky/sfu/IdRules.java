package dev.bluesky.sfu;

import dev.bluesky.config.Config;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Which ids and names are taken from clients. Ids stand in paths, so {@code .}, {@code ..} and
 * {@code *}, which is everybody, are never taken, whatever the pattern allows.
 *
 * @param pattern what the whole id must match
 * @param idLengthMax characters of an id
 * @param nameLengthMax code points of a displayed name
 */
public record IdRules(Pattern pattern, int idLengthMax, int nameLengthMax) {

    private static final Set<String> RESERVED = Set.of(".", "..", "*");

    /** The rules that the configuration sets. */
    public static IdRules of(Config.Rooms rooms) {
        return new IdRules(rooms.idPattern(), rooms.idLengthMax(), rooms.nameLengthMax());
    }

    /**
     * A room's id.
     *
     * @throws SfuException MALFORMED if the id breaks the rules
     */
    public RoomId roomId(String value) {
        return new RoomId(checked("room", value));
    }

    /**
     * A user's id.
     *
     * @throws SfuException MALFORMED if the id breaks the rules
     */
    public UserId userId(String value) {
        return new UserId(checked("user", value));
    }

    /** A room id that nobody can guess. */
    RoomId newRoomId() {
        return new RoomId(UUID.randomUUID().toString());
    }

    private String checked(String what, String value) {
        if (value.isEmpty() || value.length() > idLengthMax) {
            throw malformed("The " + what + " id must have 1 to " + idLengthMax + " characters.");
        }
        if (RESERVED.contains(value) || !pattern.matcher(value).matches()) {
            throw malformed(
                    "The "
                            + what
                            + " id has characters that are not allowed; it must match "
                            + pattern.pattern()
                            + " and not be a dot or two, or an asterisk.");
        }
        return value;
    }

    /**
     * A displayed name: white space at its ends is dropped.
     *
     * @throws SfuException MALFORMED if it is too long or holds control characters
     */
    public String name(String value) {
        String name = value.strip();
        if (name.codePointCount(0, name.length()) > nameLengthMax) {
            throw malformed("The name must have at most " + nameLengthMax + " characters.");
        }
        if (name.codePoints().anyMatch(IdRules::isUnprintable)) {
            throw malformed("The name must not have control characters.");
        }
        return name;
    }

    private static boolean isUnprintable(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    private static SfuException malformed(String message) {
        return new SfuException(Refusal.MALFORMED, message);
    }
}
