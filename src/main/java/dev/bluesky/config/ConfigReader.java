package dev.bluesky.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Reads the configuration. The first source that sets a key wins: system properties ({@code
 * bluesky.http-port}), the environment ({@code BLUESKY_HTTP_PORT}), the properties file ({@code
 * http-port}) that {@code bluesky.config} or {@code BLUESKY_CONFIG} names, the defaults.
 */
public final class ConfigReader {
    private ConfigReader() {}

    /** Reads from this process and its environment. */
    public static Config fromProcess() {
        Properties properties = System.getProperties();
        Map<String, String> systemProperties = new HashMap<>();
        for (String name : properties.stringPropertyNames()) {
            systemProperties.put(name, properties.getProperty(name, ""));
        }
        return read(systemProperties, System.getenv());
    }

    /**
     * Reads from these sources, and the file that they name.
     *
     * @throws ConfigException for a value that is not allowed, a file that cannot be read, and a
     *     name in a system property or in the file that is no key. Unknown environment variables
     *     are ignored: Kubernetes injects such.
     */
    public static Config read(
            Map<String, String> systemProperties, Map<String, String> environment) {
        Settings settings = new Settings(systemProperties, environment);
        Config config =
                new Config(server(settings), rooms(settings), http(settings), media(settings));
        checkPortsDiffer(config.server());
        return config;
    }

    private static Config.Server server(Settings settings) {
        return new Config.Server(
                settings.value(Keys.HTTP_PORT),
                settings.value(Keys.HTTPS_PORT),
                settings.value(Keys.BIND_ADDRESS),
                settings.value(Keys.CONTEXT_PATH),
                settings.expanded(settings.value(Keys.DATA_DIRECTORY)),
                settings.value(Keys.HTTPS_KEYSTORE).map(settings::expanded),
                settings.value(Keys.HTTPS_KEYSTORE_PASSWORD));
    }

    private static Config.Rooms rooms(Settings settings) {
        return new Config.Rooms(
                settings.value(Keys.ROOMS_MAX),
                settings.value(Keys.ROOM_CAPACITY),
                settings.value(Keys.ROOM_IDLE),
                settings.value(Keys.ID_LENGTH_MAX),
                settings.value(Keys.ID_PATTERN),
                settings.value(Keys.NAME_LENGTH_MAX),
                settings.value(Keys.METADATA_BYTES_MAX));
    }

    private static Config.Http http(Settings settings) {
        return new Config.Http(
                settings.value(Keys.BODY_BYTES_MAX),
                settings.value(Keys.CORS_ORIGINS),
                settings.value(Keys.FRAME_ANCESTORS),
                settings.value(Keys.FORWARDED_HEADERS),
                settings.value(Keys.EVENTS_HEARTBEAT),
                settings.value(Keys.EVENT_STREAMS_MAX),
                settings.value(Keys.NEGOTIATION_TIMEOUT));
    }

    private static Config.Media media(Settings settings) {
        return new Config.Media(
                settings.value(Keys.ENGINE),
                settings.value(Keys.UDP_PORT),
                settings.value(Keys.ICE_TCP),
                settings.value(Keys.MEDIA_LOOPS),
                settings.value(Keys.MEDIA_LOOP_SHARE),
                settings.value(Keys.MEDIA_HOLD),
                settings.value(Keys.WARM_UP),
                settings.value(Keys.CERTIFICATE_ROTATION),
                settings.value(Keys.NATIVE_PORTS),
                settings.value(Keys.ANNOUNCED_ADDRESSES),
                settings.value(Keys.NATIVE_VIDEO_CODECS),
                settings.value(Keys.CONNECT_TIMEOUT),
                settings.value(Keys.DISCONNECT_TIMEOUT));
    }

    private static void checkPortsDiffer(Config.Server server) {
        int https = server.httpsPort().orElse(0);
        if (https != 0 && https == server.httpPort()) {
            throw new ConfigException(
                    "http-port and https-port are both '"
                            + https
                            + "'; allowed: two different ports, or 0");
        }
    }
}
