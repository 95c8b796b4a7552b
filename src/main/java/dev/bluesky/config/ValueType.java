package dev.bluesky.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * How a value is written.
 *
 * @param allowed what is allowed, for the documentation and for the message about a wrong value
 * @param parser empty when the text is not allowed; it never throws
 */
record ValueType<T>(String allowed, Function<String, Optional<T>> parser) {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)?");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,5})-(\\d{1,5})");
    private static final Pattern CONTEXT_PATH =
            Pattern.compile("/|(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+");
    private static final String PORT_ALLOWED = "0 to 65535, 0 for any free port";

    static ValueType<Integer> integer(int min, int max, String unit) {
        String allowed = (min + " to " + max + " " + unit).strip();
        return new ValueType<>(
                allowed, text -> number(text).filter(number -> number >= min && number <= max));
    }

    static ValueType<Integer> port() {
        return new ValueType<>(PORT_ALLOWED, integer(0, PortRange.HIGHEST_PORT, "").parser());
    }

    static ValueType<OptionalInt> portOrOff() {
        return new ValueType<>(
                PORT_ALLOWED + ", or off",
                text ->
                        text.equals("off")
                                ? Optional.of(OptionalInt.empty())
                                : port().parser().apply(text).map(OptionalInt::of));
    }

    static ValueType<PortRange> portRange() {
        return new ValueType<>(
                "first-last, both 1 to 65535, such as 20000-20999", ValueType::range);
    }

    /** Milliseconds are for tests and for heartbeats; people write seconds. */
    static ValueType<Duration> duration(Duration min, Duration max, String note) {
        String allowed =
                written(min)
                        + " to "
                        + written(max)
                        + note
                        + "; seconds, or with the unit ms, s, m or h";
        return new ValueType<>(
                allowed,
                text ->
                        time(text)
                                .filter(
                                        time ->
                                                time.compareTo(min) >= 0
                                                        && time.compareTo(max) <= 0));
    }

    static ValueType<Boolean> flag() {
        return new ValueType<>(
                "true or false",
                text ->
                        text.equals("true") || text.equals("false")
                                ? Optional.of(text.equals("true"))
                                : Optional.empty());
    }

    static ValueType<String> text() {
        return new ValueType<>("any text", Optional::of);
    }

    static ValueType<Path> path() {
        return new ValueType<>("a path; ~/ is the home directory", ValueType::pathOf);
    }

    static ValueType<Optional<Path>> pathOrNone() {
        return new ValueType<>(
                "a path, or nothing; ~/ is the home directory",
                text ->
                        text.isEmpty()
                                ? Optional.of(Optional.empty())
                                : Optional.of(pathOf(text)).filter(Optional::isPresent));
    }

    static ValueType<String> contextPath() {
        return new ValueType<>(
                "/, or / and a name of letters, digits and . _ ~ -, without a slash at the end",
                text -> Optional.of(text).filter(path -> CONTEXT_PATH.matcher(path).matches()));
    }

    /** A pattern that lets a slash or nothing pass would make ids that no path can carry. */
    static ValueType<Pattern> idPattern() {
        return new ValueType<>(
                "a regular expression (java.util.regex) for the whole id that matches neither / nor the empty text",
                text ->
                        pattern(text)
                                .filter(
                                        pattern ->
                                                Stream.of("", "/", "a/b")
                                                        .noneMatch(pattern.asMatchPredicate())));
    }

    static ValueType<EngineName> engine() {
        String labels =
                String.join(", ", Stream.of(EngineName.values()).map(EngineName::label).toList());
        return new ValueType<>(labels, EngineName::of);
    }

    /** Entries of {@code entry}, separated by commas; what stands twice counts once. */
    static <E> ValueType<List<E>> list(String allowed, Function<String, Optional<E>> entry) {
        return new ValueType<>(allowed, text -> entries(text, entry));
    }

    private static <E> Optional<List<E>> entries(String text, Function<String, Optional<E>> entry) {
        if (text.isBlank()) {
            return Optional.of(List.of());
        }
        List<Optional<E>> parsed =
                Stream.of(text.split(",", -1)).map(String::strip).map(entry).toList();
        return parsed.stream().allMatch(Optional::isPresent)
                ? Optional.of(parsed.stream().flatMap(Optional::stream).distinct().toList())
                : Optional.empty();
    }

    private static Optional<Integer> number(String text) {
        return NUMBER.matcher(text).matches()
                ? Optional.of(Integer.valueOf(text))
                : Optional.empty();
    }

    private static Optional<Duration> time(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2);
        return Optional.of(
                switch (unit == null ? "s" : unit) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    case "h" -> Duration.ofHours(amount);
                    default -> Duration.ofSeconds(amount);
                });
    }

    private static String written(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    private static Optional<PortRange> range(String text) {
        Matcher matcher = RANGE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int first = Integer.parseInt(matcher.group(1));
        int last = Integer.parseInt(matcher.group(2));
        return first >= 1 && first <= last && last <= PortRange.HIGHEST_PORT
                ? Optional.of(new PortRange(first, last))
                : Optional.empty();
    }

    private static Optional<Path> pathOf(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Optional<Pattern> pattern(String text) {
        try {
            return Optional.of(Pattern.compile(text));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }
}
