package dev.bluesky.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainFolderTest {
    private static final Duration LONG_AGO = Duration.ofHours(1);

    @Test
    void holdsWhatIsInTheWarForItsOwnerOnlyUntilItIsDeleted(@TempDir Path parent)
            throws IOException {
        MainFolder folder = MainFolder.unpack(war(parent, "WEB-INF/lib/a.jar"), parent);

        assertThat(folder.path().resolve("WEB-INF/lib/a.jar")).hasContent("content");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())))
                .isEqualTo("rwx------");

        folder.delete();
        assertThat(folder.path()).doesNotExist();
    }

    @Test
    void entryThatLeadsOutOfTheFolderIsNotWritten(@TempDir Path parent) throws IOException {
        MainFolder folder = MainFolder.unpack(war(parent, "../outside"), parent);

        assertThat(parent.resolve("outside")).doesNotExist();
        folder.delete();
    }

    @Test
    void fileThatIsNoWarLeavesNothingBehind(@TempDir Path parent) throws IOException {
        Path file = Files.writeString(parent.resolve("no.war"), "no zip");

        assertThatThrownBy(() -> MainFolder.unpack(file, parent)).isInstanceOf(IOException.class);
        try (var files = Files.list(parent)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void folderOfAProcessThatIsGoneIsRemovedByTheNext(@TempDir Path parent) throws IOException {
        Path left = folder(parent, "bluesky-left", LONG_AGO);

        MainFolder.unpack(war(parent, "a"), parent).delete();

        assertThat(left).doesNotExist();
    }

    @Test
    void folderThatIsInUseOrNewOrNotOursStays(@TempDir Path parent) throws IOException {
        Path used = folder(parent, "bluesky-used", LONG_AGO);
        Path newborn = folder(parent, "bluesky-newborn", Duration.ZERO);
        Path foreign = folder(parent, "other", LONG_AGO);
        Path unmarked = Files.createDirectory(parent.resolve("bluesky-unmarked"));

        try (FileChannel channel =
                        FileChannel.open(
                                used.resolve("WEB-INF/running.lock"), StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            MainFolder.unpack(war(parent, "a"), parent).delete();

            assertThat(lock.isValid()).isTrue();
            assertThat(used).exists();
        }
        assertThat(newborn).exists();
        assertThat(foreign).exists();
        assertThat(unmarked).exists();
    }

    private static Path folder(Path parent, String name, Duration age) throws IOException {
        Path folder = parent.resolve(name);
        Path mark =
                Files.createFile(
                        Files.createDirectories(folder.resolve("WEB-INF")).resolve("running.lock"));
        Files.setLastModifiedTime(mark, FileTime.from(Instant.now().minus(age)));
        return folder;
    }

    private static Path war(Path parent, String entry) throws IOException {
        Path war = parent.resolve("test.war");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write("content".getBytes(StandardCharsets.UTF_8));
        }
        return war;
    }
}
