package dev.bluesky.bench.peers;

import dev.bluesky.bench.load.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be compared. */
public enum Contestant {
    /** The forwarding engine of the WAR that ships. */
    BLUESKY("Blue Sky", "#1f77b4"),
    /** The same WAR's native engine, which decodes and encodes. */
    NATIVE("Blue Sky, native engine", "#9ecae1"),
    /** As Debian ships it: a thread for each peer connection. */
    JANUS("Janus", "#d62728"),
    /** The same with an event loop for each core. */
    JANUS_LOOPS("Janus, event loops", "#ff9896"),
    /** Bare, in the manner of the Go original of Blue Sky. */
    PION("Pion", "#2ca02c"),
    /** The same with Pion's default interceptors. */
    PION_INTERCEPTORS("Pion, interceptors", "#98df8a"),
    /** Node and one worker. */
    MEDIASOUP("mediasoup", "#9467bd"),
    /** Receive, decrypt, encrypt, sendmmsg: no server, but what one packet at a time costs. */
    C("C: sendmmsg", "#7f7f7f");

    /** What runs unless others are named. */
    public static final List<Contestant> USUAL =
            List.of(BLUESKY, NATIVE, JANUS, PION, MEDIASOUP, C);

    private static final int NATIVE_PEOPLE = 10;

    private final String title;
    private final String color;

    Contestant(String title, String color) {
        this.title = title;
        this.color = color;
    }

    /**
     * The one of that {@link #key}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Contestant of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** How it is called on the command line: {@code janus-loops}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How it is called in tables. */
    public String title() {
        return title;
    }

    /** Of its bars, as in CSS. */
    public String color() {
        return color;
    }

    /** Why it does not run that shape; empty if it does. */
    public Optional<String> refusal(Shape shape) {
        if (this == NATIVE && (!shape.isSingle() || shape.people() > NATIVE_PEOPLE)) {
            return Optional.of("decodes and encodes for each viewer: small rooms only");
        }
        boolean knowsSlots = this == BLUESKY || (this == MEDIASOUP && shape.isOfAll());
        return shape.hasSlots() && !knowsSlots ? Optional.of("has no slots") : Optional.empty();
    }

    /** Whether what arrives is what was sent, byte for byte. */
    public boolean forwards() {
        return this != NATIVE;
    }

    /**
     * Starts it.
     *
     * @param folder where it may write
     * @param javaOptions of Blue Sky's JVM
     * @throws IOException if that is not possible here, and what to install
     */
    public ServerUnderTest start(Path folder, List<String> javaOptions) throws IOException {
        return switch (this) {
            case BLUESKY -> BlueSky.start("forward", javaOptions);
            case NATIVE -> BlueSky.start("native", javaOptions);
            case JANUS -> Janus.start(folder, 0);
            case JANUS_LOOPS -> Janus.start(folder, Runtime.getRuntime().availableProcessors());
            case PION -> Pion.start(folder);
            case PION_INTERCEPTORS -> Pion.start(folder, "-interceptors");
            case MEDIASOUP -> Mediasoup.start(folder);
            case C -> Floor.start(folder);
        };
    }
}
