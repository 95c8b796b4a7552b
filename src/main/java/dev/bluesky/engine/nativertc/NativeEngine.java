package dev.bluesky.engine.nativertc;

import dev.bluesky.config.Config;
import dev.bluesky.config.EngineName;
import dev.bluesky.negotiate.CodecOrder;
import dev.bluesky.sfu.Engine;
import dev.bluesky.sfu.MediaRoom;
import dev.bluesky.sfu.MediaRoomListener;
import dev.bluesky.sfu.RoomId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The engine on libwebrtc. Where the library cannot load it exists all the same, and says why. */
public final class NativeEngine implements Engine {

    private static final Logger LOG = System.getLogger(NativeEngine.class.getName());

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final NativeLibrary<Factories> library;
    private final EngineThreads threads = EngineThreads.start();
    private final OpenRooms rooms = new OpenRooms();
    private final EngineContext context;

    private NativeEngine(NativeLibrary<Factories> library, Config.Media config) {
        this.library = library;
        this.context =
                new EngineContext(
                        new PortPool(config.nativePorts()),
                        HostCandidates.of(config.announcedAddresses()),
                        new CodecOrder(config.nativeVideoCodecs()),
                        threads.timer(),
                        config.connectTimeout(),
                        config.disconnectTimeout());
    }

    /** Loads the library and starts the engine's threads. */
    public static NativeEngine start(Config.Media config) {
        return new NativeEngine(NativeLibrary.load(Factories::create), config);
    }

    @Override
    public EngineName name() {
        return EngineName.NATIVE;
    }

    @Override
    public Optional<String> unavailable() {
        return library.reason();
    }

    @Override
    public MediaRoom open(RoomId room, MediaRoomListener listener) {
        Factories factories =
                library.loaded().orElseThrow(() -> new IllegalStateException("not available"));
        NativeRoom opened =
                new NativeRoom(
                        context, factories, new CommandQueue(threads.commands()), rooms::remove);
        rooms.add(opened);
        return opened;
    }

    /** Nothing is counted. */
    @Override
    public CompletionStage<Map<String, Long>> counters() {
        return CompletableFuture.completedFuture(Map.of());
    }

    /** Waits until the rooms, which must have been closed, are; then frees libwebrtc. */
    @Override
    public void close() {
        boolean allClosed = rooms.awaitNone(CLOSE_TIMEOUT);
        threads.stop();
        if (allClosed) {
            library.loaded().ifPresent(Factories::close);
        } else {
            LOG.log(Level.WARNING, "libwebrtc is kept: a room has not closed in time");
        }
    }
}
