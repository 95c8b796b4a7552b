package dev.bluesky.launch;

/** Starts. */
public final class Main {
    private Main() {}

    /** Runs. */
    public static void main(String[] args) {}
}
