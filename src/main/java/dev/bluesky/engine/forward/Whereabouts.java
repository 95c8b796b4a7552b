package dev.bluesky.engine.forward;

import dev.bluesky.ice.UfragTable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ObjLongConsumer;

/**
 * By what datagrams find the sessions of all loops. Every loop looks here; a session's own loop
 * alone writes what is about it. Looking takes no lock.
 */
final class Whereabouts {
    private final Map<UfragTable.Ufrag, Optional<Session>> ufrags = new ConcurrentHashMap<>();
    private final Map<Object, Session> origins = new ConcurrentHashMap<>();

    /** By local ufrag: a table for one loop, with what all have stored. */
    UfragTable<Session> byUfrag() {
        return new UfragTable<>(ufrags);
    }

    /** By where authenticated checks came from. */
    Map<Object, Session> byOrigin() {
        return origins;
    }

    /** How many there are. */
    void report(ObjLongConsumer<String> to) {
        to.accept("demux.ufrags", ufrags.size());
        to.accept("demux.addresses", origins.size());
    }
}
