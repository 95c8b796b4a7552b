package dev.bluesky.stats;

import java.util.Locale;
import java.util.function.ObjLongConsumer;

/** One number for each constant of an enum. Belongs to one thread. */
@SuppressWarnings("EnumOrdinal") // An index for as long as the process lives, never stored.
public final class Counters<E extends Enum<E>> {

    private final E[] names;
    private final long[] counts;

    /**
     * @param names what is counted
     */
    public Counters(Class<E> names) {
        this.names = names.getEnumConstants();
        this.counts = new long[this.names.length];
    }

    /** One more. */
    public void count(E name) {
        counts[name.ordinal()]++;
    }

    /** So many more. */
    public void count(E name, long many) {
        counts[name.ordinal()] += many;
    }

    /** So many more as the others have counted. */
    public void add(Counters<E> others) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += others.counts[i];
        }
    }

    /** How many so far. */
    public long of(E name) {
        return counts[name.ordinal()];
    }

    /** How a name is written in reports: {@code wrong-integrity}. */
    public static String label(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Hands out what is not zero.
     *
     * @param group goes before each name, with a dot: {@code ice.wrong-integrity}
     */
    public void report(String group, ObjLongConsumer<String> to) {
        for (E name : names) {
            if (counts[name.ordinal()] != 0) {
                to.accept(group + "." + label(name), counts[name.ordinal()]);
            }
        }
    }
}
