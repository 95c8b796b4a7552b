package dev.bluesky.bench.peers;

import dev.bluesky.bench.load.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where and with what was measured. */
final class Machine {
    private static final List<String> PACKAGES =
            List.of(
                    "janus",
                    "libsrtp2-1",
                    "golang-1.19-go",
                    "golang-github-pion-webrtc.v3-dev",
                    "gcc-12",
                    "libssl3",
                    "libuv1",
                    "libabsl-dev");

    private Machine() {}

    /**
     * One line.
     *
     * @param folder where servers were built
     */
    static String line(Path folder) throws IOException {
        List<String> parts = new ArrayList<>();
        parts.add(LocalDate.now(ZoneOffset.UTC).toString());
        parts.add(Runtime.getRuntime().availableProcessors() + " cores of " + processor());
        parts.add("Linux " + System.getProperty("os.version"));
        parts.add("Java " + System.getProperty("java.version"));
        for (String name : PACKAGES) {
            version(name).ifPresent(version -> parts.add(name + " " + version));
        }
        MediasoupBuild.of(folder).version().ifPresent(parts::add);
        return String.join("; ", parts) + ".";
    }

    private static String processor() throws IOException {
        return Files.readString(Path.of("/proc/cpuinfo"))
                .lines()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("an unnamed processor");
    }

    private static Optional<String> version(String name) {
        try {
            String said =
                    Program.run(Map.of(), List.of("dpkg-query", "-W", "-f", "${Version}", name));
            return Optional.of(said).filter(version -> !version.isBlank());
        } catch (IOException notInstalled) {
            return Optional.empty();
        }
    }
}
