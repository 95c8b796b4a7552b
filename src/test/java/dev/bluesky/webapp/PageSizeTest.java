package dev.bluesky.webapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How much comes before somebody sees the lobby. */
class PageSizeTest {
    private static final Path PAGES = Path.of("src/main/webapp");
    private static final int BYTES_MAX = 100_000;

    private static final Pattern FILE = Pattern.compile("(?:href|src)=\"([^\"#]+)\"");
    private static final Pattern IMPORT =
            Pattern.compile("^(?:import|export) [^;]*?\"(\\.[^\"]+)\"", Pattern.MULTILINE);

    @Test
    void theLobbyIsThereAfterLessThanAHundredKilobytes() throws IOException {
        Set<Path> files = new TreeSet<>();
        Path page = PAGES.resolve("index.html");
        files.add(page);
        for (MatchResult file : FILE.matcher(Files.readString(page)).results().toList()) {
            collect(PAGES.resolve(file.group(1)).normalize(), files);
        }
        files.add(PAGES.resolve("lang/de.json"));

        assertThat(files)
                .contains(PAGES.resolve("js/ui/lobby.js"), PAGES.resolve("css/lobby.css"))
                .doesNotContain(PAGES.resolve("js/ui/call.js"));
        assertThat(bytes(files)).isBetween(BYTES_MAX / 2L, (long) BYTES_MAX);
    }

    private static void collect(Path file, Set<Path> files) throws IOException {
        if (!files.add(file) || !file.toString().endsWith(".js")) {
            return;
        }
        for (MatchResult each : IMPORT.matcher(Files.readString(file)).results().toList()) {
            collect(file.resolveSibling(each.group(1)).normalize(), files);
        }
    }

    private static long bytes(Set<Path> files) throws IOException {
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        return bytes;
    }
}
