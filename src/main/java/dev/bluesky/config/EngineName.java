package dev.bluesky.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The media engines that a room may ask for. */
public enum EngineName {
    /** A selective forwarding unit in Java: never decodes; packets go on as they came. */
    FORWARD("forward"),
    /** libwebrtc through webrtc-java: decodes and encodes again for each subscription. */
    NATIVE("native");

    private final String label;

    EngineName(String label) {
        this.label = label;
    }

    /** The name in requests, answers and the configuration. */
    public String label() {
        return label;
    }

    /** The engine of that label, if there is one. */
    public static Optional<EngineName> of(String label) {
        return Stream.of(values()).filter(engine -> engine.label.equals(label)).findFirst();
    }

    /** All labels. */
    public static List<String> labels() {
        return Stream.of(values()).map(EngineName::label).toList();
    }
}
