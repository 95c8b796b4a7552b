package dev.bluesky.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Where {@code java -jar bluesky.war} begins. The only class outside WEB-INF, so it knows the JDK
 * alone.
 */
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
        Path folder = unpacked();
        AutoCloseable server = server(folder);
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

    private static Path unpacked() {
        try {
            Path folder = Files.createTempDirectory("bluesky-");
            try (ZipFile war = new ZipFile(war().toFile())) {
                unpack(war, folder);
                return folder;
            } catch (IOException e) {
                delete(folder);
                throw e;
            }
        } catch (IOException | UncheckedIOException | URISyntaxException e) {
            fail(
                    "its WAR cannot be unpacked into "
                            + System.getProperty("java.io.tmpdir")
                            + ": "
                            + e);
            throw new IllegalStateException(e);
        }
    }

    private static Path war() throws URISyntaxException {
        URI location = Main.class.getProtectionDomain().getCodeSource().getLocation().toURI();
        return Path.of(location);
    }

    private static void unpack(ZipFile war, Path folder) throws IOException {
        Enumeration<? extends ZipEntry> entries = war.entries();
        while (entries.hasMoreElements()) {
            ZipEntry entry = entries.nextElement();
            Path target = folder.resolve(entry.getName()).normalize();
            if (entry.isDirectory() || !target.startsWith(folder)) {
                continue;
            }
            Files.createDirectories(target.getParent());
            try (InputStream content = war.getInputStream(entry)) {
                Files.copy(content, target);
            }
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

    private static void stop(AutoCloseable server, Path folder) {
        try {
            server.close();
        } catch (Exception e) {
            LOG.log(Level.ERROR, "the server did not stop cleanly", e);
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(Main::deleteOne);
        } catch (IOException | UncheckedIOException e) {
            System.err.println("Blue Sky could not remove " + folder + ": " + e.getMessage());
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void fail(String reason) {
        System.err.println("Blue Sky cannot start: " + reason);
        System.exit(1);
    }
}
