package dev.bluesky.config;

import java.util.Locale;

/**
 * One thing that may be set.
 *
 * @param name in kebab case, such as {@code http-port}
 * @param defaultText the default, written as an administrator would write it
 * @param reason what the value does and why one would change it
 * @param secret never shown in a message
 */
record Key<T>(String name, String defaultText, ValueType<T> type, String reason, boolean secret) {
    static final String PROPERTY_PREFIX = "bluesky.";
    static final String VARIABLE_PREFIX = "BLUESKY_";

    Key(String name, String defaultText, ValueType<T> type, String reason) {
        this(name, defaultText, type, reason, false);
    }

    /** The system property, such as {@code bluesky.http-port}. */
    String property() {
        return PROPERTY_PREFIX + name;
    }

    /** The environment variable, such as {@code BLUESKY_HTTP_PORT}. */
    String variable() {
        return VARIABLE_PREFIX + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
