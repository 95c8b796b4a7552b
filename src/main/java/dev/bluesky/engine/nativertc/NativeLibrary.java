package dev.bluesky.engine.nativertc;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The attempt to load libwebrtc: either what was made with it, or the reason why it cannot be.
 *
 * @param <T> what is made with the library
 */
final class NativeLibrary<T> {

    private static final Logger LOG = System.getLogger(NativeLibrary.class.getName());

    /** How the dynamic linker names what it misses. */
    private static final Pattern MISSING =
            Pattern.compile("(lib(\\S+?)\\.so\\.(\\d+)): cannot open shared object file");

    private final @Nullable T loaded;
    private final String reason;

    private NativeLibrary(@Nullable T loaded, String reason) {
        this.loaded = loaded;
        this.reason = reason;
    }

    /** Runs the first code that needs the library. */
    static <T> NativeLibrary<T> load(Supplier<T> firstUse) {
        try {
            return new NativeLibrary<>(firstUse.get(), "");
        } catch (LinkageError | RuntimeException e) {
            LOG.log(Level.DEBUG, "webrtc-java does not load", e);
            return new NativeLibrary<>(null, reason(e));
        }
    }

    Optional<T> loaded() {
        return Optional.ofNullable(loaded);
    }

    /** Why it is not loaded and what to install; empty if it is. */
    Optional<String> reason() {
        return loaded == null ? Optional.of(reason) : Optional.empty();
    }

    static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = Objects.requireNonNullElse(root.getMessage(), "");
        Matcher missing = MISSING.matcher(message);
        if (missing.find()) {
            return "The native engine cannot load: %s is missing; install the package %s (Debian: apt-get install %s)."
                    .formatted(missing.group(1), debianPackage(missing), debianPackage(missing));
        }
        return "The native engine cannot load on this machine ("
                + System.getProperty("os.name")
                + " "
                + System.getProperty("os.arch")
                + "): "
                + message.lines().findFirst().orElse(root.getClass().getSimpleName());
    }

    /** Debian's rule for library packages: name and version, with a dash after a digit. */
    private static String debianPackage(Matcher missing) {
        String name = missing.group(2).toLowerCase(Locale.ROOT);
        boolean endsWithDigit = Character.isDigit(name.charAt(name.length() - 1));
        return "lib" + name + (endsWithDigit ? "-" : "") + missing.group(3);
    }
}
