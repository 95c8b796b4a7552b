package dev.bluesky.bench.load;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Who publishes to whom.
 *
 * @param people who watch; where everybody publishes, all of them
 * @param publishers in the room
 */
public record Shape(Kind kind, int people, int publishers) {

    /** What a shape is like; all but {@link #ONE} and {@link #MANY} have a suffix in the name. */
    public enum Kind {
        /** One publisher; the others watch. */
        ONE(""),
        /** The same with a small picture: 320 x 180, 150 kbit/s. */
        SMALL("small"),
        /** Several publishers; each viewer watches one, in turn. */
        MANY("many"),
        /** Everybody publishes and watches each other, over a connection for each. */
        EVERYBODY("x"),
        /**
         * Everybody publishes and watches all the others, over one connection with slots for all.
         */
        TOGETHER("t"),
        /** One publisher of a picture in three sizes; the viewers want each size, in turn. */
        SIZES("s"),
        /**
         * Everybody publishes a picture in three sizes and watches the room in the slots of one
         * connection; one speaks at a time.
         */
        SLOTS("slots");

        private final String suffix;

        private boolean allPublish() {
            return this == EVERYBODY || this == TOGETHER || this == SLOTS;
        }

        Kind(String suffix) {
            this.suffix = suffix;
        }
    }

    private static final Pattern MANY_TO_MANY = Pattern.compile("([1-9]\\d{0,3})to([1-9]\\d{0,3})");

    static final List<Shape> ALL =
            Stream.of("1", "10", "50", "100", "8x", "100s", "25slots").map(Shape::one).toList();

    /**
     * {@code 100} is one publisher and so many viewers, {@code 100s} the same in three sizes,
     * {@code 100small} in the smallest of them, {@code 8x} a room of eight, {@code 25slots} a room
     * of 25 with slots, {@code 50to100} fifty publishers of whom each has two of a hundred viewers.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public static List<Shape> named(String name) {
        return name.equals("all") ? ALL : List.of(one(name));
    }

    private static Shape one(String name) {
        Matcher many = MANY_TO_MANY.matcher(name);
        if (many.matches()) {
            int publishers = Integer.parseInt(many.group(1));
            return new Shape(Kind.MANY, Integer.parseInt(many.group(2)), publishers);
        }
        String suffix = name.replaceFirst("^[0-9]+", "");
        int people = Integer.parseInt(name.substring(0, name.length() - suffix.length()));
        return Stream.of(Kind.values())
                .filter(kind -> kind.suffix.equals(suffix) && people > 0)
                .filter(kind -> kind != Kind.MANY)
                .map(kind -> new Shape(kind, people, kind.allPublish() ? people : 1))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no shape: " + name));
    }

    /** Whether one publishes, in one size. */
    public boolean isSingle() {
        return kind == Kind.ONE;
    }

    /** Whether people watch the room in slots. */
    public boolean hasSlots() {
        return kind == Kind.SLOTS || kind == Kind.TOGETHER;
    }

    /** Whether there is a slot for each stream of each other person, so that nothing is chosen. */
    public boolean isOfAll() {
        return kind == Kind.TOGETHER;
    }

    /** How it is called on the command line. */
    public String key() {
        return kind == Kind.MANY ? publishers + "to" + people : people + kind.suffix;
    }

    /** Connections that receive. */
    int receivers() {
        return kind == Kind.EVERYBODY ? people * (people - 1) : people;
    }

    /** In which sizes each publisher sends its picture, the smallest first. */
    List<PictureSize> sizes() {
        return switch (kind) {
            case SIZES, SLOTS -> List.of(PictureSize.values());
            case SMALL -> List.of(PictureSize.SMALL);
            case ONE, MANY, EVERYBODY, TOGETHER -> List.of(PictureSize.LARGE);
        };
    }

    @Override
    public String toString() {
        return switch (kind) {
            case ONE, MANY -> publishers + " to " + people;
            case EVERYBODY -> people + "-way room";
            case TOGETHER -> people + "-way room, one connection each";
            case SMALL -> "a small picture, 1 to " + people;
            case SIZES -> "simulcast, 1 to " + people;
            case SLOTS -> people + " people with slots";
        };
    }
}
