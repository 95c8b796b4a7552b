package dev.bluesky.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The private temporary folder that the WAR is unpacked into. A process holds a lock in its folder,
 * so that a later one can tell, and remove, what a process left behind that was killed or that
 * native code ended.
 *
 * <p>Named so that it lies beside {@link Main} at the root of the WAR; it knows the JDK alone.
 */
final class MainFolder {
    private static final String PREFIX = "bluesky-";

    /** In there it is not served. */
    private static final String LOCK = "WEB-INF/running.lock";

    /** Younger folders may not have their lock yet. */
    private static final Duration NEWBORN = Duration.ofMinutes(1);

    private final Path path;
    private final FileLock lock;

    private MainFolder(Path path) throws IOException {
        this.path = path;
        Path mark = path.resolve(LOCK);
        Files.createDirectories(mark.getParent());
        this.lock =
                FileChannel.open(mark, StandardOpenOption.CREATE, StandardOpenOption.WRITE).lock();
    }

    /** A new folder below {@code parent} with what is in the WAR. */
    static MainFolder unpack(Path war, Path parent) throws IOException {
        MainFolder folder = new MainFolder(Files.createTempDirectory(parent, PREFIX));
        try (ZipFile zip = new ZipFile(war.toFile())) {
            folder.sweep(parent);
            folder.unpack(zip);
            return folder;
        } catch (IOException | UncheckedIOException e) {
            folder.delete();
            throw e;
        }
    }

    Path path() {
        return path;
    }

    void delete() throws IOException {
        lock.acquiredBy().close();
        delete(path);
    }

    private void unpack(ZipFile war) throws IOException {
        Enumeration<? extends ZipEntry> entries = war.entries();
        while (entries.hasMoreElements()) {
            ZipEntry entry = entries.nextElement();
            Path target = path.resolve(entry.getName()).normalize();
            if (entry.isDirectory() || !target.startsWith(path)) {
                continue;
            }
            Files.createDirectories(target.getParent());
            try (InputStream content = war.getInputStream(entry)) {
                Files.copy(content, target);
            }
        }
    }

    private void sweep(Path parent) throws IOException {
        try (Stream<Path> others = Files.list(parent)) {
            others.filter(other -> other.getFileName().toString().startsWith(PREFIX))
                    .filter(other -> Files.isDirectory(other, LinkOption.NOFOLLOW_LINKS))
                    .filter(this::isLeft)
                    .forEach(MainFolder::deleteQuietly);
        }
    }

    /** Whether it was made by the same user, some time ago, and its process is gone. */
    private boolean isLeft(Path other) {
        Path mark = other.resolve(LOCK);
        try {
            if (other.equals(path)
                    || !Files.getOwner(other).equals(Files.getOwner(path))
                    || !Files.isRegularFile(mark, LinkOption.NOFOLLOW_LINKS)
                    || Files.getLastModifiedTime(mark)
                            .toInstant()
                            .isAfter(Instant.now().minus(NEWBORN))) {
                return false;
            }
            try (FileChannel channel = FileChannel.open(mark, StandardOpenOption.WRITE)) {
                return channel.tryLock() != null;
            }
        } catch (IOException | OverlappingFileLockException e) {
            return false;
        }
    }

    /** Another process may be sweeping too. */
    private static void deleteQuietly(Path folder) {
        try {
            delete(folder);
        } catch (IOException e) {
            System.err.println("Blue Sky could not remove " + folder + ": " + e.getMessage());
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> files = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
