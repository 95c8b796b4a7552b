package dev.bluesky.engine.forward;

/** On which loop a room's viewers live. For any thread. */
@FunctionalInterface
interface ViewerLoops {
    /** Of the next one. */
    EngineContext next();
}
