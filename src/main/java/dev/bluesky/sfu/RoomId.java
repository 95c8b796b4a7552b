package dev.bluesky.sfu;

/**
 * Names a room. Made by {@link IdRules#roomId} from what a client sent.
 *
 * @param value what stands in paths
 */
public record RoomId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
