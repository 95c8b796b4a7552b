package dev.bluesky.it.browser;

/** What a browser does when the page asks for camera and microphone. */
public enum Devices {
    /** Gives Chromium's fake devices without asking. */
    GRANTED,
    /** Has devices, but nobody who allows them: headless Chromium then refuses. */
    DENIED
}
