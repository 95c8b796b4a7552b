package dev.bluesky.config;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds typing mistakes in names: a key that is silently ignored is a setting that somebody
 * believes in.
 */
final class KnownNames {
    private static final int LIKENESS = 3;

    private KnownNames() {}

    /**
     * Throws unless {@code name} is the prefix and a key.
     *
     * @param what for people: where the name stands
     */
    static void check(String name, String prefix, String what) {
        String key = name.substring(prefix.length());
        if (Keys.ALL.stream().noneMatch(known -> known.name().equals(key))) {
            throw new ConfigException(
                    what
                            + " "
                            + ConfigException.quoted(name)
                            + " is unknown"
                            + nearest(key)
                                    .map(near -> "; did you mean " + prefix + near + "?")
                                    .orElse(""));
        }
    }

    private static Optional<String> nearest(String name) {
        String plain = plain(name);
        return Keys.ALL.stream()
                .map(Key::name)
                .min(Comparator.comparingInt(known -> distance(plain, plain(known))))
                .filter(
                        known ->
                                distance(plain, plain(known))
                                        <= Math.min(LIKENESS, plain.length() / 2));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** Levenshtein's distance. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
