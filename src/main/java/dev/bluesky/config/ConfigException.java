package dev.bluesky.config;

import java.io.Serial;

/**
 * A setting that stops the start. The message is one line for the administrator: key, source, value
 * and what is allowed.
 */
public final class ConfigException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private static final int SHOWN_LENGTH = 120;

    public ConfigException(String message) {
        super(message);
    }

    static ConfigException wrongValue(Key<?> key, Setting setting) {
        String shown = key.secret() ? "(not shown)" : quoted(setting.value());
        return new ConfigException(
                key.name()
                        + " = "
                        + shown
                        + " (from "
                        + setting.source()
                        + ") is not allowed; allowed: "
                        + key.type().allowed());
    }

    /**
     * A value from outside as it may stand in a message: on one line, of bounded length, in quotes.
     */
    static String quoted(String value) {
        String line = value.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", "?");
        return "'"
                + (line.length() > SHOWN_LENGTH ? line.substring(0, SHOWN_LENGTH) + "..." : line)
                + "'";
    }
}
