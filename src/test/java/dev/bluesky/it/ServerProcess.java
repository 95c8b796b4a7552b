package dev.bluesky.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What Linux knows about another process: threads, sockets, memory and CPU time, from {@code
 * /proc}.
 */
public record ServerProcess(long pid) {
    /** The unit of /proc/PID/stat; sysconf(_SC_CLK_TCK) is 100 on every Linux that runs Java. */
    private static final double TICKS_PER_SECOND = 100;

    /** The child process of this JVM whose command line has this word, as Arquillian starts one. */
    public static ServerProcess childWith(String word) {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains(word))
                .max(Comparator.comparing(child -> child.info().startInstant().orElseThrow()))
                .map(child -> new ServerProcess(child.pid()))
                .orElseThrow(() -> new IllegalStateException("no child process with " + word));
    }

    /** The names of its threads, at most 15 characters each, sorted, with repetitions. */
    public List<String> threads() throws IOException {
        List<String> names = new ArrayList<>();
        for (Path task : list("task")) {
            read(task.resolve("comm")).ifPresent(name -> names.add(name.strip()));
        }
        names.sort(Comparator.naturalOrder());
        return names;
    }

    /** The local ports of its UDP sockets. */
    public Set<Integer> udpPorts() throws IOException {
        Set<String> inodes = socketInodes();
        Set<Integer> ports = new HashSet<>();
        for (String table : List.of("net/udp", "net/udp6")) {
            read(proc().resolve(table)).stream()
                    .flatMap(String::lines)
                    .skip(1)
                    .map(line -> line.strip().split("\\s+", -1))
                    .filter(columns -> inodes.contains(columns[9]))
                    .forEach(columns -> ports.add(port(columns[1])));
        }
        return ports;
    }

    private static int port(String localAddress) {
        return Integer.parseInt(localAddress.substring(localAddress.indexOf(':') + 1), 16);
    }

    private Set<String> socketInodes() throws IOException {
        Set<String> inodes = new HashSet<>();
        for (Path descriptor : list("fd")) {
            Optional<String> target = linkTarget(descriptor);
            target.filter(name -> name.startsWith("socket:["))
                    .map(name -> name.substring(8, name.length() - 1))
                    .ifPresent(inodes::add);
        }
        return inodes;
    }

    private static Optional<String> linkTarget(Path link) throws IOException {
        try {
            return Optional.of(Files.readSymbolicLink(link).toString());
        } catch (NoSuchFileException closedMeanwhile) {
            return Optional.empty();
        }
    }

    /** Resident memory in megabytes. */
    public double residentMegabytes() throws IOException {
        return Files.readString(proc().resolve("status"))
                        .lines()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                / 1024.0;
    }

    /**
     * The same after the C library has given back what is free. Without that the figure tells how
     * many threads were busy at once, since each has an arena of its own. Needs a JVM of JDK 17.0.9
     * or later.
     */
    public double residentMegabytesTrimmed() throws IOException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process =
                new ProcessBuilder(jcmd.toString(), Long.toString(pid), "System.trim_native_heap")
                        .redirectErrorStream(true)
                        .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!answer.contains("Trim native heap")) {
            throw new IOException("jcmd answered " + answer);
        }
        return residentMegabytes();
    }

    /** CPU time used so far, in seconds of one core. */
    public double cpuSeconds() throws IOException {
        String stat = Files.readString(proc().resolve("stat"));
        // The command's name is in parentheses and may hold blanks; the fields after it do not.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    private Path proc() {
        return Path.of("/proc", Long.toString(pid));
    }

    private List<Path> list(String folder) throws IOException {
        try (Stream<Path> entries = Files.list(proc().resolve(folder))) {
            return entries.toList();
        }
    }

    private static Optional<String> read(Path file) throws IOException {
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException endedMeanwhile) {
            return Optional.empty();
        }
    }
}
