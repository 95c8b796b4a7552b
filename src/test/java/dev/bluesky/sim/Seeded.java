package dev.bluesky.sim;

import java.security.SecureRandom;
import java.util.SplittableRandom;

/** What looks secure to the engine and is the same in every run of a seed. */
final class Seeded extends SecureRandom {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial") // Nobody sends it anywhere.
    private final SplittableRandom random;

    Seeded(SplittableRandom random) {
        this.random = random;
    }

    @Override
    public void nextBytes(byte[] bytes) {
        random.nextBytes(bytes);
    }
}
