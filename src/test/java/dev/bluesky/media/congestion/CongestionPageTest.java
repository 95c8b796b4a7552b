package dev.bluesky.media.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the page says was measured is what is measured: {@code mvn test -Dtest=CongestionPageTest
 * -Dwrite-pages=true} writes its table and its pictures.
 */
class CongestionPageTest {
    private static final Path PAGE = Path.of("src/site/markdown/congestion.md");
    private static final Path PICTURES = Path.of("src/site/resources/congestion");
    private static final String START = "<!-- scenarios: written by CongestionPageTest -->\n";
    private static final String END = "<!-- end of scenarios -->\n";
    private static final boolean WRITE = Boolean.getBoolean("write-pages");

    @Test
    void thePageSaysWhatIsMeasured() throws IOException {
        String page = Files.readString(PAGE);
        String expected = START + goals() + table() + "\n" + pictures() + END;
        if (WRITE) {
            page =
                    page.substring(0, page.indexOf(START))
                            + expected
                            + page.substring(page.indexOf(END) + END.length());
            Files.writeString(PAGE, page);
        }

        assertThat(page).contains(expected);
    }

    @ParameterizedTest
    @EnumSource
    void thePicturesShowIt(Evaluation evaluation) throws IOException {
        Path picture = PICTURES.resolve(evaluation.file());
        String expected = Plot.of(evaluation.run(1));
        if (WRITE) {
            Files.createDirectories(PICTURES);
            Files.writeString(picture, expected);
        }

        assertThat(Files.readString(picture)).isEqualTo(expected);
    }

    private static String goals() {
        return "| goal | the worst of ten seeds |\n|---|---|\n" + new Goals().rows() + "\n";
    }

    private static String table() {
        String head =
                """
                The scenarios of RFC 8867 section 5 by their numbers, after some of our own:

                | scenario | what | used, % | queue, ms: mean | 95 % | lost, % | Jain |
                |---|---|---|---|---|---|---|
                """;
        return Arrays.stream(Evaluation.values())
                .map(Evaluation::row)
                .collect(Collectors.joining("", head, ""));
    }

    private static String pictures() {
        return Arrays.stream(Evaluation.values())
                .map(
                        e ->
                                "### <a id=\"%s\"></a>%s\n\n![%s](../resources/congestion/%s)\n\n"
                                        .formatted(e.anchor(), e.title, e.what, e.file()))
                .collect(Collectors.joining());
    }
}
