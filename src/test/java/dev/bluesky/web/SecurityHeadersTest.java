package dev.bluesky.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.sfu.SfuFixture;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SecurityHeadersTest {
    private static final Pattern PAGES_OWN =
            Pattern.compile("http-equiv=\"Content-Security-Policy\" content=\"([^\"]+)\"");
    private static final Pattern INLINE =
            Pattern.compile("<script(?![^>]* src=)|<style|<[^>]* (style|on[a-z]+)=");

    static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/webapp"))) {
            return files.filter(file -> file.toString().endsWith(".html")).sorted().toList();
        }
    }

    @Test
    void everyAnswerSaysWhatBrowsersMayDoWithIt() throws IOException, ServletException {
        Map<String, String> headers = answered();

        assertThat(headers)
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("Referrer-Policy", "same-origin")
                .hasEntrySatisfying(
                        "Content-Security-Policy",
                        policy ->
                                assertThat(policy)
                                        .startsWith("default-src 'none'; script-src 'self'; ")
                                        .endsWith("; frame-ancestors 'self'"))
                .hasEntrySatisfying(
                        "Permissions-Policy",
                        policy ->
                                assertThat(policy.split(", "))
                                        .contains(
                                                "camera=(self)",
                                                "microphone=(self)",
                                                "display-capture=(self)",
                                                "fullscreen=(self)",
                                                "picture-in-picture=(self)",
                                                "geolocation=()"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    ""                           | 'none'
                    self                         | 'self'
                    *                            | *
                    self, https://intra.example  | 'self' https://intra.example
                    """)
    void onlyTheSitesOfTheConfigurationFrameOurPages(String configured, String ancestors)
            throws IOException, ServletException {
        assertThat(answered("frame-ancestors", configured).get("Content-Security-Policy"))
                .endsWith("; frame-ancestors " + ancestors);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void noPageNeedsMoreThanThePolicyOrHasScriptsOrStylesInside(Path page) throws IOException {
        String html = Files.readString(page);
        Matcher own = PAGES_OWN.matcher(html);

        assertThat(own.find()).isTrue();
        assertThat(SecurityHeaders.PAGE_POLICY.split("; ")).contains(own.group(1).split("; "));
        assertThat(INLINE.matcher(html).find()).isFalse();
    }

    @Test
    void theWorkerThatRunsWebAssemblyMayAndNothingElse() throws IOException, ServletException {
        assertThat(answeredAt(SecurityHeaders.WORKER).get("Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; ")
                .endsWith("; frame-ancestors 'self'");
        assertThat(Path.of("src/main/webapp" + SecurityHeaders.WORKER)).exists();
        for (String path : List.of("", "/index.html", "/js/main.js", "/js/segmentation/pace.js")) {
            assertThat(answeredAt(path).get("Content-Security-Policy")).doesNotContain("unsafe");
        }
    }

    private static Map<String, String> answered(String... keys)
            throws IOException, ServletException {
        return answeredAt("/index.html", keys);
    }

    private static Map<String, String> answeredAt(String path, String... keys)
            throws IOException, ServletException {
        Map<String, String> headers = new HashMap<>();
        boolean[] passed = {false};
        try (SfuFixture fixture = new SfuFixture(keys)) {
            var context = FakeContext.of(fixture.sfu);
            SecurityHeaders filter = new SecurityHeaders();
            filter.init(fake(FilterConfig.class, (proxy, method, arguments) -> context));
            filter.doFilter(
                    fake(HttpServletRequest.class, (proxy, method, arguments) -> path),
                    fake(
                            HttpServletResponse.class,
                            (proxy, method, arguments) ->
                                    headers.put((String) arguments[0], (String) arguments[1])),
                    (request, response) -> passed[0] = true);
        }
        assertThat(passed[0]).isTrue();
        return headers;
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
