package dev.bluesky.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServerTest {
    @Test
    void aServerThatWasNeverStartedLeavesNoFolderWhereTheProcessRuns(@TempDir Path folder)
            throws Exception {
        String[] before = new File(".").list();

        new EmbeddedServer(folder).close();

        assertThat(new File(".").list()).containsExactlyInAnyOrder(before);
    }
}
