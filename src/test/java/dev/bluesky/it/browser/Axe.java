package dev.bluesky.it.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * axe-core, which looks in a page for what keeps people from using it: by screen reader, by
 * keyboard, or with weak eyes. It comes by the debugger, past the page's policy.
 */
final class Axe {
    private static final String RUN =
            """
            const [rules, done] = arguments;
            const runOnly = rules.length > 0 ? { runOnly: { type: "rule", values: rules } } : {};
            const lines = ({ id, help, nodes }) =>
              nodes.map(({ target, failureSummary }) => [id, help, target, failureSummary].join("\\n  "));
            axe.run({ resultTypes: ["violations"], ...runOnly }).then(({ violations, passes }) =>
              done(passes.length === 0 ? ["nothing was checked"] : violations.flatMap(lines)));
            """;

    private static final String SOURCE = source();

    private Axe() {}

    /**
     * What violates its rules.
     *
     * @param only those that count; none for all: those of WCAG 2, A and AA, and good practice
     */
    static List<?> violations(ChromeDriver driver, String... only) {
        if (!Boolean.TRUE.equals(driver.executeScript("return 'axe' in window"))) {
            driver.executeScript(SOURCE);
        }
        return (List<?>) Objects.requireNonNull(driver.executeAsyncScript(RUN, List.of(only)));
    }

    private static String source() {
        try (InputStream file = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
