package dev.bluesky.bench.peers;

import dev.bluesky.bench.load.Program;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * mediasoup's packages and its worker, in a folder of their own: npm brings sources only, and
 * {@code src/bench/node/worker} says how they are compiled.
 */
record MediasoupBuild(Path folder) {
    private static final Path SOURCES = Path.of("src", "bench", "node").toAbsolutePath();
    private static final String PACKAGE_LIST = "package.json";
    private static final String NEEDED =
            "npm g++ cmake pkg-config libssl-dev libuv1-dev libabsl-dev libflatbuffers-dev"
                    + " flatbuffers-compiler";

    static MediasoupBuild of(Path folder) throws IOException {
        return new MediasoupBuild(Program.folder(folder.resolve("mediasoup")));
    }

    private Path packages() {
        return folder.resolve("node_modules");
    }

    private Path workerFolder() {
        return folder.resolve("worker");
    }

    private Path worker() {
        return workerFolder().resolve("mediasoup-worker");
    }

    /** What was built from the same list of packages stays. */
    void makeOnce() throws IOException {
        Path wanted = SOURCES.resolve("sfu").resolve(PACKAGE_LIST);
        Path present = folder.resolve(PACKAGE_LIST);
        boolean isMade =
                Files.exists(worker())
                        && Files.exists(present)
                        && Files.mismatch(wanted, present) == -1;
        if (!isMade) {
            System.out.println("mediasoup: building its worker once, which takes some ten minutes");
            Files.deleteIfExists(worker());
            Files.copy(wanted, present, StandardCopyOption.REPLACE_EXISTING);
            run("npm", "install", "--ignore-scripts", "--prefix", folder.toString());
            compile(SOURCES.resolve("worker").toString(), workerFolder().toString());
        }
    }

    private void compile(String source, String into) throws IOException {
        String cores = Integer.toString(Runtime.getRuntime().availableProcessors());
        run("cmake", "-S", source, "-B", into, "-DPACKAGES=" + packages());
        run("cmake", "--build", into, "--parallel", cores);
    }

    private void run(String... command) throws IOException {
        try {
            Program.run(Map.of(), List.of(command));
        } catch (IOException e) {
            Files.writeString(folder.resolve("build.log"), e.getMessage() + "\n");
            throw new IOException(
                    command[0] + " fails, see mediasoup/build.log; needs " + NEEDED, e);
        }
    }

    /** Runs the program of {@code src/bench/node/sfu}. */
    List<String> command() {
        return List.of(
                "env",
                "NODE_PATH=" + packages(),
                "MEDIASOUP_WORKER_BIN=" + worker(),
                "node",
                SOURCES.resolve("sfu").resolve("main.js").toString());
    }

    /** What was built, and what runs it; empty if nothing was. */
    Optional<String> version() throws IOException {
        return Files.exists(worker())
                ? Optional.of(
                        "mediasoup %s compiled here on these and the libsrtp of %s; node %s"
                                .formatted(
                                        version("mediasoup"), version("mediasoup-libsrtp"), node()))
                : Optional.empty();
    }

    private static String node() {
        try {
            return Program.run(Map.of(), List.of("node", "--version")).strip();
        } catch (IOException notInstalled) {
            return "is missing";
        }
    }

    private String version(String name) throws IOException {
        String list = Files.readString(packages().resolve(name).resolve(PACKAGE_LIST));
        try (JsonReader reader = Json.createReader(new StringReader(list))) {
            return reader.readObject().getString("version");
        }
    }
}
