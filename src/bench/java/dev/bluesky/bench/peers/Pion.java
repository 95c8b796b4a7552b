package dev.bluesky.bench.peers;

import dev.bluesky.bench.load.Entrance;
import dev.bluesky.bench.load.Program;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The program of {@code src/bench/go/sfu}, on Debian's Go packages. */
final class Pion implements ServerUnderTest {
    private static final Path SOURCE = Path.of("src", "bench", "go", "sfu").toAbsolutePath();
    private static final String PACKAGES = "/usr/share/gocode";

    private final Program program;
    private final URI uri;
    private int rooms;

    private Pion(Program program) throws IOException {
        this.program = program;
        uri = URI.create("http://" + program.line() + "/");
    }

    static Pion start(Path folder, String... options) throws IOException {
        List<String> command = new java.util.ArrayList<>();
        command.add(build(folder).toString());
        command.addAll(List.of(options));
        return new Pion(Program.start(folder.resolve("pion.log"), command));
    }

    /** Go finds packages without modules only under the paths that it is told. */
    private static Path build(Path folder) throws IOException {
        Path path = Program.folder(folder.resolve("go"));
        Path link = Program.folder(path.resolve("src")).resolve("sfu");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, SOURCE);
        Path program = path.resolve("sfu");
        Program.run(
                Map.of("GO111MODULE", "off", "GOPATH", path + ":" + PACKAGES),
                List.of("go", "build", "-o", program.toString(), "sfu"));
        return program;
    }

    @Override
    public long pid() {
        return program.pid();
    }

    @Override
    public Entrance open() {
        rooms++;
        return new OfferedRoom(uri, rooms);
    }

    @Override
    public void close() throws IOException {
        program.close();
    }
}
