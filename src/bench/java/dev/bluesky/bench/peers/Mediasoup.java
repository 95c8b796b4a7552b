package dev.bluesky.bench.peers;

import dev.bluesky.bench.load.Entrance;
import dev.bluesky.bench.load.Program;
import dev.bluesky.it.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/**
 * The program of {@code src/bench/node/sfu} on mediasoup: a process of Node, which only answers
 * offers, and its worker, which forwards.
 */
final class Mediasoup implements ServerUnderTest {
    private final Program program;
    private final URI uri;
    private final ServerProcess worker;
    private int rooms;

    private Mediasoup(Program program) throws IOException {
        this.program = program;
        String[] said = program.line().split(" ", -1);
        uri = URI.create("http://" + said[0] + "/");
        worker = new ServerProcess(Long.parseLong(said[1]));
    }

    static Mediasoup start(Path folder) throws IOException {
        MediasoupBuild build = MediasoupBuild.of(folder);
        build.makeOnce();
        Program program = Program.start(folder.resolve("mediasoup.log"), build.command());
        try {
            return new Mediasoup(program);
        } catch (IOException e) {
            program.close();
            throw new IOException("needs Node 20.19 or later; see mediasoup.log", e);
        }
    }

    @Override
    public long pid() {
        return program.pid();
    }

    @Override
    public double cpuSeconds() throws IOException {
        return new ServerProcess(pid()).cpuSeconds() + worker.cpuSeconds();
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
