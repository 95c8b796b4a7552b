package dev.bluesky.config;

/** Ports from {@code first} to {@code last}, both included; {@code 1 <= first <= last <= 65535}. */
public record PortRange(int first, int last) {
    public static final int HIGHEST_PORT = 65535;

    public PortRange {
        if (first < 1 || last < first || last > HIGHEST_PORT) {
            throw new IllegalArgumentException("no range of ports: " + first + "-" + last);
        }
    }

    /** How many ports it holds. */
    public int size() {
        return last - first + 1;
    }

    @Override
    public String toString() {
        return first + "-" + last;
    }
}
