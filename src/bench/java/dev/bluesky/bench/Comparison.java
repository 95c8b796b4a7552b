package dev.bluesky.bench;

import dev.bluesky.bench.peers.ComparisonOptions;
import dev.bluesky.bench.peers.Rounds;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Blue Sky beside other servers on the same machine, one at a time and in turns, with the same
 * clients, packets and encryption: what a packet costs each of them.
 *
 * <pre>
 * apt-get install janus golang-go golang-github-pion-webrtc.v3-dev gcc libssl-dev
 * apt-get install npm g++ cmake pkg-config libuv1-dev libabsl-dev libflatbuffers-dev flatbuffers-compiler
 * mvn -DskipTests package
 * mvn -Pbench exec:exec -Dbench=dev.bluesky.bench.Comparison -Dinterval=6
 * mvn -Pbench exec:exec -Dbench=dev.bluesky.bench.Comparison -Dbench.options="--server all --shape 100 --shape 8x"
 * </pre>
 *
 * <p>What is not installed is left out. The table and a picture are written to {@code
 * target/bench}, in some 25 minutes unless options ask for less.
 */
public final class Comparison {
    private Comparison() {}

    /**
     * Measures, and prints the table.
     *
     * @param arguments see {@link ComparisonOptions#USAGE}
     */
    public static void main(String[] arguments) throws IOException {
        new Rounds(ComparisonOptions.parse(arguments), Path.of("target", "bench")).run();
    }
}
