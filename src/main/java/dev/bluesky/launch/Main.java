package dev.bluesky.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Where {@code java -jar bluesky.war} begins. Outside WEB-INF, so it knows the JDK alone. */
public final class Main {
    private static final Logger LOG = System.getLogger("dev.bluesky.launch");
    private static final String SERVER = "dev.bluesky.launch.EmbeddedServer";

    private Main() {}

    /**
     * Runs until the process is told to stop. There are no arguments; see configuration.md for what
     * can be set.
     *
     * @throws ReflectiveOperationException if the WAR was built wrongly
     */
    public static void main(String[] args) throws ReflectiveOperationException {
        if (args.length > 0) {
            fail(
                    "it takes no arguments; set keys with -Dbluesky.http-port=9090 before -jar, or in the environment");
        }
        System.out.println("Blue Sky is starting.");
        MainFolder folder = unpacked();
        AutoCloseable server = server(folder.path());
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> stop(server, folder), "bluesky-stop"));
        System.exit(exitCode(server));
    }

    private static int exitCode(AutoCloseable server) {
        try {
            return (Integer) ((Callable<?>) server).call();
        } catch (Exception e) {
            LOG.log(Level.ERROR, "the server failed", e);
            return 1;
        }
    }

    private static MainFolder unpacked() {
        String parent = System.getProperty("java.io.tmpdir", "/tmp");
        try {
            Path war =
                    Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            return MainFolder.unpack(war, Path.of(parent));
        } catch (IOException | UncheckedIOException | URISyntaxException e) {
            fail("its WAR cannot be unpacked into " + parent + ": " + e);
            throw new IllegalStateException(e);
        }
    }

    /** Its loader stays open: classes are loaded until the process ends. */
    @SuppressWarnings("resource")
    private static AutoCloseable server(Path folder) throws ReflectiveOperationException {
        ClassLoader loader =
                new URLClassLoader(
                        "launcher", classPath(folder), ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        return (AutoCloseable)
                loader.loadClass(SERVER).getConstructor(Path.class).newInstance(folder);
    }

    private static URL[] classPath(Path folder) {
        try (Stream<Path> jars = Files.list(folder.resolve("WEB-INF/embed"))) {
            List<URL> urls = new ArrayList<>();
            urls.add(folder.resolve("WEB-INF/classes").toUri().toURL());
            for (Path jar : jars.sorted().toList()) {
                urls.add(jar.toUri().toURL());
            }
            return urls.toArray(URL[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(AutoCloseable server, MainFolder folder) {
        try {
            server.close();
        } catch (Exception e) {
            LOG.log(Level.ERROR, "the server did not stop cleanly", e);
        }
        try {
            folder.delete();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "could not remove " + folder.path(), e);
        }
    }

    private static void fail(String reason) {
        System.err.println("Blue Sky cannot start: " + reason);
        System.exit(1);
    }
}
