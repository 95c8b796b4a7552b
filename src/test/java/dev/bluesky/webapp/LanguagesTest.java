package dev.bluesky.webapp;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages say, in each language. */
class LanguagesTest {
    private static final Path PAGES = Path.of("src/main/webapp");
    private static final Path TEXTS = PAGES.resolve("lang");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

    /** In HTML, {@code data-t="key other@attribute"}. */
    private static final Pattern OF_ELEMENT = Pattern.compile("data-t=\"([^\"]+)\"");

    /** In scripts, {@code t("key")}. */
    private static final Pattern OF_SCRIPT = Pattern.compile("(?<![\\w.#])t\\(\"([^\"]+)\"");

    /** In scripts, one of several: {@code t(`key.${which}`)}. */
    private static final Pattern ONE_OF_SCRIPT = Pattern.compile("(?<![\\w.#])t\\(`([^`]+)`");

    /** In scripts, a call with anything else: no test can follow it. */
    private static final Pattern OTHER_OF_SCRIPT = Pattern.compile("(?<![\\w.#])t\\([^\"`)]");

    private static final Pattern OFFERED = Pattern.compile("const LANGUAGES = \\{([^}]*)}");
    private static final Pattern TAG = Pattern.compile("(\\w+):");

    /** What is no text: the name, keys of the keyboard, and what is said without scripts. */
    private static final Pattern NO_TEXT =
            Pattern.compile("Blue Sky|<kbd>[^<]*</kbd>|<noscript>.*</noscript>|<!doctype html>");

    private static final Pattern SAID =
            Pattern.compile(">[^<]*\\p{L}[^<]*<| (aria-label|placeholder|title|data-title)=");

    static List<String> others() throws IOException {
        return tags().stream().filter(tag -> !tag.equals("en")).toList();
    }

    @ParameterizedTest
    @MethodSource("others")
    void everyLanguageSaysTheSameWithTheSamePlaceholders(String tag) throws IOException {
        assertThat(placeholders(tag)).isEqualTo(placeholders("en"));
    }

    @Test
    void everyTextIsWrittenOnceAndNoneIsEmpty() throws IOException {
        for (String tag : tags()) {
            JsonObject texts = texts(tag);
            long lines = 0;
            for (Path file : files(tag)) {
                lines +=
                        Files.readString(file)
                                .lines()
                                .filter(line -> line.startsWith("  \""))
                                .count();
            }
            assertThat(texts).hasSize((int) lines);
            assertThat(texts.values()).allMatch(text -> !((JsonString) text).getString().isBlank());
        }
    }

    @Test
    void allTextsThatAreAskedForAreThereAndNoOthers() throws IOException {
        Set<String> known = new TreeSet<>(texts("en").keySet());
        Set<String> asked = asked(known);

        assertThat(asked).isEqualTo(known);
    }

    @Test
    void theConferenceAsksForNothingThatOnlyOtherPagesHave() throws IOException {
        Set<String> common = new TreeSet<>(texts(TEXTS.resolve("en.json")).keySet());
        Set<String> asked = new TreeSet<>();
        for (Path file : sources()) {
            String name = PAGES.relativize(file).toString();
            if (name.matches("index.html|js/main.js|js/ui/(?!nerds/|background/).*")) {
                asked.addAll(asked(file, common));
            }
        }
        assertThat(asked).isSubsetOf(common).hasSizeGreaterThan(100);
    }

    @ParameterizedTest
    @CsvSource({"nerds, 30", "background, 10"})
    void whatFewOpenAsksForWhatTheConferenceHasAndForItsOwn(String folder, int texts)
            throws IOException {
        Set<String> known = new TreeSet<>(texts(TEXTS.resolve("en.json")).keySet());
        known.addAll(texts(TEXTS.resolve(folder + "/en.json")).keySet());
        Set<String> asked = new TreeSet<>();
        for (Path file : sources()) {
            if (PAGES.relativize(file).startsWith("js/ui/" + folder)) {
                asked.addAll(asked(file, known));
            }
        }
        assertThat(asked).isSubsetOf(known).hasSizeGreaterThan(texts);
    }

    @Test
    void everyFileOfTextsIsOffered() throws IOException {
        String script = Files.readString(PAGES.resolve("js/language.js"));
        String offered = found(OFFERED, script).findFirst().orElseThrow();

        assertThat(found(TAG, offered)).containsExactlyInAnyOrderElementsOf(tags());
    }

    @Test
    void pagesSayNothingThatCannotBeTranslated() throws IOException {
        for (String page : List.of("index.html", "admin.html", "test.html")) {
            String html = Files.readString(PAGES.resolve(page));
            String rest = NO_TEXT.matcher(html).replaceAll("");
            assertThat(SAID.matcher(rest).results().map(MatchResult::group)).as(page).isEmpty();
        }
    }

    private static Set<String> asked(Set<String> known) throws IOException {
        Set<String> asked = new TreeSet<>();
        for (Path file : sources()) {
            asked.addAll(asked(file, known));
        }
        return asked;
    }

    private static Set<String> asked(Path file, Set<String> known) throws IOException {
        String source = Files.readString(file);
        assertThat(OTHER_OF_SCRIPT.matcher(declarationsAside(source)).find())
                .as("%s: t() is given a text or a template", file)
                .isFalse();
        Set<String> asked = new TreeSet<>();
        found(OF_ELEMENT, source)
                .flatMap(keys -> Stream.of(keys.split(" ", -1)))
                .map(key -> key.replaceAll("@.*", ""))
                .forEach(asked::add);
        found(OF_SCRIPT, source).forEach(asked::add);
        found(ONE_OF_SCRIPT, source).forEach(keys -> asked.addAll(meant(keys, known)));
        return asked;
    }

    private static String declarationsAside(String source) {
        return source.replace("function t(", "");
    }

    /** The known keys that a template may become; at least one. */
    private static List<String> meant(String template, Set<String> known) {
        String regex =
                Stream.of(template.split("\\$\\{[^}]*}", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining("[\\w-]+"));
        List<String> meant = known.stream().filter(key -> key.matches(regex)).toList();
        assertThat(meant).as(template).isNotEmpty();
        return meant;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(PAGES)) {
            return files.filter(file -> file.toString().matches(".*\\.(html|js)")).toList();
        }
    }

    private static List<String> tags() throws IOException {
        try (Stream<Path> files = Files.list(TEXTS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.replace(".json", ""))
                    .sorted()
                    .toList();
        }
    }

    /** Those of the conference, those of the other pages, and those of what few open. */
    private static List<Path> files(String tag) {
        return Stream.of("", "board/", "nerds/", "background/")
                .map(folder -> TEXTS.resolve(folder + tag + ".json"))
                .toList();
    }

    private static Map<String, Set<String>> placeholders(String tag) throws IOException {
        Map<String, Set<String>> all = new TreeMap<>();
        texts(tag)
                .forEach(
                        (key, text) ->
                                all.put(
                                        key,
                                        found(PLACEHOLDER, ((JsonString) text).getString())
                                                .collect(Collectors.toSet())));
        return all;
    }

    private static JsonObject texts(String tag) throws IOException {
        JsonObjectBuilder all = Json.createObjectBuilder();
        for (Path file : files(tag)) {
            texts(file).forEach(all::add);
        }
        return all.build();
    }

    private static JsonObject texts(Path file) throws IOException {
        try (var reader = Json.createReader(new StringReader(Files.readString(file)))) {
            return reader.readObject();
        }
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(result -> result.group(1));
    }
}
