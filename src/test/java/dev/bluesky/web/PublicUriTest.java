package dev.bluesky.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URI;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicUriTest {
    private static final URI BASE = URI.create("http://10.0.0.1:8080/bluesky/webrtc/");

    @Test
    void withoutHeadersTheBaseIsPublic() {
        assertThat(forwarded(Map.of())).isEqualTo("http://10.0.0.1:8080/bluesky/webrtc/");
    }

    @Test
    void aProxySaysWhereItIs() {
        assertThat(
                        forwarded(
                                Map.of(
                                        "X-Forwarded-Proto", "https",
                                        "X-Forwarded-Host", "meet.example.org",
                                        "X-Forwarded-Prefix", "/calls")))
                .isEqualTo("https://meet.example.org/calls/webrtc/");
    }

    @Test
    void theHostMayHaveAPortAndTheForwardedPortWins() {
        assertThat(forwarded(Map.of("X-Forwarded-Host", "a.example:81")))
                .isEqualTo("http://a.example:81/bluesky/webrtc/");
        assertThat(forwarded(Map.of("X-Forwarded-Host", "a.example:81", "X-Forwarded-Port", "82")))
                .isEqualTo("http://a.example:82/bluesky/webrtc/");
        assertThat(forwarded(Map.of("X-Forwarded-Host", "[2001:db8::1]:81")))
                .isEqualTo("http://[2001:db8::1]:81/bluesky/webrtc/");
        assertThat(forwarded(Map.of("X-Forwarded-Host", "[2001:db8::1]")))
                .isEqualTo("http://[2001:db8::1]/bluesky/webrtc/");
    }

    @Test
    void theSchemesOwnPortIsNotWritten() {
        Map<String, String> https =
                Map.of(
                        "X-Forwarded-Proto", "https",
                        "X-Forwarded-Host", "a.example",
                        "X-Forwarded-Port", "443");
        assertThat(forwarded(https)).isEqualTo("https://a.example/bluesky/webrtc/");
    }

    @Test
    void theProxyNextToTheClientCounts() {
        assertThat(
                        forwarded(
                                Map.of(
                                        "X-Forwarded-Host", "outer.example, inner.example",
                                        "X-Forwarded-Proto", "https, http")))
                .isEqualTo("https://outer.example/bluesky/webrtc/");
    }

    @Test
    void anEmptyPrefixAndOneWithASlashAtItsEndAreTaken() {
        assertThat(forwarded(Map.of("X-Forwarded-Prefix", "/")))
                .isEqualTo("http://10.0.0.1:8080/webrtc/");
        assertThat(forwarded(Map.of("X-Forwarded-Prefix", "/a/b/")))
                .isEqualTo("http://10.0.0.1:8080/a/b/webrtc/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a/b",
                "evil.example/path",
                "user@evil.example",
                "a\r\nb",
                "<script>",
                "{x}",
                "%41",
                "[",
                "[]",
                "[:::]",
                "[1:2]",
                "[...]",
                "[::1]:99999",
                "a:-1",
                "a:x",
                ":80",
                "ä.example",
                "evil\\x",
                "javascript:alert(1)",
                "..",
                "-",
                "a..b",
                "a:99999"
            })
    void aHostThatIsNoneIsIgnored(String host) {
        assertThat(forwarded(Map.of("X-Forwarded-Host", host)))
                .isEqualTo("http://10.0.0.1:8080/bluesky/webrtc/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ftp", "javascript", "http:", "HTTP", "{x}"})
    void aSchemeThatIsNoneIsIgnored(String scheme) {
        assertThat(forwarded(Map.of("X-Forwarded-Proto", scheme)))
                .isEqualTo("http://10.0.0.1:8080/bluesky/webrtc/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "65536", "99999", "-1", "80a", "100000"})
    void aPortThatIsNoneIsIgnored(String port) {
        assertThat(forwarded(Map.of("X-Forwarded-Port", port)))
                .isEqualTo("http://10.0.0.1:8080/bluesky/webrtc/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"calls", "//evil.example", "/a//b", "/a?b", "/a#b", "/{x}", "/%2e", "/a b"})
    void aPrefixThatIsNoneIsIgnored(String prefix) {
        assertThat(forwarded(Map.of("X-Forwarded-Prefix", prefix)))
                .isEqualTo("http://10.0.0.1:8080/bluesky/webrtc/");
    }

    private static String forwarded(Map<String, String> headers) {
        return PublicUri.forwarded(BASE, "/bluesky", new Headers(headers)).base().toString();
    }

    /** Only what a client sent as text is asked for. */
    private record Headers(Map<String, String> sent) implements HttpHeaders {
        @Override
        public @Nullable String getHeaderString(String name) {
            return sent.get(name);
        }

        @Override
        public List<String> getRequestHeader(String name) {
            return sent.containsKey(name) ? List.of(sent.getOrDefault(name, "")) : List.of();
        }

        @Override
        public MultivaluedMap<String, String> getRequestHeaders() {
            return new MultivaluedHashMap<>(sent);
        }

        @Override
        public List<MediaType> getAcceptableMediaTypes() {
            return List.of(MediaType.WILDCARD_TYPE);
        }

        @Override
        public List<Locale> getAcceptableLanguages() {
            return List.of();
        }

        @Override
        public @Nullable MediaType getMediaType() {
            return null;
        }

        @Override
        public @Nullable Locale getLanguage() {
            return null;
        }

        @Override
        public Map<String, Cookie> getCookies() {
            return Map.of();
        }

        @Override
        public @Nullable Date getDate() {
            return null;
        }

        @Override
        public int getLength() {
            return -1;
        }
    }
}
