package dev.bluesky.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The page is written from the keys: {@code mvn test -Dtest=ConfigurationPageTest
 * -Dwrite-pages=true}.
 */
class ConfigurationPageTest {
    private static final Path PAGE = Path.of("src/site/markdown/configuration.md");
    private static final String START = "<!-- keys: written by ConfigurationPageTest -->\n";
    private static final String END = "<!-- end of keys -->\n";

    @Test
    void pageListsEveryKeyAsItIsDeclared() throws IOException {
        String page = Files.readString(PAGE);
        String expected = START + table() + END;
        if (Boolean.getBoolean("write-pages")) {
            page =
                    page.substring(0, page.indexOf(START))
                            + expected
                            + page.substring(page.indexOf(END) + END.length());
            Files.writeString(PAGE, page);
        }

        assertThat(page).contains(expected);
    }

    @Test
    void everyDeclaredKeyIsListed() throws IllegalAccessException {
        List<Object> declared = new ArrayList<>();
        for (var field : Keys.class.getDeclaredFields()) {
            if (field.getType() == Key.class) {
                declared.add(field.get(null));
            }
        }

        assertThat(Keys.ALL)
                .containsExactlyElementsOf(declared.stream().<Key<?>>map(k -> (Key<?>) k).toList());
    }

    @Test
    void namesAreKebabCaseAndUnique() {
        assertThat(Keys.ALL)
                .extracting(Key::name)
                .doesNotHaveDuplicates()
                .allMatch(n -> n.matches("[a-z]+(-[a-z]+)*"));
    }

    private static String table() {
        return Keys.ALL.stream()
                .map(
                        k ->
                                "| `%s` | %s | %s | %s |\n"
                                        .formatted(
                                                k.name(),
                                                code(k.defaultText()),
                                                cell(k.type().allowed()),
                                                k.reason()))
                .collect(
                        Collectors.joining(
                                "",
                                "| key | default | allowed | reason |\n|---|---|---|---|\n",
                                ""));
    }

    private static String code(String text) {
        return text.isEmpty() ? "(nothing)" : "`" + cell(text) + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
