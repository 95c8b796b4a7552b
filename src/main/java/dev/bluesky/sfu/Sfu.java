package dev.bluesky.sfu;

import dev.bluesky.config.Config;
import dev.bluesky.config.EngineName;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The selective forwarding unit: the application's one instance, which holds the rooms. Made and
 * closed by {@code boot}; found by {@code web} as the servlet context's attribute {@link
 * #ATTRIBUTE}.
 */
public final class Sfu implements AutoCloseable {

    /** The servlet context attribute that holds the instance. */
    public static final String ATTRIBUTE = Sfu.class.getName();

    private static final System.Logger LOG = System.getLogger(Sfu.class.getName());

    private final Config config;
    private final IdRules idRules;
    private final Map<EngineName, Engine> engines = new LinkedHashMap<>();
    private final LongSupplier clockNs;
    private final InstantSource wallClock;
    private final Map<RoomId, Room> rooms = new LinkedHashMap<>();
    private final RequestTurns requestTurns = RequestTurns.ofThisMachine();
    private final Overview overview;
    private boolean stopping;

    /**
     * @param engines closed with this
     * @param clockNs a monotonic clock, such as {@link System#nanoTime}
     * @param wallClock tells people when something was
     */
    public Sfu(
            Config config,
            Collection<? extends Engine> engines,
            LongSupplier clockNs,
            InstantSource wallClock) {
        this.config = config;
        this.idRules = IdRules.of(config.rooms());
        this.clockNs = clockNs;
        this.wallClock = wallClock;
        engines.forEach(engine -> this.engines.put(engine.name(), engine));
        this.overview = new Overview(this::rooms, this.engines.values(), clockNs, wallClock);
    }

    /** Which ids and names are taken. */
    public IdRules idRules() {
        return idRules;
    }

    /** For those who ask it something that takes computing. */
    public RequestTurns requestTurns() {
        return requestTurns;
    }

    /** The configuration it runs with. */
    public Config config() {
        return config;
    }

    /**
     * Creates a room.
     *
     * @throws SfuException TAKEN, AT_CAPACITY, ENGINE_UNAVAILABLE, MALFORMED or STOPPING
     */
    public Room create(RoomRequest request) {
        int capacity = capacity(request);
        Engine engine = availableEngine(request.engine().orElse(config.media().engine()));
        synchronized (rooms) {
            RoomId id = request.id().orElseGet(idRules::newRoomId);
            requirePlaceFor(id);
            Room room =
                    new Room(
                            id,
                            request,
                            capacity,
                            engine,
                            config.http().negotiationTimeout(),
                            clockNs,
                            wallClock);
            rooms.put(id, room);
            LOG.log(System.Logger.Level.INFO, "room={0} created", id);
            return room;
        }
    }

    private int capacity(RoomRequest request) {
        int most = config.rooms().roomCapacity();
        int capacity = request.capacity().orElse(most);
        if (capacity < 1 || capacity > most) {
            throw new SfuException(
                    Refusal.MALFORMED, "The capacity must be a number from 1 to " + most + ".");
        }
        return capacity;
    }

    private Engine availableEngine(EngineName name) {
        Engine engine = engines.get(name);
        if (engine == null) {
            throw unavailable("The engine '" + name.label() + "' is not part of this server.");
        }
        engine.unavailable().ifPresent(Sfu::refuseUnavailable);
        return engine;
    }

    private static void refuseUnavailable(String reason) {
        throw unavailable(reason);
    }

    private static SfuException unavailable(String reason) {
        return new SfuException(Refusal.ENGINE_UNAVAILABLE, reason);
    }

    private void requirePlaceFor(RoomId id) {
        if (stopping) {
            throw new SfuException(Refusal.STOPPING, "The server is stopping.");
        }
        if (rooms.containsKey(id)) {
            throw new SfuException(Refusal.TAKEN, "There is a room '" + id + "' already.");
        }
        int most = config.rooms().roomsMax();
        if (rooms.size() >= most) {
            throw new SfuException(
                    Refusal.AT_CAPACITY, "There are " + most + " rooms, which is the limit.");
        }
    }

    /** The ids of all rooms, the oldest first. */
    public List<RoomId> roomIds() {
        synchronized (rooms) {
            return List.copyOf(rooms.keySet());
        }
    }

    private List<Room> rooms() {
        synchronized (rooms) {
            return List.copyOf(rooms.values());
        }
    }

    /** The whole server, not older than a second; waits a second or two at most. */
    public ServerStatistics statistics() {
        return overview.look();
    }

    /**
     * The room of that id.
     *
     * @throws SfuException NOT_FOUND if there is no such room
     */
    public Room room(RoomId id) {
        synchronized (rooms) {
            return Optional.ofNullable(rooms.get(id))
                    .orElseThrow(() -> SfuException.noSuchRoom(id));
        }
    }

    /**
     * Closes a room and every peer connection in it.
     *
     * @throws SfuException NOT_FOUND, or FORBIDDEN if the user is not its admin
     */
    public void closeRoom(RoomId id, UserId user) {
        Room room = room(id);
        room.requireAdmin(user);
        close(room, "closed by its admin");
    }

    /** Closes the rooms that have been empty for the configured time. To be called now and then. */
    public void closeIdleRooms() {
        if (config.rooms().roomIdle().isZero()) {
            return;
        }
        rooms().stream()
                .filter(room -> room.closeIfIdle(config.rooms().roomIdle()))
                .forEach(this::forget);
    }

    private void forget(Room room) {
        synchronized (rooms) {
            rooms.remove(room.id(), room);
        }
    }

    private void close(Room room, String reason) {
        forget(room);
        room.close(reason);
    }

    /** Closes all rooms, then the engines. */
    @Override
    public void close() {
        List<Room> all;
        synchronized (rooms) {
            stopping = true;
            all = List.copyOf(rooms.values());
            rooms.clear();
        }
        all.forEach(room -> room.close("the server is stopping"));
        engines.values().forEach(Engine::close);
    }
}
