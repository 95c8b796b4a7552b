package dev.bluesky.it.net;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bluesky.it.peer.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A network namespace (network_namespaces(7)) that carries its owner's process id in its name. */
record Namespace(String name) {
    private static final String PREFIX = "bluesky-test-";
    private static final Pattern OURS = Pattern.compile("(?m)^" + PREFIX + "(\\d+)-\\d+\\b");
    private static final Duration END_OF_PROGRAMS = Duration.ofSeconds(10);
    private static final AtomicInteger CREATED = new AtomicInteger();

    /** Bits of the capability sets in /proc/PID/status (capabilities(7)). */
    private static final long CAP_NET_ADMIN = 1L << 12;

    private static final long CAP_SYS_ADMIN = 1L << 21;

    /** Skips the test unless this process may make namespaces and connect them, as root may. */
    static void assumeAllowed() {
        long needed = CAP_NET_ADMIN | CAP_SYS_ADMIN;
        assumeTrue((effectiveCapabilities() & needed) == needed, "network namespaces need root");
    }

    static Namespace create(ProcessHandle owner) {
        Namespace namespace = new Namespace(PREFIX + owner.pid() + "-" + CREATED.incrementAndGet());
        Command.run("ip", "netns", "add", namespace.name);
        return namespace;
    }

    /** What test processes left behind that are gone. */
    static List<Namespace> stale() {
        return OURS.matcher(Command.run("ip", "netns", "list"))
                .results()
                .filter(each -> ProcessHandle.of(Long.parseLong(each.group(1))).isEmpty())
                .map(MatchResult::group)
                .map(Namespace::new)
                .toList();
    }

    /** The command that runs this one inside. */
    List<String> inside(List<String> command) {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", name));
        all.addAll(command);
        return all;
    }

    /** Ends the programs inside first: a namespace lasts as long as the last of them. */
    void remove() {
        Eventually.within(END_OF_PROGRAMS, this::programs, this::killAll);
        Command.run("ip", "netns", "del", name);
    }

    private boolean killAll() {
        List<ProcessHandle> programs = programs();
        programs.forEach(ProcessHandle::destroyForcibly);
        return programs.isEmpty();
    }

    private List<ProcessHandle> programs() {
        return Command.run("ip", "netns", "pids", name)
                .lines()
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())).stream())
                .toList();
    }

    private static long effectiveCapabilities() {
        String field = "CapEff:";
        try {
            return Files.readString(Path.of("/proc/self/status"), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(field))
                    .map(line -> line.substring(field.length()).strip())
                    .mapToLong(mask -> Long.parseUnsignedLong(mask, 16))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
