package dev.bluesky.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bluesky.config.Config;
import dev.bluesky.config.ConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No container engine runs here, so these files are read, and compared with what they repeat. */
class DockerfileTest {
    private static final String BUILD = "mvn -DskipTests package";
    private static final Pattern PINNED =
            Pattern.compile("[a-z0-9/.-]+:\\d+\\.\\d+\\.\\d+[A-Za-z0-9._-]*");
    private static final Pattern PUBLISHED = Pattern.compile("(\\d+-\\d+):\\1/udp");

    @ParameterizedTest
    @ValueSource(strings = {"docker/Dockerfile.tomcat", "docker/Dockerfile.payara"})
    void buildsWithTheCommandOfTheReadme(Path file) throws IOException {
        assertThat(Files.readString(Path.of("README.md"))).contains(BUILD);
        assertThat(Files.readAllLines(file)).contains("RUN " + BUILD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker/Dockerfile.tomcat", "docker/Dockerfile.payara"})
    void startsFromImagesOfOneVersion(Path file) throws IOException {
        List<String> images = words(file, "FROM (\\S+).*");

        assertThat(images).hasSize(2).allMatch(PINNED.asMatchPredicate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker/Dockerfile.tomcat", "docker/Dockerfile.payara"})
    void runsWithoutPrivilegesAndIsAskedForTheRooms(Path file) throws IOException {
        String text = Files.readString(file);

        assertThat(words(file, "USER (\\S+)")).containsExactly("10001:10001");
        assertThat(text)
                .contains(
                        "HEALTHCHECK ",
                        "http://127.0.0.1:8080/webrtc/room",
                        "--enable-native-access=ALL-UNNAMED");
        assertThat(text).contains(" libpulse0 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker/Dockerfile.tomcat", "docker/Dockerfile.payara"})
    void exposesThePortsThatItSets(Path file) throws IOException {
        String range = words(file, "(?:ENV|  *) ?BLUESKY_NATIVE_PORTS=(\\S+).*").get(0);

        assertThat(words(file, "EXPOSE (.*)"))
                .containsExactly(
                        "%1$d/tcp %2$d/tcp %2$d/udp %3$s/udp"
                                .formatted(
                                        Config.defaults().server().httpPort(),
                                        Config.defaults().media().udpPort(),
                                        range));
    }

    @Test
    void serversAreThoseOfTheIntegrationTests() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));

        assertThat(words(Path.of("docker/Dockerfile.tomcat"), "FROM tomcat:([0-9.]+).*"))
                .containsExactly(property(pom, "tomcat11.version"));
        assertThat(words(Path.of("docker/Dockerfile.payara"), ".*:payara-micro:(\\S+).*"))
                .containsExactly(property(pom, "payara-micro.version"));
    }

    @Test
    void composeFileSetsAValidConfigurationAndPublishesItsPorts() throws IOException {
        JsonNode services =
                StrictYaml.read(Path.of("docker/compose.yaml"), JsonNode.class).get("services");

        assertThat(services).hasSize(2);
        for (JsonNode service : services) {
            Path folder = Path.of("docker", service.at("/build/context").asText());
            assertThat(folder.resolve(service.at("/build/dockerfile").asText())).exists();
            assertThat(service.get("image").asText()).matches(PINNED);
            assertThat(media(service.get("environment")).nativePorts())
                    .hasToString(published(service.get("ports")));
        }
    }

    private static Config.Media media(JsonNode environment) {
        Map<String, String> variables = new HashMap<>();
        environment
                .properties()
                .forEach(
                        e -> variables.put(e.getKey(), withoutSubstitution(e.getValue().asText())));
        return ConfigReader.read(Map.of(), variables).media();
    }

    private static String withoutSubstitution(String value) {
        return value.replaceAll("\\$\\{[A-Z_]+:-([^}]*)}", "$1");
    }

    private static String published(JsonNode ports) {
        for (JsonNode port : ports) {
            Matcher matcher = PUBLISHED.matcher(port.asText());
            if (matcher.matches()) {
                return matcher.group(1);
            }
        }
        return "none";
    }

    private static String property(String pom, String name) {
        Matcher matcher = Pattern.compile("<" + Pattern.quote(name) + ">([^<]+)<").matcher(pom);
        assertThat(matcher.find()).as(name).isTrue();
        return matcher.group(1);
    }

    private static List<String> words(Path file, String line) throws IOException {
        Pattern pattern = Pattern.compile(line);
        return Files.readAllLines(file).stream()
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .map(m -> m.group(1))
                .toList();
    }
}
