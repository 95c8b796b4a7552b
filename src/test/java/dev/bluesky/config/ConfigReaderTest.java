package dev.bluesky.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {
    @Test
    void defaultsAreThoseOfTheDocumentation() {
        Config config = ConfigReader.read(Map.of("user.home", "/home/ann"), Map.of());

        assertThat(config.server().httpPort()).isEqualTo(8080);
        assertThat(config.server().httpsPort()).hasValue(8443);
        assertThat(config.server().contextPath()).isEqualTo("/");
        assertThat(config.server().dataDirectory()).isEqualTo(Path.of("/home/ann/.bluesky"));
        assertThat(config.server().httpsKeystore()).isEmpty();
        assertThat(config.rooms().roomsMax()).isEqualTo(1000);
        assertThat(config.rooms().roomCapacity()).isEqualTo(100);
        assertThat(config.rooms().roomIdle()).isEqualTo(Duration.ofHours(1));
        assertThat(config.rooms().idPattern().asMatchPredicate())
                .accepts("standup", "a.b_c~@:+=-9", "..");
        assertThat(config.rooms().idPattern().asMatchPredicate())
                .rejects("", "a/b", "é", "a b", "a\n", "a%2f");
        assertThat(config.http().bodyBytesMax()).isEqualTo(262_144);
        assertThat(config.http().corsOrigins()).isEmpty();
        assertThat(config.http().frameAncestors()).containsExactly("self");
        assertThat(config.http().forwardedHeaders()).isTrue();
        assertThat(config.http().eventsHeartbeat()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.media().engine()).isEqualTo(EngineName.FORWARD);
        assertThat(config.media().mediaLoopShare()).isEqualTo(60);
        assertThat(config.media().mediaHold()).isEqualTo(Duration.ofMillis(2));
        assertThat(config.media().nativePorts()).isEqualTo(new PortRange(20_000, 20_999));
        assertThat(config.media().announcedAddresses()).isEmpty();
        assertThat(config.media().nativeVideoCodecs()).containsExactly("VP8", "H264", "VP9", "AV1");
    }

    @Test
    void systemPropertyComesBeforeEnvironmentBeforeFileBeforeDefault(@TempDir Path folder)
            throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("b.properties"), "http-port=1\nhttps-port=2\nrooms-max=3\n");
        Map<String, String> properties =
                Map.of("bluesky.http-port", "11", "bluesky.config", file.toString());
        Map<String, String> environment =
                Map.of("BLUESKY_HTTP_PORT", "21", "BLUESKY_HTTPS_PORT", "22");

        Config config = ConfigReader.read(properties, environment);

        assertThat(config.server().httpPort()).isEqualTo(11);
        assertThat(config.server().httpsPort()).hasValue(22);
        assertThat(config.rooms().roomsMax()).isEqualTo(3);
        assertThat(config.rooms().roomCapacity()).isEqualTo(100);
    }

    @Test
    void environmentNamesTheFileToo(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("b.properties"), "context-path = /büro\n");

        assertThatThrownBy(
                        () ->
                                ConfigReader.read(
                                        Map.of(), Map.of("BLUESKY_CONFIG", file.toString())))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("context-path = '/büro' (from file " + file + ")");
    }

    @Test
    void valuesOfEachTypeAreRead() {
        Config config =
                read(
                        "https-port", "off",
                        "context-path", "/meet/now",
                        "data-directory", "~/sky/data",
                        "https-keystore", "/etc/k.p12",
                        "room-idle", "0",
                        "cors-origins", "https://a.example, http://localhost:3000",
                        "frame-ancestors", "self, https://intranet.example",
                        "forwarded-headers", "false",
                        "events-heartbeat", "250ms",
                        "negotiation-timeout", "1m",
                        "media-hold", "0",
                        "native-ports", "5000-5000",
                        "announced-addresses", "203.0.113.7,2001:db8::1",
                        "native-video-codecs", "h264,vp8",
                        "connect-timeout", "1h");

        assertThat(config.server().httpsPort()).isEqualTo(OptionalInt.empty());
        assertThat(config.server().contextPath()).isEqualTo("/meet/now");
        assertThat(config.server().dataDirectory()).isEqualTo(Path.of("/home/ann/sky/data"));
        assertThat(config.server().httpsKeystore()).contains(Path.of("/etc/k.p12"));
        assertThat(config.rooms().roomIdle()).isZero();
        assertThat(config.http().corsOrigins())
                .containsExactly("https://a.example", "http://localhost:3000");
        assertThat(config.http().frameAncestors())
                .containsExactly("self", "https://intranet.example");
        assertThat(config.http().forwardedHeaders()).isFalse();
        assertThat(config.http().eventsHeartbeat()).isEqualTo(Duration.ofMillis(250));
        assertThat(config.http().negotiationTimeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.media().mediaHold()).isZero();
        assertThat(config.media().nativePorts().size()).isEqualTo(1);
        assertThat(config.media().announcedAddresses())
                .extracting(a -> a.getHostAddress())
                .containsExactly("203.0.113.7", "2001:db8:0:0:0:0:0:1");
        assertThat(config.media().nativeVideoCodecs()).isEqualTo(List.of("H264", "VP8"));
        assertThat(config.media().connectTimeout()).isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    http-port             | 65536
                    http-port             | -1
                    http-port             | ''
                    http-port             | 80a
                    http-port             | 99999999999999999999
                    http-port             | ٨٠٨٠
                    http-port             | off
                    https-port            | on
                    bind-address          | example.org
                    bind-address          | 256.0.0.1
                    context-path          | bluesky
                    context-path          | /bluesky/
                    context-path          | /../x
                    context-path          | //
                    data-directory        | ''
                    rooms-max             | 0
                    rooms-max             | 1.5
                    room-capacity         | 0
                    room-idle             | -1
                    room-idle             | 5 minutes
                    room-idle             | 999999999h
                    id-length-max         | 0
                    id-pattern            | [a-z
                    id-pattern            | .*
                    id-pattern            | [a-z]*
                    name-length-max       | many
                    metadata-bytes-max    | -4
                    body-bytes-max        | 1
                    cors-origins          | self
                    frame-ancestors       | 'self'; script-src *
                    frame-ancestors       | https://a.example https://b.example
                    frame-ancestors       | *,self
                    cors-origins          | example.org
                    cors-origins          | https://example.org/path
                    cors-origins          | *,https://example.org
                    cors-origins          | https://a.example,,https://b.example
                    forwarded-headers     | yes
                    events-heartbeat      | 0
                    event-streams-max     | 1e3
                    negotiation-timeout   | 10d
                    engine                | mediasoup
                    engine                | FORWARD
                    udp-port              | 70000
                    media-loop-share      | 101
                    media-loop-share      | -1
                    media-hold            | 21ms
                    media-hold            | -1
                    media-hold            | 2
                    native-ports          | 20000
                    native-ports          | 0-10
                    native-ports          | 30000-20000
                    native-ports          | 65000-65536
                    announced-addresses   | localhost
                    announced-addresses   | 1.2.3
                    announced-addresses   | 0.0.0.0
                    announced-addresses   | ::
                    announced-addresses   | 224.0.0.1
                    announced-addresses   | 1:2
                    native-video-codecs   | ''
                    native-video-codecs   | VP8,H265
                    connect-timeout       | 99ms
                    disconnect-timeout    | 2h
                    """)
    void wrongValueIsOneLineThatNamesKeySourceValueAndWhatIsAllowed(String key, String value) {
        ValueType<?> type =
                Keys.ALL.stream()
                        .filter(k -> k.name().equals(key))
                        .map(Key::type)
                        .findFirst()
                        .orElseThrow();

        assertThatThrownBy(() -> read(key, value))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "%s = '%s' (from system property bluesky.%s) is not allowed; allowed: %s"
                                .formatted(key, value, key, type.allowed()));
    }

    @Test
    void hostileValueStaysOnOneShortLine() {
        assertThatThrownBy(() -> read("http-port", "8\n\u0007\u2028" + "x".repeat(5000)))
                .isInstanceOf(ConfigException.class)
                .message()
                .doesNotContain("\n", "\u0007", "\u2028")
                .hasSizeLessThan(300);
    }

    @Test
    void secretIsNeverShown() {
        Config config = read("https-keystore-password", "sesame");

        assertThat(config.server().httpsKeystorePassword()).isEqualTo("sesame");
        assertThat(config.toString()).doesNotContain("sesame");
        assertThat(
                        ConfigException.wrongValue(
                                Keys.HTTPS_KEYSTORE_PASSWORD, new Setting("sesame", "here")))
                .message()
                .doesNotContain("sesame");
    }

    @ParameterizedTest
    @CsvSource({
        "bluesky.http-prot, bluesky.http-port",
        "bluesky.httpPort, bluesky.http-port",
        "bluesky.native-video-codec, bluesky.native-video-codecs",
        "bluesky.cors_origins, bluesky.cors-origins"
    })
    void mistypedSystemPropertyNamesTheNearestKey(String typed, String meant) {
        assertThatThrownBy(() -> ConfigReader.read(Map.of(typed, "1"), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("system property '%s' is unknown; did you mean %s?", typed, meant);
    }

    @Test
    void unknownSystemPropertyThatResemblesNothingIsRefusedWithoutAGuess() {
        assertThatThrownBy(() -> ConfigReader.read(Map.of("bluesky.colour", "red"), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("system property 'bluesky.colour' is unknown");
    }

    @Test
    void unknownKeyOfTheFileIsRefused(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("b.properties"), "room-max=3\n");

        assertThatThrownBy(
                        () ->
                                ConfigReader.read(
                                        Map.of("bluesky.config", file.toString()), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "key of the file %s 'room-max' is unknown; did you mean rooms-max?", file);
    }

    @Test
    void variablesThatKubernetesInjectsAndEmptyOnesAreIgnored() {
        Map<String, String> environment =
                Map.of(
                        "BLUESKY_SERVICE_HOST",
                        "10.0.0.1",
                        "BLUESKY_PORT",
                        "tcp://10.0.0.1:80",
                        "BLUESKY_HTTP_PORT",
                        "");

        assertThat(ConfigReader.read(Map.of(), environment).server().httpPort()).isEqualTo(8080);
    }

    @Test
    void fileThatCannotBeReadStopsTheStart(@TempDir Path folder) throws IOException {
        Path missing = folder.resolve("missing.properties");
        Path malformed = Files.writeString(folder.resolve("m.properties"), "engine=\\uZZZZ\n");

        assertThatThrownBy(
                        () ->
                                ConfigReader.read(
                                        Map.of("bluesky.config", missing.toString()), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(
                        "config = '%s' (from system property bluesky.config) cannot be read",
                        missing);
        assertThatThrownBy(
                        () ->
                                ConfigReader.read(
                                        Map.of(), Map.of("BLUESKY_CONFIG", malformed.toString())))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(
                        "(from environment variable BLUESKY_CONFIG) is no properties file");
    }

    @Test
    void httpAndHttpsCannotShareAPort() {
        assertThatThrownBy(() -> read("http-port", "9000", "https-port", "9000"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("http-port and https-port are both '9000'");
        assertThat(read("http-port", "0", "https-port", "0").server().httpsPort()).hasValue(0);
    }

    private static Config read(String... keysAndValues) {
        Map<String, String> properties = new HashMap<>(Map.of("user.home", "/home/ann"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.put("bluesky." + keysAndValues[i], keysAndValues[i + 1]);
        }
        return ConfigReader.read(properties, Map.of());
    }
}
