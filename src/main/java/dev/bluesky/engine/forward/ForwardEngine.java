package dev.bluesky.engine.forward;

import dev.bluesky.config.Config;
import dev.bluesky.config.EngineName;
import dev.bluesky.dtls.DtlsEndpoint;
import dev.bluesky.dtls.DtlsListener;
import dev.bluesky.dtls.DtlsSetup;
import dev.bluesky.dtls.KeyAgreement;
import dev.bluesky.engine.AnnouncedAddresses;
import dev.bluesky.ice.HostCandidate;
import dev.bluesky.ice.IceLimits;
import dev.bluesky.loop.LoopLimits;
import dev.bluesky.loop.LoopSettings;
import dev.bluesky.peer.NtpClock;
import dev.bluesky.sfu.Engine;
import dev.bluesky.sfu.MediaRoom;
import dev.bluesky.sfu.MediaRoomListener;
import dev.bluesky.sfu.RoomId;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The engine that forwards. Where its port is taken it exists all the same, and says so. */
public final class ForwardEngine implements Engine {
    private static final Logger LOG = System.getLogger(ForwardEngine.class.getName());
    private static final int ADDRESSES_REMEMBERED = 16;
    private static final double PERCENT = 100;

    /** RFC 7675 section 5.1: what a check vouches for ends then at the latest. */
    private static final Duration CONSENT_MAX = Duration.ofSeconds(30);

    private final ForwardThreads threads = ForwardThreads.start();
    private final WarmUp warmUp;
    private final Optional<EngineLoops> running;
    private final Optional<String> reason;

    private ForwardEngine(Config.Media config) {
        Identity identity = new Identity(Clock.systemUTC(), config.certificateRotation());
        warmUp = new WarmUp(identity, config.warmUp());
        Optional<EngineLoops> started = Optional.empty();
        Optional<String> failure = Optional.empty();
        try {
            started = Optional.of(start(config, identity));
            warmUp.start();
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

    private EngineLoops start(Config.Media config, Identity identity) throws IOException {
        EngineLoops loops =
                EngineLoops.start(
                        settings(config),
                        loopsMax(config),
                        config.mediaLoopShare() / PERCENT,
                        NtpClock.at(Instant.now(), System.nanoTime()),
                        contexts(config, identity));
        LOG.log(
                Level.INFO,
                "The forwarding engine listens on UDP{0} {1}",
                config.iceTcp() ? " and TCP" : "",
                loops.description());
        return loops;
    }

    static LoopSettings settings(Config.Media config) {
        return LoopSettings.onPort(config.udpPort())
                .withTcp(config.iceTcp())
                .withLimits(LoopLimits.DEFAULT.withHoldLongest(config.mediaHold()));
    }

    /**
     * The other half is for the kernel's share of the network, handshakes, requests and the JVM.
     */
    private static int loopsMax(Config.Media config) {
        return config.mediaLoops() == 0
                ? Math.max(1, Runtime.getRuntime().availableProcessors() / 2)
                : config.mediaLoops();
    }

    private EngineLoops.Contexts contexts(Config.Media config, Identity identity) {
        SecureRandom random = new SecureRandom();
        return (loop, demultiplexer, port) ->
                new EngineContext(
                        loop,
                        demultiplexer,
                        demultiplexer.media(),
                        this::somebodyComes,
                        candidates(config, port),
                        identity,
                        threads,
                        random,
                        new IceLimits(
                                config.connectTimeout(),
                                shorter(config.disconnectTimeout(), CONSENT_MAX),
                                ADDRESSES_REMEMBERED),
                        config.connectTimeout().toNanos());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static List<String> candidates(Config.Media config, int port) {
        List<InetAddress> addresses = AnnouncedAddresses.of(config.announcedAddresses());
        OptionalInt tcp = config.iceTcp() ? OptionalInt.of(port) : OptionalInt.empty();
        return HostCandidate.of(addresses, port, tcp).stream().map(HostCandidate::value).toList();
    }

    /** On a loop. */
    private KeyAgreement somebodyComes(DtlsSetup setup, DtlsListener listener) {
        warmUp.end();
        return new DtlsEndpoint(setup, threads.handshakes(), listener);
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
        return running.orElseThrow(() -> new IllegalStateException("not available")).open(listener);
    }

    @Override
    public CompletionStage<Map<String, Long>> counters() {
        return running.map(EngineLoops::counters)
                .orElseGet(() -> CompletableFuture.completedFuture(Map.of()));
    }

    /** Sends what is still to be said, such as farewells, and ends. */
    @Override
    public void close() {
        warmUp.close();
        running.ifPresent(EngineLoops::awaitCommands);
        threads.stop();
        running.ifPresent(EngineLoops::close);
    }
}
