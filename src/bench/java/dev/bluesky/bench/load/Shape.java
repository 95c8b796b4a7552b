package dev.bluesky.bench.load;

import java.util.List;

/**
 * Who publishes to whom.
 *
 * @param publishers people who publish
 * @param viewers people who only watch, each one publisher
 * @param everybody whether the publishers also watch each other, over a connection for each
 */
public record Shape(int publishers, int viewers, boolean everybody) {
    static final List<Shape> ALL = List.of(oneTo(1), oneTo(10), oneTo(50), oneTo(100), roomOf(8));

    static Shape oneTo(int viewers) {
        return new Shape(1, viewers, false);
    }

    static Shape roomOf(int people) {
        return new Shape(people, 0, true);
    }

    /** {@code 100} is one publisher and so many viewers, {@code 8x} a room of eight. */
    static List<Shape> named(String name) {
        if (name.equals("all")) {
            return ALL;
        }
        boolean isRoom = name.endsWith("x");
        int people = Integer.parseInt(isRoom ? name.substring(0, name.length() - 1) : name);
        return List.of(isRoom ? roomOf(people) : oneTo(people));
    }

    /** Connections that receive. */
    int receivers() {
        return viewers + (everybody ? publishers * (publishers - 1) : 0);
    }

    @Override
    public String toString() {
        return everybody ? publishers + "-way room" : publishers + " to " + viewers;
    }
}
