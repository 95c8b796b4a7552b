package dev.bluesky.bench.load;

import dev.bluesky.it.ServerProcess;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@link Guests} in a process of their own, of less priority: those who are in do not wait for them
 * on this side.
 */
final class GuestsProcess implements AutoCloseable {
    private static final List<String> LESS_PRIORITY = List.of("nice", "-n", "12");
    private static final String HEAP = "-Xmx1g";
    private static final String LOG = "guests.log";

    private final int count;
    private final Program program;
    private final ServerProcess process;
    private JsonObject report = JsonObject.EMPTY_JSON_OBJECT;

    /**
     * Starts it; they stand at the door then, sockets open.
     *
     * @param room whose publishers they watch in turn
     * @param folder of the clips
     */
    GuestsProcess(
            URI server,
            String engine,
            String room,
            Shape shape,
            List<String> publishers,
            Path folder,
            int count)
            throws IOException {
        this.count = count;
        List<String> command = new ArrayList<>(LESS_PRIORITY);
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of(HEAP, "-cp", System.getProperty("java.class.path")));
        command.add(Guests.class.getName());
        command.addAll(List.of(server.toString(), engine, room, shape.key()));
        command.addAll(List.of(folder.toString(), Integer.toString(count)));
        command.addAll(publishers);
        program = Program.start(folder.resolve(LOG), command);
        program.line();
        process = new ServerProcess(program.pid());
    }

    /** In seconds of one core. */
    double cpuSeconds() throws IOException {
        return process.cpuSeconds();
    }

    /** All ask at once; returns when all watch, or when it has taken too long. */
    void join() {
        try (JsonReader reader = Json.createReader(new StringReader(program.ask("join")))) {
            report = reader.readObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int size() {
        return count;
    }

    /** How many do not watch. */
    long failed() {
        return report.getInt("failed");
    }

    /** What was said to those who were not let in. */
    List<String> refusals() {
        return report.getJsonArray("refusals").getValuesAs(JsonString::getString);
    }

    /** Until the last one watched. */
    double seconds() {
        return report.getJsonNumber("seconds").doubleValue();
    }

    /** From request to media. */
    Latencies joins() {
        Latencies joins = new Latencies();
        report.getJsonArray("joins").getValuesAs(JsonNumber::longValue).forEach(joins::add);
        return joins;
    }

    @Override
    public void close() throws IOException {
        program.close();
    }
}
