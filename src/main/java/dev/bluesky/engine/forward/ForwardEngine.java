package dev.bluesky.engine.forward;

import dev.bluesky.config.Config;
import dev.bluesky.config.EngineName;
import dev.bluesky.dtls.DtlsEndpoint;
import dev.bluesky.dtls.DtlsWarmUp;
import dev.bluesky.engine.AnnouncedAddresses;
import dev.bluesky.ice.HostCandidate;
import dev.bluesky.ice.IceLimits;
import dev.bluesky.loop.LoopSettings;
import dev.bluesky.loop.MediaLoop;
import dev.bluesky.peer.MediaContext;
import dev.bluesky.peer.NtpClock;
import dev.bluesky.peer.TransportSetup;
import dev.bluesky.sfu.Engine;
import dev.bluesky.sfu.MediaRoom;
import dev.bluesky.sfu.MediaRoomListener;
import dev.bluesky.sfu.RoomId;
import dev.bluesky.stats.Counters;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The engine that forwards. Where its port is taken it exists all the same, and says so. */
public final class ForwardEngine implements Engine {
    private static final Logger LOG = System.getLogger(ForwardEngine.class.getName());
    private static final int ADDRESSES_REMEMBERED = 16;
    private static final Duration COMMANDS_TIMEOUT = Duration.ofSeconds(2);

    /** RFC 7675 section 5.1: what a check vouches for ends then at the latest. */
    private static final Duration CONSENT_MAX = Duration.ofSeconds(30);

    private static final Duration WARM_UP_TIMEOUT = Duration.ofSeconds(10);

    /** What there is only while the engine can run. */
    private record Running(MediaLoop loop, EngineContext context) {}

    private final ForwardThreads threads = ForwardThreads.start();
    private final Optional<Running> running;
    private final Optional<String> reason;

    private ForwardEngine(Config.Media config) {
        Optional<Running> started = Optional.empty();
        Optional<String> failure = Optional.empty();
        try {
            started = Optional.of(start(config, threads));
        } catch (IOException e) {
            failure = Optional.of("The forwarding engine cannot run: " + e.getMessage());
        }
        running = started;
        reason = failure;
    }

    /** Opens the port and starts the engine's threads. */
    public static ForwardEngine start(Config.Media config) {
        return new ForwardEngine(config);
    }

    private static Running start(Config.Media config, ForwardThreads threads) throws IOException {
        MediaContext media = new MediaContext(NtpClock.at(Instant.now(), System.nanoTime()));
        Demultiplexer demultiplexer = new Demultiplexer(media);
        MediaLoop loop = MediaLoop.start(settings(config), demultiplexer);
        List<String> candidates = candidates(config, loop.port());
        Identity identity = new Identity(Clock.systemUTC(), config.certificateRotation());
        EngineContext context =
                new EngineContext(
                        onLoop(loop),
                        demultiplexer,
                        media,
                        (setup, listener) ->
                                new DtlsEndpoint(setup, threads.handshakes(), listener),
                        candidates,
                        identity,
                        threads,
                        new SecureRandom(),
                        new IceLimits(
                                config.connectTimeout(),
                                shorter(config.disconnectTimeout(), CONSENT_MAX),
                                ADDRESSES_REMEMBERED),
                        config.connectTimeout().toNanos());
        threads.workers().execute(() -> warmUp(identity, threads));
        LOG.log(
                Level.INFO,
                "The forwarding engine listens on UDP{0} port {1} ({2})",
                config.iceTcp() ? " and TCP" : "",
                Integer.toString(loop.port()),
                loop.transport());
        return new Running(loop, context);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static LoopSettings settings(Config.Media config) {
        return LoopSettings.onPort(config.udpPort()).withTcp(config.iceTcp());
    }

    private static List<String> candidates(Config.Media config, int port) {
        List<InetAddress> addresses = AnnouncedAddresses.of(config.announcedAddresses());
        OptionalInt tcp = config.iceTcp() ? OptionalInt.of(port) : OptionalInt.empty();
        return HostCandidate.of(addresses, port, tcp).stream().map(HostCandidate::value).toList();
    }

    /**
     * Commands learn the time where they run; after the end there is nothing that they could do.
     */
    private static TransportSetup.LoopExecutor onLoop(MediaLoop loop) {
        return command -> {
            try {
                loop.execute(() -> command.run(System.nanoTime()));
            } catch (RejectedExecutionException e) {
                LOG.log(Level.DEBUG, "the loop has ended", e);
            }
        };
    }

    /** The first handshake loads classes for some hundred milliseconds. */
    private static void warmUp(Identity identity, ForwardThreads threads) {
        try {
            boolean warm =
                    DtlsWarmUp.handshake(
                            identity.certificate(),
                            threads.handshakes().executor(),
                            WARM_UP_TIMEOUT);
            LOG.log(Level.DEBUG, "a handshake with itself: {0}", warm);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The connections were closed by commands, which begin the farewells. */
    private static void awaitCommands(MediaLoop loop) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(() -> done.complete(null));
        try {
            done.get(COMMANDS_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.WARNING, "the media loop is busy at its end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public EngineName name() {
        return EngineName.FORWARD;
    }

    @Override
    public Optional<String> unavailable() {
        return reason;
    }

    @Override
    public MediaRoom open(RoomId room, MediaRoomListener listener) {
        Running open = running.orElseThrow(() -> new IllegalStateException("not available"));
        return new ForwardRoom(open.context(), listener);
    }

    @Override
    public CompletionStage<Map<String, Long>> counters() {
        return running.map(ForwardEngine::counters)
                .orElseGet(() -> CompletableFuture.completedFuture(Map.of()));
    }

    private static CompletionStage<Map<String, Long>> counters(Running open) {
        return open.context()
                .ask(
                        nowNs -> {
                            Map<String, Long> counters = new LinkedHashMap<>();
                            open.loop()
                                    .counters()
                                    .forEach(
                                            (counter, count) ->
                                                    counters.put(
                                                            "loop." + Counters.label(counter),
                                                            count));
                            open.context().demultiplexer().report(counters::put);
                            return counters;
                        });
    }

    /** Sends what is still to be said, such as farewells, and ends. */
    @Override
    public void close() {
        running.ifPresent(open -> awaitCommands(open.loop()));
        threads.stop();
        running.ifPresent(open -> open.loop().close());
    }
}
