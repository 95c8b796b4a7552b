package dev.bluesky.bench.peers;

import dev.bluesky.bench.load.Admission;
import dev.bluesky.bench.load.Entrance;
import dev.bluesky.bench.load.Wish;
import dev.bluesky.it.ServerProcess;
import dev.bluesky.it.raw.RawOffer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/**
 * The program of {@code src/bench/node/sfu} on mediasoup: a process of Node, which only answers
 * offers, and its worker, which forwards.
 */
final class Mediasoup implements ServerUnderTest {
    /** Where one size comes, or all do. */
    private static final String ANY_SIZE = "";

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
        return new Room("room=" + rooms);
    }

    @Override
    public void close() throws IOException {
        program.close();
    }

    private final class Room implements Entrance {
        private final String name;
        private final Published published = new Published();

        Room(String name) {
            this.name = name;
        }

        @Override
        public Admission publish(String user, RawOffer offer) {
            published.add(user, offer);
            return negotiate("publish?" + name + "&user=" + user, offer);
        }

        @Override
        public Admission receive(String user, Wish wish, RawOffer offer) {
            String whom = "&user=" + user + "&peer=" + wish.peer() + "&rid=" + size(wish);
            return negotiate("receive?" + name + whom, offer);
        }

        private String size(Wish wish) {
            return wish.isOfEverybody() ? ANY_SIZE : published.video(wish).rid();
        }

        private Admission negotiate(String path, RawOffer offer) {
            return Admission.answered(Calls.send("POST", uri.resolve(path), offer.sdp()));
        }

        @Override
        public void stopReceiving(String user, Wish wish) {
            // The farewell in DTLS says so.
        }

        @Override
        public void close() {
            Calls.send("DELETE", uri.resolve("room?" + name), "");
        }
    }
}
