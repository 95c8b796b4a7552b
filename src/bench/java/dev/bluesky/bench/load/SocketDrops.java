package dev.bluesky.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the kernel dropped because a UDP socket's buffer was full, by local port: the loss that is
 * neither the server's nor the viewers' program's doing.
 */
record SocketDrops(Map<Integer, Long> byPort) {

    static SocketDrops now() throws IOException {
        Map<Integer, Long> drops = new HashMap<>();
        for (String table : List.of("/proc/net/udp", "/proc/net/udp6")) {
            List<String> lines = Files.readAllLines(Path.of(table));
            for (String line : lines.subList(1, lines.size())) {
                String[] columns = line.strip().split("\\s+", -1);
                String port = columns[1].substring(columns[1].indexOf(':') + 1);
                long count = Long.parseLong(columns[columns.length - 1]);
                drops.merge(Integer.parseInt(port, 16), count, Long::sum);
            }
        }
        return new SocketDrops(drops);
    }

    /** Of these ports, since then. */
    long since(SocketDrops before, Set<Integer> ports) {
        return ports.stream()
                .mapToLong(
                        port ->
                                byPort.getOrDefault(port, 0L)
                                        - before.byPort.getOrDefault(port, 0L))
                .sum();
    }
}
