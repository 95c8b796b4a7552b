package dev.bluesky.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code java -jar bluesky.war} as a process of its own, on free ports of the loopback address.
 *
 * <p>The system property {@code bluesky.war} names the file ({@code target/bluesky.war} unless
 * set), {@code bluesky.java} the Java command (the one that runs the test unless set).
 */
public final class BlueSkyProcess implements AutoCloseable {
    private static final String READY = "Blue Sky is ready: ";
    private static final String WARM = ": warmed up for ";
    private static final String WARM_UP = "warm-up";
    private static final Duration START_TIME = Duration.ofMinutes(2);
    private static final Duration STOP_TIME = Duration.ofSeconds(30);

    /**
     * Quiet and private; each can be overridden. HTTPS is off because its certificate costs a
     * second, and nobody waits until it is warm.
     */
    private static final Map<String, String> KEYS =
            Map.of(
                    "http-port", "0",
                    "https-port", "off",
                    "bind-address", "127.0.0.1",
                    "udp-port", "0",
                    "announced-addresses", "127.0.0.1",
                    "warm-up", "0");

    /** The same tests with another engine: {@code -Dbluesky.engine=…}. */
    private static final Optional<String> ENGINE =
            Optional.ofNullable(System.getProperty("bluesky.engine"));

    private final TemporaryFolder folder;
    private final Process process;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private final CompletableFuture<String> warm = new CompletableFuture<>();
    private final Thread reader = new Thread(this::read, "bluesky-output");

    private BlueSkyProcess(Map<String, String> keys, List<String> javaOptions) throws IOException {
        this.folder = TemporaryFolder.create("bluesky-it-");
        this.process =
                new ProcessBuilder(command(keys, javaOptions)).redirectErrorStream(true).start();
        reader.start();
    }

    /**
     * Starts it with these configuration keys, such as {@code rooms-max}, and waits until it is
     * ready.
     */
    public static BlueSkyProcess start(Map<String, String> keys, String... javaOptions)
            throws IOException {
        return await(launch(keys, javaOptions), process -> process.ready);
    }

    /** The same, but it warms up as long as it does by itself, and that is waited for. */
    public static BlueSkyProcess startWarm(Map<String, String> keys, String... javaOptions)
            throws IOException {
        Map<String, String> all = new HashMap<>(keys);
        all.putIfAbsent(WARM_UP, "10");
        BlueSkyProcess process = start(all, javaOptions);
        if (!all.get(WARM_UP).equals("0")) {
            process.awaitWarm();
        }
        return process;
    }

    /** Waits until it has warmed up, which it must have been told to. */
    public void awaitWarm() throws IOException {
        await(this, process -> process.warm);
    }

    private static BlueSkyProcess await(
            BlueSkyProcess process, Function<BlueSkyProcess, CompletableFuture<String>> state)
            throws IOException {
        try {
            state.apply(process).get(START_TIME.toSeconds(), TimeUnit.SECONDS);
            return process;
        } catch (ExecutionException | TimeoutException e) {
            process.close();
            throw new IOException("not ready: " + process.output, e);
        } catch (InterruptedException e) {
            process.close();
            throw interrupted();
        }
    }

    /** Starts it and does not wait: for starts that fail. */
    public static BlueSkyProcess launch(Map<String, String> keys, String... javaOptions)
            throws IOException {
        return new BlueSkyProcess(keys, List.of(javaOptions));
    }

    /** The address of HTTP, with a slash at the end. */
    public URI uri() {
        return address("http://\\S+");
    }

    /** The address of HTTPS, with a slash at the end. */
    public URI httpsUri() {
        return address("https://\\S+");
    }

    /** The process id of the JVM itself. */
    public long pid() {
        return process.pid();
    }

    /** Its temporary folder; its data directory is {@code data} in there. */
    public Path folder() {
        return folder.path();
    }

    /** The lines of standard output and standard error until now. */
    public List<String> output() {
        return List.copyOf(output);
    }

    /** Asks it to stop, as SIGTERM does. */
    public void terminate() {
        process.destroy();
    }

    /** Waits for its end and the end of its output. */
    public int exitCode() throws IOException {
        try {
            if (!process.waitFor(STOP_TIME.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("still running: " + output);
            }
            reader.join();
            return process.exitValue();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw interrupted();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            terminate();
            exitCode();
        } finally {
            folder.close();
        }
    }

    private List<String> command(Map<String, String> keys, List<String> javaOptions) {
        Map<String, String> all = new HashMap<>(KEYS);
        ENGINE.ifPresent(engine -> all.put("engine", engine));
        all.put("data-directory", folder().resolve("data").toString());
        all.putAll(keys);
        String sameJava = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("bluesky.java", sameJava));
        command.addAll(javaOptions);
        command.add("-Djava.io.tmpdir=" + folder());
        all.forEach((key, value) -> command.add("-Dbluesky." + key + "=" + value));
        command.add("-jar");
        command.add(System.getProperty("bluesky.war", "target/bluesky.war"));
        return command;
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
                if (line.startsWith(READY)) {
                    ready.complete(line);
                } else if (line.contains(WARM)) {
                    warm.complete(line);
                }
            }
            ended(new IOException("ended before it was ready"));
        } catch (IOException e) {
            ended(e);
        }
    }

    private void ended(IOException how) {
        ready.completeExceptionally(how);
        warm.completeExceptionally(how);
    }

    private URI address(String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(ready.join());
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in: " + ready.join());
        }
        return URI.create(matcher.group());
    }

    private static IOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted while Blue Sky was starting or stopping");
    }
}
