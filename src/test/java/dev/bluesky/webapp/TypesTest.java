package dev.bluesky.webapp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The types that the pages' modules have by JSDoc, and those that the client library declares to
 * pages of others, by the TypeScript that the build unpacks. It runs on Node.js alone; where there
 * is none, nothing is checked.
 */
class TypesTest {
    private static final Path COMPILER = Path.of("target", "typescript", "lib", "tsc.js");
    private static final Path PROJECT = Path.of("src", "build", "tsconfig.json");
    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\..*");
    private static final int VERSION_MIN = 16;

    @Test
    void everyModuleIsUsedAsItsTypesSay() throws IOException, InterruptedException {
        String project = PROJECT.toString();
        Ended compiler = node(COMPILER.toString(), "--project", project, "--listFiles");

        assertThat(compiler.output().lines().filter(line -> !line.startsWith("/"))).isEmpty();
        assertThat(compiler.output())
                .contains("/js/main.js", "/js/admin/main.js", "/js/test/main.js", "/js/example.js")
                .contains("/types/client-library.ts");
        assertThat(compiler.exitCode()).isZero();
    }

    private static Ended node(String... arguments) throws IOException, InterruptedException {
        assumeTrue(
                nodeVersion() >= VERSION_MIN,
                "no Node.js " + VERSION_MIN + " here: the types of the pages are not checked");
        return run(List.of(arguments));
    }

    private static int nodeVersion() throws InterruptedException {
        try {
            Matcher version = VERSION.matcher(run(List.of("--version")).output().strip());
            return version.matches() ? Integer.parseInt(version.group(1)) : 0;
        } catch (IOException thereIsNone) {
            return 0;
        }
    }

    private static Ended run(List<String> arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("node").redirectErrorStream(true);
        builder.command().addAll(arguments);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Ended(process.waitFor(), output);
    }

    private record Ended(int exitCode, String output) {}
}
