package dev.bluesky.engine.forward;

import dev.bluesky.sfu.UserId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of a room is on another loop than its own, for the viewers who live there: a copy of what
 * those publish whom somebody there receives, or of everybody while somebody there receives the
 * whole room. Guarded by the room's monitor.
 */
final class Outpost implements RoomPart.Listener {

    private record Origin(Publication publication, Branch branch) {}

    private final RoomPart home;
    private final RoomPart part;
    private final Map<Publication, Origin> origins = new HashMap<>();
    private int watchers;

    Outpost(RoomPart home, EngineContext engine) {
        this.home = home;
        // That somebody speaks is announced by the loop that the room lives on.
        part = new RoomPart(engine, new Conversation(engine, speaker -> {}), this);
    }

    RoomPart part() {
        return part;
    }

    /** Somebody receives the whole room. */
    void watch() {
        if (watchers++ == 0) {
            home.publishers().forEach(part::hold);
        }
    }

    void unwatch() {
        if (--watchers == 0) {
            home.publishers().forEach(part::release);
        }
    }

    /** Somebody is new where the room lives. */
    void begunAtHome(UserId publisher) {
        if (watchers > 0) {
            part.hold(publisher);
        }
    }

    void endedAtHome(UserId publisher) {
        if (watchers > 0) {
            part.release(publisher);
        }
    }

    @Override
    public void begun(UserId publisher, Publication copy) {
        Publication original = home.find(publisher).orElseThrow();
        Branch branch = new Branch(home.engine(), part.engine(), part.conversation(), copy);
        origins.put(copy, new Origin(original, branch));
        home.engine().loop().execute(nowNs -> original.add(branch));
    }

    @Override
    public void ended(UserId publisher, Publication copy) {
        @Nullable Origin origin = origins.remove(copy);
        if (origin != null) {
            home.engine().loop().execute(nowNs -> origin.publication().remove(origin.branch()));
        }
    }
}
