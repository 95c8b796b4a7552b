package dev.bluesky.peer;

/** Why a viewer is sent nothing in a section, for as long as any of them holds. */
public enum Hold {
    /** The viewer's transport is not ready. */
    NOT_CONNECTED,
    /** The viewer wants nothing at present. */
    UNWANTED,
    /** The viewer's network does not carry it. */
    BANDWIDTH
}
