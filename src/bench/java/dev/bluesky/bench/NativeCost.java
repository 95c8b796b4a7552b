package dev.bluesky.bench;

import dev.bluesky.it.BlueSkyProcess;
import dev.bluesky.it.ServerProcess;
import dev.bluesky.it.peer.BlueSkyClient;
import dev.bluesky.it.peer.Eventually;
import dev.bluesky.it.peer.Picture;
import dev.bluesky.it.peer.Picture.Tint;
import dev.bluesky.it.peer.PictureMeter.Seen;
import dev.bluesky.it.peer.PublishingPeer;
import dev.bluesky.it.peer.ReceivingPeer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * What the native engine costs: one publisher and 1 to 8 viewers, through the WAR that ships, run
 * by {@code java -jar} as a process of its own.
 *
 * <pre>
 * mvn -DskipTests package
 * mvn -Pbench exec:exec -Dinterval=10 -Dwarm-up=10
 * </pre>
 *
 * <p>The publisher and the viewers run in this process on the same machine and compete with the
 * server for its cores; the table says how much they took.
 */
public final class NativeCost {
    private static final List<String> CODECS = List.of("VP8", "H264");
    private static final int GRAIN = 12;
    private static final List<Picture> PICTURES =
            List.of(
                    new Picture(640, 360, 30, Tint.BLUE, GRAIN),
                    new Picture(1280, 720, 30, Tint.BLUE, GRAIN));
    private static final List<Integer> VIEWERS = List.of(1, 2, 4, 8);
    private static final Duration FIRST_FRAME_LIMIT = Duration.ofSeconds(60);

    private final Duration interval;
    private final Duration warmUp;

    private NativeCost(Duration interval, Duration warmUp) {
        this.interval = interval;
        this.warmUp = warmUp;
    }

    /**
     * Prints the table.
     *
     * @param arguments seconds of measuring and seconds of warming up, for each row; 10 and 10
     *     unless given
     */
    public static void main(String[] arguments) throws IOException {
        long interval = arguments.length > 0 ? Long.parseLong(arguments[0]) : 10;
        long warmUp = arguments.length > 1 ? Long.parseLong(arguments[1]) : 10;
        new NativeCost(Duration.ofSeconds(interval), Duration.ofSeconds(warmUp)).run();
        // libwebrtc's threads would keep the process.
        System.exit(0);
    }

    private void run() throws IOException {
        System.out.printf(
                "%d cores, shared by the server and the load; %d s measured after %d s of warm-up;"
                        + " Java %s%n%n",
                Runtime.getRuntime().availableProcessors(),
                interval.toSeconds(),
                warmUp.toSeconds(),
                System.getProperty("java.version"));
        System.out.println(
                "| codec | published | viewers | server CPU, cores | frames/s per viewer (least, most)"
                        + " | delivered | publisher's and viewers' CPU, cores |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (String codec : CODECS) {
            try (BlueSkyProcess server =
                    BlueSkyProcess.start(
                            Map.of("native-video-codecs", codec, "native-ports", "23500-23599"))) {
                for (Picture picture : PICTURES) {
                    for (int viewers : VIEWERS) {
                        System.out.println(measure(server, codec, picture, viewers));
                    }
                }
            }
        }
    }

    private Row measure(BlueSkyProcess server, String codec, Picture picture, int viewers)
            throws IOException {
        BlueSkyClient client = new BlueSkyClient(server.uri());
        String room = client.createRoom("publisher");
        List<ReceivingPeer> receivers = new ArrayList<>();
        try (PublishingPeer publisher = new PublishingPeer(picture, 440).withVideoCodec(codec)) {
            client.publish(room, "publisher", publisher);
            for (int i = 0; i < viewers; i++) {
                ReceivingPeer receiver = new ReceivingPeer();
                receivers.add(receiver);
                client.receive(room, "viewer" + i, "publisher", receiver);
            }
            for (ReceivingPeer receiver : receivers) {
                Eventually.within(
                        FIRST_FRAME_LIMIT,
                        receiver::picture,
                        () -> receiver.picture().frames() > 0);
            }
            pass(warmUp);
            Sample before = sample(server, receivers);
            pass(interval);
            return new Row(codec, picture, before, sample(server, receivers));
        } finally {
            receivers.forEach(ReceivingPeer::close);
            client.closeRoom(room, "publisher");
        }
    }

    private static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static Sample sample(BlueSkyProcess server, List<ReceivingPeer> receivers)
            throws IOException {
        return new Sample(
                System.nanoTime(),
                new ServerProcess(server.pid()).cpuSeconds(),
                new ServerProcess(ProcessHandle.current().pid()).cpuSeconds(),
                receivers.stream().map(ReceivingPeer::picture).toList());
    }

    /**
     * One moment of a run.
     *
     * @param nanos when
     * @param serverCpuSeconds used so far
     * @param loadCpuSeconds used so far
     * @param seen what each viewer has seen so far
     */
    private record Sample(
            long nanos, double serverCpuSeconds, double loadCpuSeconds, List<Seen> seen) {}

    /** One line of the table. */
    private record Row(String codec, Picture picture, Sample before, Sample after) {
        @Override
        public String toString() {
            double seconds = (after.nanos - before.nanos) / 1e9;
            double[] rates = new double[after.seen.size()];
            for (int i = 0; i < rates.length; i++) {
                rates[i] = (after.seen.get(i).frames() - before.seen.get(i).frames()) / seconds;
            }
            Arrays.sort(rates);
            Seen last = after.seen.get(0);
            return "| %s | %dx%d | %d | %.2f | %.1f, %.1f | %dx%d | %.2f |"
                    .formatted(
                            codec,
                            picture.width(),
                            picture.height(),
                            rates.length,
                            (after.serverCpuSeconds - before.serverCpuSeconds) / seconds,
                            rates[0],
                            rates[rates.length - 1],
                            last.width(),
                            last.height(),
                            (after.loadCpuSeconds - before.loadCpuSeconds) / seconds);
        }
    }
}
