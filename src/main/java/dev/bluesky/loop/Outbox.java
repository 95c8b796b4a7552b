package dev.bluesky.loop;

/** Holds what was sent until it is flushed. */
interface Outbox {
    void flush();
}
