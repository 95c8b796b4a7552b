package dev.bluesky.sfu;

/**
 * Names a user within a room. Made by {@link IdRules#userId} from what a client sent.
 *
 * @param value what stands in paths
 */
public record UserId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
