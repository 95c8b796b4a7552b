package dev.bluesky.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What was written where: system properties before the environment before the file before the
 * defaults.
 */
final class Settings {
    private static final String FILE_PROPERTY = Key.PROPERTY_PREFIX + "config";
    private static final String FILE_VARIABLE = Key.VARIABLE_PREFIX + "CONFIG";

    private final Map<String, String> systemProperties;
    private final Map<String, String> environment;
    private final Map<String, String> file;
    private final String fileSource;

    Settings(Map<String, String> systemProperties, Map<String, String> environment) {
        this.systemProperties = systemProperties;
        this.environment = environment;
        systemProperties.keySet().stream()
                .filter(name -> name.startsWith(Key.PROPERTY_PREFIX) && !name.equals(FILE_PROPERTY))
                .sorted()
                .forEach(name -> KnownNames.check(name, Key.PROPERTY_PREFIX, "system property"));
        Optional<Setting> named = fileName();
        this.fileSource = named.map(setting -> "file " + setting.value()).orElse("");
        this.file = named.map(this::load).orElse(Map.of());
        file.keySet().forEach(name -> KnownNames.check(name, "", "key of the " + fileSource));
    }

    <T> T value(Key<T> key) {
        Setting setting = setting(key);
        return key.type()
                .parser()
                .apply(setting.value())
                .orElseThrow(() -> ConfigException.wrongValue(key, setting));
    }

    /** {@code ~/x} below the home directory; anything else as it is. */
    Path expanded(Path path) {
        boolean ofHome = path.startsWith("~") && path.getNameCount() > 1;
        Path home = Path.of(systemProperties.getOrDefault("user.home", "."));
        return ofHome ? home.resolve(path.subpath(1, path.getNameCount())) : path;
    }

    private Setting setting(Key<?> key) {
        return property(key.property())
                .or(() -> variable(key.variable()))
                .or(
                        () ->
                                Optional.ofNullable(file.get(key.name()))
                                        .map(text -> new Setting(text.strip(), fileSource)))
                .orElse(new Setting(key.defaultText(), "the default"));
    }

    private Optional<Setting> property(String name) {
        return Optional.ofNullable(systemProperties.get(name))
                .map(text -> new Setting(text.strip(), "system property " + name));
    }

    /**
     * Compose and shells pass a variable that nobody set as an empty one, so empty counts as not
     * set.
     */
    private Optional<Setting> variable(String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(text -> !text.isBlank())
                .map(text -> new Setting(text.strip(), "environment variable " + name));
    }

    private Optional<Setting> fileName() {
        return property(FILE_PROPERTY).or(() -> variable(FILE_VARIABLE));
    }

    private Map<String, String> load(Setting named) {
        Properties properties = new Properties();
        try (Reader reader =
                Files.newBufferedReader(expanded(Path.of(named.value())), StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | InvalidPathException e) {
            throw unreadable(named, "cannot be read (" + e.getClass().getSimpleName() + ")");
        } catch (IllegalArgumentException e) {
            throw unreadable(named, "is no properties file: a \\u escape is malformed");
        }
        Map<String, String> values = new TreeMap<>();
        properties
                .stringPropertyNames()
                .forEach(name -> values.put(name, properties.getProperty(name)));
        return values;
    }

    private static ConfigException unreadable(Setting named, String why) {
        return new ConfigException(
                "config = "
                        + ConfigException.quoted(named.value())
                        + " (from "
                        + named.source()
                        + ") "
                        + why
                        + "; allowed: a readable properties file in UTF-8");
    }
}
